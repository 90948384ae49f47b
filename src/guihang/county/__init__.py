"""County: the simulated county, built through the same actions as everybody else's.

Here: the demo county with its offices, people and a year of work; training ground and test bed.
Not here: anything a real installation needs.
"""
