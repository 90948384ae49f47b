"""Approvals besides leave (事项审批): travel, contact, entry, positioning, health intervals.

Here: what is asked for, what the law makes of it, what a grant allows, until when, who is told.
Not here: leave (its own room); how it is decided (decisions); what the law says of it (law).
"""
