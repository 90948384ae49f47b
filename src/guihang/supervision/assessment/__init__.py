"""Daily assessment (日常考核): what a month showed, what it came to, and who confirmed it.

Here: the evidence of a month, the local points scheme as data, the month's sheet, its objections.
Not here: rewards and sanctions (conduct); how risk is thought of (risk).
"""
