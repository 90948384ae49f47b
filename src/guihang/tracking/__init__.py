"""Tracking: where somebody was, on which legal basis, and how sure.

Here: positioning orders and verification bases, fixes, zones, evidence of a crossing.
Not here: whether a crossing was a breach (supervision knows the permits).
"""
