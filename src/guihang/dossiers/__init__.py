"""Dossiers: the file (档案).

Here: one dossier per person and order, or per office; forms, numbering, papers, volumes,
attachments, retention.
Not here: whether a paper may be issued (decisions, and the room that owns the subject).

Beside the usual modules, rooms above may use archive, binding, forms, contents, numbers, previews,
readings, ties and vocabulary.
"""
