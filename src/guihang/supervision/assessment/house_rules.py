"""The office's own rules for daily assessment (本局规定): no national article says them.

The law asks for regular assessment and names neither the month nor points nor results.
"""

from __future__ import annotations

MONTHS = "house:months"
TWO_PEOPLE = "house:two-people"
POINTS = "local:points"
ARTICLE = "ccl-2019:28.1"
REGULAR = "measures-2020:32"
LEAST_WORDS = 4
