"""Health of who serves outside prison (病情): monthly reports, reviews, what is due when.

Here: what is handed in, whether it counts, when the next is due.
Not here: a longer interval (approvals); what follows from the illness's end (conduct: recall).
"""
