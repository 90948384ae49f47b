"""Daily assessment in the simulated county: one office is done with last month, another half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from guihang.cases.actions.noting import fresh
from guihang.county.diary import Happening, moment, next_workday
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.rounds import reporting_day
from guihang.law.codes import MonthResult
from guihang.supervision.assessment import actions, evidence
from guihang.supervision.assessment.actions import Given, Telling
from guihang.supervision.assessment.doubts import NO_WORD
from guihang.supervision.assessment.month import Month

MOST = 20
ASSESSED_ON, CONFIRMED_ON, TOLD_ON = 3, 5, 9
MISSED = "当月有未按规定履行义务的情况，已批评教育。"
SHORT = "当月入矫或者请假在外，没有报告记录。"


def happenings(hands: Hands, lives: Sequence[Life], on: date) -> Iterator[Happening]:
    """Yield what offices made of last month, person after person."""
    by_office: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        if _reported_within(life, Month.of(on).before):
            by_office[life.office].append(life)
    largest = sorted(by_office.values(), key=len, reverse=True)
    # The largest office has told everybody; the second waits for the leader.
    for many, is_whole in zip(largest, (True, False), strict=False):
        yield from _office(hands, many[:MOST], on, whole=is_whole)


def _reported_within(life: Life, month: Month) -> bool:
    """Whether the reporting day of somebody's office was not moved out of the month by a rest."""
    return Month.of(reporting_day(life.office, month.first)) == month


def _office(hands: Hands, many: list[Life], on: date, *, whole: bool) -> Iterator[Happening]:
    month, office = Month.of(on).before, many[0].office
    made: list = []

    def assess(at: datetime) -> None:
        by = hands.of_office(office, at)
        for life in many:
            case = fresh(life.case) if life.case is not None else None
            if case is not None and evidence.is_assessed_in(case, month):
                given = _given(case, month)
                made.append(actions.assess(case=case, month=month, given=given, by=by, at=at))

    def confirm(at: datetime) -> None:
        made[:] = actions.confirm(assessments=made, by=hands.leader(office, at), at=at)

    def tell(at: datetime) -> None:
        by = hands.of_office(office, at)
        actions.tell(assessments=made, telling=Telling(at.date(), "counter"), by=by, at=at)

    steps = ((ASSESSED_ON, assess), (CONFIRMED_ON, confirm), (TOLD_ON, tell))
    for number, do in steps if whole else steps[:1]:
        day = next_workday(on.replace(day=number))
        if day < on:
            yield Happening(moment(day, 16), do)


def _given(case, month: Month) -> Given:
    """Make of a month what an officer would who sees what it shows."""
    found = evidence.gather(case, month)
    if NO_WORD in found.doubts:
        return Given(MonthResult.NOT_ASSESSED, SHORT)
    if found.doubts or found.tally is None or found.tally.result is MonthResult.FAILED:
        return Given(MonthResult.FAILED, MISSED)
    return Given(found.tally.result)
