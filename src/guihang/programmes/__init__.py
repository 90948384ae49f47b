"""Programmes: education and help (Act ch. 5).

Here: courses, public-benefit activities (公益活动), counselling, relief, work, immersion.
Not here: what must be done and what follows if not (supervision).
"""
