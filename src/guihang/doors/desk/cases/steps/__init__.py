"""The steps of a case, each entered by its own module."""

from guihang.doors.desk.cases.steps import borders, grouping, reception

__all__ = ("borders", "grouping", "reception")
