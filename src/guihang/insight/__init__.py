"""Insight: what to look at.

Here: the docket of today's duties, boards, statistics; reads only.
Not here: any write, any rule.
"""
