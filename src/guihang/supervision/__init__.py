"""Supervision: what people under correction must do (Act ch. 4).

Here: reporting, visits, leave, levels, conduct, lost contact, remote inspection.
Not here: how a decision is signed (decisions); where a fix comes from (tracking).
"""
