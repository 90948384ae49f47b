"""Decisions: how a matter is decided.

Here: matters, their course, opinions, signatures, refusals, deputies, and checks before signing.
Not here: any subject (leave, device, entrustment): it belongs to the room that registers its kind.
"""
