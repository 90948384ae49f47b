"""Duties: what is owed, by whom, to whom, until when, and why.

Here: the stored projection of obligations, its ways in and out, cover by deputies, rebuilding.
Not here: what the law asks for (law); where the rows come from (the rooms that hand them in).
"""
