"""Entrustment: what the county agency charges a township office with, in writing (委托).

Here: the powers that can be entrusted, asking, what is looked at before signing, review, early end.
Not here: how it is decided (decisions); who holds a power today (agencies); the paper (dossiers).
"""
