"""Positions under an order: from when until when they are taken, and where somebody is bound.

Here: which basis an order gives, and the zones its person is bound to by law, orders and leave.
Not here: how fixes are weighed (tracking); what an alarm came to (alarms).
"""
