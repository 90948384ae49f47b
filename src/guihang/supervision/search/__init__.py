"""Search: finding somebody who is out of contact (失联查找).

Here: searches from the missed duty to the closed record: attempts, notices, finding, exercises.
Not here: what follows from having been away (conduct); when a term ends (cases).
"""
