"""Keeping: what is owed about the archive, and which of its files are destroyed (档案保管、销毁).

Here: lent files that are to come back, asking for a destruction, what a granted one does.
Not here: the files and their rules (dossiers.archive); how a destruction is decided (decisions).
"""
