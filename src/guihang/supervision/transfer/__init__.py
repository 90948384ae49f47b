"""Change of the place of execution (执行地变更): two counties, letters, a decision, a hand-over.

Here: the request, the letter and its reply, the decision, the file, the arrival, and moving within
the county. Not here: how a decision is signed (decisions); whose case it is (cases).
"""
