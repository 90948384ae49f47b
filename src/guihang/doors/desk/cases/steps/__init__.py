"""The steps of a case, each entered by its own module."""

from guihang.doors.desk.cases.steps import (
    borders,
    charge,
    ending,
    ending_otherwise,
    grouping,
    guarantors,
    reception,
    terms,
)

__all__ = (
    "borders",
    "charge",
    "ending",
    "ending_otherwise",
    "grouping",
    "guarantors",
    "reception",
    "terms",
)
