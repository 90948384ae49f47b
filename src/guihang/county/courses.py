"""The usual course of a case: received, registered, declared, planned; ended and archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from guihang.county.diary import next_workday, workday
from guihang.county.lives import Life
from guihang.county.steps import HISTORY, Said, Step
from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Kind, OutsideGround
from guihang.law.events import What

ADULT = 18
REVIEWED_MONTHS = 3
PREPARED_DAYS, LIFTED_WORKDAYS, ARCHIVED_DAYS = 32, 2, 12
TOLD_AT_THE_END = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)


def usual(life: Life) -> Iterator[Step]:
    """Yield the steps of a case in which everything goes as it should."""
    yield from first_steps(life)
    yield from earlier_reports(life)
    yield from last_steps(life)


def earlier_reports(life: Life) -> Iterator[Step]:
    """Yield the health reports of who serves outside prison, before rounds were noted at once."""
    if life.order.kind != Kind.OUTSIDE:
        return
    day, turn = life.effective + timedelta(days=38), 0
    while day < life.ends:
        said: tuple[Said, ...] = (What.HEALTH_REPORTED,)
        if turn % REVIEWED_MONTHS == REVIEWED_MONTHS - 1:
            said = (What.HEALTH_REPORTED, What.REVIEW_HANDED_IN)
        yield Step(workday(day), 15, said, HISTORY)
        day, turn = day + timedelta(days=29), turn + 1


def first_steps(life: Life) -> Iterator[Step]:
    """Yield everything from the papers to the plan, each step on a day of work and in time."""
    effective, spread = life.effective, life.number
    came = next_workday(effective + timedelta(days=3 + spread % 3))
    reported = max(came, workday(effective + timedelta(days=7 + spread % 4)))
    declared = next_workday(reported + timedelta(days=2 + spread % 4))
    planned = next_workday(declared + timedelta(days=7 + spread % 10))
    yield received(life, came)
    answered = min(workday_after(came, 1), reported)
    yield Step(answered, 9, (What.RECEIPT_RETURNED, *passed_on(life)), "return_receipt")
    yield registered(life, reported)
    yield from sheltered(life, reported)
    yield Step(next_workday(reported + ONE_DAY), 15, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    yield from begun(life, declared)
    yield classified(life, planned)
    yield Step(planned, 16, (What.PLAN_MADE,), "plan", "office")


def received(life: Life, day: date, *, complete: bool = True) -> Step:
    """Return the coming of the papers, or of the notice alone."""
    said: list[Said] = [(What.EFFECTIVE, {"day": life.effective})]
    if life.order.kind == Kind.OUTSIDE:
        said.append((What.DECISION_RECEIVED, {"day": life.effective}))
    said.append(What.NOTICE_RECEIVED)
    if complete:
        said.append(What.DOCUMENTS_RECEIVED)
    return Step(day, 8, tuple(said), "receive")


def passed_on(life: Life) -> tuple[Said, ...]:
    """Return that papers from another place were passed on, where they came from one."""
    return (What.DOCUMENTS_PASSED_ON,) if life.order.organ_elsewhere else ()


def registered(life: Life, day: date, *, how: str = "") -> Step:
    """Return the registration of who reported, or was handed over."""
    outside = life.order.kind == Kind.OUTSIDE
    came: tuple[Said, ...] = (What.REPORTED,)
    if outside:
        told = (What.TOLD, {"to": Body.PROCURATORATE})
        came = (What.RELEASED, What.HANDED_OVER, told)
    elif life.order.kind == Kind.PAROLE:
        came = ((What.RELEASED, {"day": life.effective}), What.REPORTED)
    said = (*came, What.REGISTERED, What.IDENTITY_CHECKED, What.FILE_OPENED)
    usual_way = "handed_over" if outside else "reported"
    return Step(day, 10, said, "register", more={"how": how or usual_way})


def sheltered(life: Life, day: date) -> Iterator[Step]:
    """Yield who vouches for the ill, and what a minor is owed when registered."""
    if life.order.outside_ground == OutsideGround.ILLNESS:
        yield Step(day, 11, (What.GUARANTOR_NAMED,), "name_guarantor")
    if is_minor(life, day):
        said: tuple[Said, ...] = ((What.TOLD, {"to": Body.GUARDIAN}), What.AID_TOLD)
        if life.order.schooling_done is False:
            said = (*said, (What.TOLD, {"to": Body.EDUCATION}))
        yield Step(day, 11, said)


def is_minor(life: Life, day: date) -> bool:
    """Whether somebody is under age on a day."""
    return periods.age(life.person.birth, day) < ADULT


def begun(life: Life, day: date) -> Iterator[Step]:
    """Yield the group and the declaration."""
    yield Step(day, 10, (What.GROUP_FORMED,), "form_group", "office")
    yield Step(day, 11, (What.DECLARED,), "declare", "office")


def classified(life: Life, day: date) -> Step:
    """Return the assessment and the category an officer sets after it."""
    return Step(day, 14, (What.ASSESSED, (What.CLASSIFIED, {"code": life.level})), "classify")


def last_steps(life: Life) -> Iterator[Step]:
    """Yield what is prepared before the end of a term, the discharge and what follows it."""
    prepared = workday(life.ends - timedelta(days=PREPARED_DAYS))
    yield Step(
        max(prepared, next_workday(life.effective + timedelta(days=21))),
        10,
        (What.SUMMARY_WRITTEN, What.APPRAISAL_WRITTEN, What.AID_LINKED),
        "prepare_end",
        "office",
    )
    if life.order.kind == Kind.OUTSIDE:
        yield Step(workday(life.ends - timedelta(days=20)), 15, (What.PRISON_REMINDED,))
    yield from discharged(life, life.ends)


def discharged(life: Life, day: date) -> Iterator[Step]:
    """Yield the discharge with its certificate, whom it is told to, and the archive."""
    said: tuple[Said, ...] = (What.DISCHARGED, What.CERTIFICATE_GIVEN)
    told = tuple((What.TOLD, {"to": body}) for body in TOLD_AT_THE_END)
    yield Step(day, 9, (*said, *told), "discharge", "leader")
    yield Step(workday_after(day, LIFTED_WORKDAYS), 15, (What.EXIT_BAN_LIFTED,), "lift_exit_ban")
    archived: tuple[Said, ...] = (What.ARCHIVED,)
    if is_minor(life, life.effective):
        archived = (What.ARCHIVED, What.SEALED)
    yield Step(next_workday(day + timedelta(days=ARCHIVED_DAYS)), 16, archived, "archive")


def workday_after(day: date, number: int) -> date:
    """Return the day of work that lies so many days of work after another."""
    for _ in range(number):
        day = next_workday(day + ONE_DAY)
    return day
