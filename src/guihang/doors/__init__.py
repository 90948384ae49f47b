"""Doors: the ways in.

Here: one package per audience, the shared look in `ui`, and the one clock.
Not here: rules and writes: a door parses, makes one call, and presents.
"""
