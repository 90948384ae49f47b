"""Bureau: the office's own work.

Here: entrusting the township offices; later training, contests, meetings, case reviews, incidents.
Not here: the work on a case (cases, supervision).
"""
