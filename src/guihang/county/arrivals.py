"""Tales of people who have just come, are late, or never came; of papers missing and completed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from guihang.cases.actions import OrderDraft
from guihang.county import orders
from guihang.county.courses import begun, classified, passed_on, received, registered, sheltered
from guihang.county.diary import workday
from guihang.county.lives import Life
from guihang.county.people import Wished
from guihang.county.steps import Step
from guihang.county.tales import Now, Tale, suspended
from guihang.law.codes import Body, Organ, OutsideGround
from guihang.law.events import Missed, What

RETURNED = (What.RECEIPT_RETURNED,)
PLANNED = (What.PLAN_MADE,)
ORGAN = (What.TOLD, {"to": Body.ORGAN})
PROCURATORATE = (What.TOLD, {"to": Body.PROCURATORATE})
POLICE = (What.TOLD, {"to": Body.POLICE})


def awaited(came: int, receipt: int | None):
    """The papers came some days of work ago; the person is awaited."""

    def steps(life: Life, now: Now) -> Iterator[Step]:
        yield received(life, now.back(came))
        if receipt is not None:
            yield returned(life, now.back(receipt))

    return steps


def returned(life: Life, day: date) -> Step:
    """Return the receipt for the papers, passed on where they came from another place."""
    return Step(day, 9, (*RETURNED, *passed_on(life)), "return_receipt")


def searched(life: Life, now: Now) -> Iterator[Step]:
    """Nobody came: the search runs; court, procuratorate and police are told."""
    yield received(life, now.back(17))
    yield returned(life, now.back(15))
    note = "逾期未报到，电话无人接听，走访住所无人。"
    yield Step(now.back(11), 10, (What.SEARCH_STARTED, ORGAN, PROCURATORATE, POLICE), note=note)


def late(life: Life, now: Now) -> Iterator[Step]:
    """Somebody reported after his time, and was searched for meanwhile."""
    yield received(life, now.back(14))
    yield returned(life, now.back(12))
    said = (What.SEARCH_STARTED, ORGAN, PROCURATORATE, POLICE)
    yield Step(now.back(7), 10, said, note="逾期未报到。")
    missed = (What.DUTY_MISSED, {"code": Missed.FIRST_REPORT})
    yield registered(life, now.back(4))
    yield Step(now.back(4), 16, (What.EXIT_BAN_REPORTED, missed), note="称记错报到日期。")
    yield from begun(life, now.back(2))


def without_papers(life: Life, now: Now) -> Iterator[Step]:
    """Somebody reported before the papers came: registered first, the court asked to complete."""
    yield received(life, now.back(7), complete=False)
    yield registered(life, now.back(6))
    yield Step(now.back(6), 16, (What.COMPLETION_ASKED,), "ask_completion")
    yield Step(now.back(5), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")


def completed(life: Life, now: Now) -> Iterator[Step]:
    """The papers were completed after they had been asked for."""
    yield received(life, now.back(29), complete=False)
    yield registered(life, now.back(27))
    yield Step(now.back(27), 16, (What.COMPLETION_ASKED,), "ask_completion")
    yield Step(now.back(26), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    whole = (What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED)
    yield Step(now.back(23), 9, whole, "receive_documents")
    yield returned(life, now.back(22))
    yield from begun(life, now.back(22))
    yield classified(life, now.back(14))
    yield Step(now.back(14), 16, PLANNED, "plan", "office")


def just_registered(life: Life, now: Now) -> Iterator[Step]:
    """Registered two days ago: exit ban, group, declaration and plan are still to come."""
    yield received(life, now.back(6))
    yield returned(life, now.back(4))
    yield registered(life, now.back(2))


def declared_last_week(life: Life, now: Now) -> Iterator[Step]:
    """Declared last week; category and plan are still to come."""
    yield received(life, now.back(10))
    yield returned(life, now.back(8))
    yield registered(life, now.back(7))
    yield Step(now.back(6), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    yield from begun(life, now.back(5))


def at_home(life: Life, now: Now) -> Iterator[Step]:
    """Somebody who cannot come was registered at home by two officers."""
    yield received(life, now.back(15))
    yield returned(life, now.back(13))
    yield registered(life, now.back(13), how="at_home")
    yield from sheltered(life, now.back(13))
    yield Step(now.back(12), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    yield from begun(life, now.back(9))
    yield classified(life, now.back(7))
    yield Step(now.back(5), 16, PLANNED, "plan", "office")
    yield Step(now.back(2), 10, (What.VISITED,), who="office", note="上门查访，卧床休养。")


def from_prison(life: Life, now: Now) -> Iterator[Step]:
    """Handed over by the prison with what it knows of the record; the first report is due soon."""
    yield received(life, now.back(24))
    yield returned(life, now.back(22))
    yield registered(life, now.back(21))
    yield from sheltered(life, now.back(21))
    yield Step(now.back(20), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    yield from begun(life, now.back(18))
    yield classified(life, now.back(12))
    yield Step(now.back(11), 16, PLANNED, "plan", "office")


def young(life: Life, now: Now) -> Iterator[Step]:
    """Under age and at school: the guardian was called, the declaration stands before the door."""
    yield received(life, now.back(9))
    yield returned(life, now.back(7))
    yield registered(life, now.back(6))
    yield Step(now.back(6), 15, ((What.TOLD, {"to": Body.GUARDIAN}),), note="通知其父到场。")
    yield Step(now.back(5), 10, (What.EXIT_BAN_REPORTED,), "report_exit_ban")
    yield Step(now.back(3), 10, (What.GROUP_FORMED,), "form_group", "office")


def outside(days: int, left: int, ground: OutsideGround, organ: Organ = Organ.PRISON_BUREAU):
    """Return a decision to serve outside prison that was made so many days ago."""

    def make(random: Random, number: int, now: Now) -> OrderDraft:
        decided = orders.Decided(workday(now.ago(days)), now.ago(-left), ground, organ)
        return orders.outside(random, number, decided)

    return make


YOUNG = {"minor_at_crime": True, "schooling_done": False}
ILL, NURSING = OutsideGround.ILLNESS, OutsideGround.NURSING
COMING = (
    Tale(suspended(5), awaited(3, None), 1),
    Tale(suspended(10), awaited(5, 3), 4),
    Tale(suspended(9), awaited(4, 2), 0),
    Tale(suspended(14), awaited(8, None), 7),
    Tale(suspended(12), awaited(6, None), 10),
    Tale(suspended(15, 5, 0), awaited(7, 5), 13),
    Tale(suspended(31, 4, 1), searched, 1),
    Tale(suspended(24, 3, 0), late, 4),
    Tale(suspended(13, 3, 1), without_papers, 1),
    Tale(suspended(47, 7, 1), completed, 16),
    Tale(suspended(9, 1, 0), just_registered, 7),
    Tale(suspended(8, 0, 1), just_registered, 0),
    Tale(suspended(16, 6, 1), declared_last_week, 10),
    Tale(outside(24, 400, ILL), at_home, 1, Wished(woman=False, age=73), "lenient"),
    Tale(outside(36, 500, ILL), from_prison, 4, Wished(age=52)),
    Tale(outside(6, 300, NURSING, Organ.COURT), awaited(3, 1), 13, Wished(True, 29)),
    Tale(suspended(20, 2, 0, **YOUNG), young, 1, Wished(woman=False, age=16)),
)
"""Those of the last weeks, most of them in the second squad."""
