"""Plan measures (矫正措施): a library to choose from, and what came of each when looked at.

Here: the library as data, the measures of a plan, their outcomes, how often each helped.
Not here: the plan and its paper (cases); courses and activities themselves (programmes).
"""
