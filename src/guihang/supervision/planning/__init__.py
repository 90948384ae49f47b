"""Plans (矫正方案): measures from a library, goals with days, and what came of each.

Here: the library as data, measures and goals of a plan, their outcomes, when a goal is looked at.
Not here: the plan and its paper (cases); courses and activities themselves (programmes).
"""
