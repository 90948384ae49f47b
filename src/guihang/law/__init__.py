"""Law as code: every deadline, approver and sanction, computed, dated and cited.

Here: the instruments, their numbers over time, counting, rules, verdicts and refusals.
Not here: anything that is stored, shown or asks what time it is (the rooms and the doors).
Standard library only; pure functions over frozen values.
"""
