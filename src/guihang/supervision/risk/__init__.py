"""Risk as an advisory score (风险提示): a published formula over the facts of a case, on a day.

Here: the formula in dated versions, the score with every factor and its facts, what was shown.
Not here: any decision. No action reads a score: a named officer sets the category, with reasons.
"""
