"""Cases: the person, the order and the term, from intake to closing.

Here: who is under correction, by which order, from when to when, in whose charge.
Not here: what they must do meanwhile (supervision); how anything is decided (decisions).
"""
