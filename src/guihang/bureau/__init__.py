"""Bureau: the office's own work.

Here: entrusting the township offices, keeping the archive, case reviews; later training, contests,
meetings, incidents.
Not here: the work on a case (cases, supervision).
"""
