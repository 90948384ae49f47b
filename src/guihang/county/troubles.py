"""Tales of cases that do not run as usual: terms that move, trouble, ends, records to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from guihang.cases.actions import OrderDraft, SideDraft
from guihang.county.arrivals import ORGAN, POLICE, PROCURATORATE, outside, returned
from guihang.county.courses import first_steps, received
from guihang.county.diary import next_workday, workday
from guihang.county.lives import Life
from guihang.county.people import Wished
from guihang.county.steps import Said, Step
from guihang.county.tales import (
    Now,
    Tale,
    back,
    ended,
    ending_in,
    first_with,
    suspended,
    usual_with,
)
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Custody, OutsideGround
from guihang.law.events import Breach, Ending, Missed, Reply, What
from guihang.law.spans import Span

COPY = (What.COPIED, {"to": Body.PROCURATORATE})
COPY_POLICE = (What.COPIED, {"to": Body.POLICE})
COPY_ORGAN = (What.COPIED, {"to": Body.ORGAN})
TOLD_PERSON = (What.SANCTION_TOLD, COPY)
STRICT: Said = (What.CLASSIFIED, {"code": "strict"})
LENIENT: Said = (What.CLASSIFIED, {"code": "lenient"})
LATE_BACK: Said = (What.DUTY_MISSED, {"code": Missed.RETURN})
NO_REPORT: Said = (What.DUTY_MISSED, {"code": Missed.REPORT})
HALF_A_YEAR = Span(months=6)
MONTH_DAYS, QUARTER_DAYS = 29, 84
TRIED = ("phone", "check", "visit", "family")
FORBIDDEN = "禁止在缓刑考验期限内进入夜总会、酒吧、网吧等娱乐场所。"


def differing(random: Random, number: int, now: Now) -> OrderDraft:
    """The paper prints one day more than the law gives: to be corrected by the court."""
    order = suspended(15, 5, 0)(random, number, now)
    return replace(order, paper_ends=order.paper_ends + ONE_DAY)


def wrong_paper(life: Life, now: Now) -> Iterator[Step]:
    """The papers came last week and do not agree with the law; the person has registered."""
    yield received(life, now.back(9))
    yield returned(life, now.back(7))
    yield from (step for step in first_steps(life) if step.day > now.back(7) and step.hour > 9)


def forbidden(days: int, crime: int, term: int):
    """Return a suspended sentence with a prohibition order beside it."""

    def make(random: Random, number: int, now: Now) -> OrderDraft:
        order = suspended(days, crime, term)(random, number, now)
        begins, ends = order.paper_begins, order.paper_ends
        side = SideDraft("prohibition", FORBIDDEN, order.probation, begins, ends)
        return replace(order, sides=(side,))

    return make


def with_fine(random: Random, number: int, now: Now) -> OrderDraft:
    """Return a suspended sentence with a fine and a ban from an occupation."""
    order = suspended(200, 11, 0)(random, number, now)
    sides = (
        SideDraft("fine", "并处罚金人民币三万元。"),
        SideDraft("occupation_ban", "自刑罚执行完毕之日起三年内禁止从事会计职业。", "3 years"),
    )
    return replace(order, sides=sides)


def reduced(life: Life, now: Now) -> Iterator[Step]:
    """Great merit, a proposal, and the ruling that shortens the probation."""
    yield from first_steps(life)
    yield Step(now.back(150), 10, (What.GREAT_MERIT,), note="抢救落水儿童，被区政府表彰。")
    yield Step(now.back(140), 10, (What.REDUCTION_PROPOSED, COPY, COPY_POLICE))
    ruled = (What.REDUCED, {"span": HALF_A_YEAR})
    yield Step(now.back(118), 10, (ruled,), note="裁定缩减缓刑考验期六个月。")


def corrected(life: Life, now: Now) -> Iterator[Step]:
    """A misprinted end was corrected by the court."""
    yield from first_steps(life)
    asked = next_workday(life.effective + timedelta(days=30))
    ends = life.ends - timedelta(days=30)
    yield Step(asked, 10, ((What.TERM_CORRECTED, {"ends": ends}),), note="裁定补正期限。")


def misprinted(random: Random, number: int, now: Now) -> OrderDraft:
    """The judgment first printed an end thirty days too late."""
    order = suspended(140, 9, 1)(random, number, now)
    return replace(order, paper_ends=order.paper_ends + timedelta(days=30))


def revoked(life: Life, now: Now) -> Iterator[Step]:
    """Warned twice and not mended: once the revocation is ruled, correction ends."""
    yield from first_steps(life)
    for ago in (150, 120):
        yield Step(now.back(ago + 3), 10, (NO_REPORT, What.HEARD))
        yield Step(now.back(ago), 10, (What.WARNED,), who="leader")
        yield Step(now.back(ago), 15, TOLD_PERSON)
        yield Step(now.back(ago - 2), 15, (STRICT, What.PLAN_ADJUSTED))
    broken = (What.RULE_BROKEN, {"code": Breach.REFUSAL})
    yield Step(now.back(57), 9, (broken,))
    ended = (What.TERMINATED, {"code": Ending.REVOKED})
    yield Step(now.back(38), 10, (ended, ORGAN, PROCURATORATE, POLICE), "terminate", "leader")


def held(life: Life, now: Now) -> Iterator[Step]:
    """Detained in another matter; the term ran out yesterday: people have to decide."""
    yield from first_steps(life)
    detained = (What.DETAINED, {"code": Custody.CRIMINAL})
    yield Step(now.back(15), 10, (detained, What.DETENTION_NOTICE))
    prepared = (What.SUMMARY_WRITTEN, What.APPRAISAL_WRITTEN, What.AID_LINKED)
    yield Step(now.back(24), 10, prepared, "prepare_end", "office")


def lost(life: Life, now: Now) -> Iterator[Step]:
    """Missed a report last week and is out of contact since; the search runs."""
    yield from first_steps(life)
    contact = (What.LAST_CONTACT, {"day": now.back(6)})
    missed = (What.DUTY_MISSED, {"code": Missed.REPORT, "day": now.back(5)})
    yield Step(now.back(4), 9, (contact, missed), who="office", note="应到司法所报告，未到。")
    begun = (What.LOST, What.SEARCH_STARTED)
    yield Step(now.back(4), 10, begun, "seek", "office", more={"ways": TRIED})
    yield Step(now.back(3), 10, (PROCURATORATE, POLICE), "tell_of_search")


def found_again(life: Life, now: Now) -> Iterator[Step]:
    """Missed a report, was searched for and found last week; what follows is to be decided."""
    yield from first_steps(life)
    missed = (What.DUTY_MISSED, {"code": Missed.REPORT, "day": now.back(4)})
    yield Step(now.back(3), 9, (missed,), who="office", note="应到司法所报告，未到。")
    begun = (What.LOST, What.SEARCH_STARTED)
    yield Step(now.back(3), 10, begun, "seek", "office", more={"ways": TRIED})
    yield Step(now.back(3), 14, (PROCURATORATE, POLICE), "tell_of_search")
    yield Step(now.back(2), 10, (What.FOUND,), "find", "office")


def moving(life: Life, now: Now) -> Iterator[Step]:
    """Asked to move to another county; the letter to it is still to be written."""
    yield from first_steps(life)
    yield Step(now.back(3), 10, (What.TRANSFER_ASKED,), who="office", note="随子女到长沙居住。")
    yield Step(now.back(2), 10, (What.TRANSFER_OPINED,), who="office")


def moved(life: Life, now: Now) -> Iterator[Step]:
    """Moved to another county, from the request to the receipt."""
    yield from first_steps(life)
    yield Step(now.back(80), 10, (What.TRANSFER_ASKED, What.TRANSFER_OPINED), who="office")
    yield Step(now.back(78), 10, (What.TRANSFER_LETTER_SENT,))
    agrees = (What.TRANSFER_REPLIED, {"code": Reply.AGREES})
    yield Step(now.back(66), 10, (What.TRANSFER_LETTER_RECEIVED, agrees))
    yield Step(now.back(64), 10, (What.TRANSFER_AGREED, What.TRANSFER_TOLD, ORGAN), who="leader")
    new = ((What.TOLD, {"to": Body.NEW_COUNTY}), COPY, COPY_POLICE, COPY_ORGAN)
    yield Step(now.back(62), 10, (What.TRANSFER_FILE_SENT, *new))
    arrived = (What.TRANSFER_FILE_RECEIVED, What.TRANSFER_REPORTED, What.TRANSFER_RECEIPT_SENT)
    yield Step(now.back(58), 10, arrived)
    yield Step(now.back(58), 15, (What.MOVED_OUT,))


def ill(last_report: int, last_review: int):
    """Outside prison: health reported monthly, reviewed every quarter, up to some days ago."""

    def steps(life: Life, now: Now) -> Iterator[Step]:
        yield from first_steps(life)
        day = now.ago(last_report)
        while day > life.effective + timedelta(days=40):
            note = "身体情况无明显变化。"
            yield Step(workday(day), 15, (What.HEALTH_REPORTED,), who="office", note=note)
            day -= timedelta(days=MONTH_DAYS)
        day = now.ago(last_review)
        while last_review and day > life.effective + timedelta(days=60):
            yield Step(workday(day), 16, (What.REVIEW_HANDED_IN,), who="office")
            day -= timedelta(days=QUARTER_DAYS)

    return steps


def undischarged(life: Life, now: Now) -> Iterator[Step]:
    """Everything is prepared, but the discharge was not done on the last day."""
    yield from first_steps(life)
    prepared = (What.SUMMARY_WRITTEN, What.APPRAISAL_WRITTEN, What.AID_LINKED)
    yield Step(now.back(25), 10, prepared, "prepare_end", "office")


def unidentified(life: Life) -> Life:
    """Return somebody whose identity number the notice did not name."""
    life.person = replace(life.person, identity_number="")
    return life


MINOR = {"minor_at_crime": True, "schooling_done": False}
GROWN = {"minor_at_crime": True, "schooling_done": True}
ILL, NURSING = OutsideGround.ILLNESS, OutsideGround.NURSING
TROUBLES = (
    Tale(differing, wrong_paper, 4),
    Tale(suspended(500, 10, 1), reduced, 1),
    Tale(misprinted, corrected, 7),
    Tale(suspended(400, 6, 1), revoked, 4, level="strict", gone=True, conduct="revocation"),
    Tale(ending_in(-1, 24), held, 10, silent=(23,)),
    Tale(suspended(300, 8, 1), lost, 1, level="strict", silent=(8,)),
    Tale(suspended(280, 9, 1), found_again, 7, silent=(6,)),
    Tale(suspended(320, 7, 1), moving, 13),
    Tale(suspended(420, 10, 1), moved, 16, gone=True),
    Tale(outside(150, 400, ILL), ill(40, 88), 1, Wished(age=64)),
    Tale(outside(170, 380, ILL), ill(25, 60), 7, Wished(age=58)),
    Tale(outside(120, 260, NURSING), ill(20, 0), 4, Wished(woman=True, age=31)),
    Tale(ending_in(0, 12, 2, 0), usual_with(), 4),
    Tale(ending_in(3, 24), usual_with(), 1),
    Tale(ending_in(-1, 12, 7, 0), undischarged, 7),
    Tale(suspended(150, 2, 0, **MINOR), usual_with(), 4, Wished(age=16)),
    Tale(suspended(220, 8, 0, **GROWN), usual_with(), 0, Wished(age=17)),
    Tale(forbidden(260, 6, 1), usual_with(), 1),
    Tale(forbidden(90, 8, 1), usual_with(), 4),
    Tale(forbidden(330, 6, 0), usual_with(), 0),
    Tale(with_fine, usual_with(), 10),
    Tale(
        suspended(340, 5, 1),
        first_with(
            back(30, LATE_BACK, note="外出逾期两日销假。"),
            back(20, STRICT, What.PLAN_ADJUSTED),
        ),
        4,
        conduct="admonition",
    ),
    Tale(
        suspended(280, 3, 2),
        first_with(
            back(6, NO_REPORT, note="未按规定报告，经查无正当理由。"),
        ),
        1,
        level="strict",
        conduct="warning",
    ),
    Tale(
        suspended(240, 4, 1),
        first_with(back(7, LENIENT)),
        1,
        username="person",
        conduct="commendation",
    ),
    Tale(suspended(310, 11, 0), first_with(back(5, What.CORRECTION_RECEIVED)), 7),
    Tale(ended(325), usual_with(), 1, name="first", gone=True),
    Tale(suspended(110, 2, 1), usual_with(), 1, same_as="first", name="second"),
    Tale(suspended(280, 5, 1), usual_with(), 4, name="one"),
    Tale(suspended(33, 3, 0), usual_with(), 4, same_as="one", changes=unidentified),
)
"""What a county of this size meets in a year, most of it in the second squad."""
