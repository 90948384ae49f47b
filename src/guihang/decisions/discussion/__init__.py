"""Discussion: several people deliberate together before one decides (合议、集体评议).

Here: who is called, who stands aside, what each holds, what the majority found, who signed.
Not here: whether a subject needs a discussion, and who of it may not sit: its room says so.  A room
above registers what it lets be discussed (`subjects.register`), and demands it where somebody signs
(`queries.demand(matter, DiscussionKind.COLLECTIVE)`, or `queries.finding(…)` among its checks).
"""
