"""Campaigns of checking records (信息核查): every entry about a person confirmed or mended.

Here: which entries are checked, who confirmed what, the rate with its published definition.
Not here: spot checks by phone (verification, supervision); changing a person (cases.actions).
"""
