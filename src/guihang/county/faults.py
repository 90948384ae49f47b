"""Faults planted on purpose (--plant-faults), so that a review can be held against what it knows.

Each is a case whose books were brought in whole, with one thing in them that a review must find.
Without the option nothing of this exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from guihang.cases import actions as cases
from guihang.cases.actions import Receipt
from guihang.county import courses
from guihang.county.acts import receipt_of
from guihang.county.diary import moment
from guihang.county.fault import (
    YOUNG,
    Bend,
    Fault,
    Planted,
    add,
    all_of,
    bent,
    drop,
    from_elsewhere,
    minor,
    outside,
    paroled,
    shift,
    surveilled,
    untold,
)
from guihang.county.histories import MOVING, History
from guihang.county.lives import Homes
from guihang.county.offices import Offices
from guihang.county.tales import Now, ended
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Custody, Incident
from guihang.law.events import Breach, Ending, What
from guihang.law.spans import Span
from guihang.ledger.chains import SYSTEM


def _lost(h: History, *, ago: int = 200, found: int = 170) -> None:
    h.lost(ago, found)


def _still_lost(h: History) -> None:
    h.lost(90)


def _admonished(h: History) -> None:
    h.sanction(What.ADMONISHED, 120)


def _warned(h: History) -> None:
    h.sanction(What.WARNED, 150)


def _warned_device(h: History, **changed: object) -> str:
    h.sanction(What.WARNED, 220)
    return h.device(200, **changed)


def _ended_device(h: History) -> str:
    of = _warned_device(h)
    h.add(What.DEVICE_ASSESSED, 150, of=of)
    return of


def _closed_device(h: History, **changed: object) -> str:
    of = _warned_device(h, **changed)
    h.add(What.DEVICE_ASSESSED, 150, of=of)
    h.add(What.DEVICE_REMOVED, 145, of=of)
    return of


def _extended(h: History, *, assessed: bool, late: int) -> None:
    of = _warned_device(h)
    approved = h.day(What.DEVICE_APPROVED)
    if assessed:
        h.on_day(What.DEVICE_ASSESSED, approved + timedelta(days=50), of=of)
    begins = approved + timedelta(days=61)
    span = {"begins": begins, "ends": begins + timedelta(days=30)}
    h.on_day(What.DEVICE_EXTENDED, begins - ONE_DAY + timedelta(days=late), of=of, **span)
    h.on_day(What.DEVICE_REMOVED, begins + timedelta(days=30), of=of)


def _late_back(h: History) -> None:
    h.leave(100, 5)
    h.move(What.RETURNED, 4)


def _not_back(h: History) -> None:
    h.leave(60, 5)
    h.drop(What.RETURNED)


def _objected(h: History) -> None:
    of = h.sanction(What.WARNED, 150)
    h.add(What.OBJECTED, 145, of=of)


def _passed_with(what: What, **besides: str) -> Bend:
    def bend(h: History) -> None:
        h.add(what, 80, **besides)
        h.add(What.MONTH_ASSESSED, 60, begins=h.ago(92), ends=h.ago(62), code="passed")

    return bend


def _three_times(h: History) -> None:
    for ago in (220, 180, 140):
        h.sanction(What.ADMONISHED, ago)


def _proposed(what: What) -> Bend:
    def bend(h: History) -> None:
        of = h.next_matter()
        h.add(what, 60, of=of)
        for body in (Body.PROCURATORATE, Body.POLICE, Body.PRISON):
            h.add(What.COPIED, 60, of=of, to=body)

    return bend


def _penalty(h: History) -> None:
    of = h.next_matter()
    h.add(What.PENALTY_ASKED, 60, of=of)
    h.add(What.COPIED, 60, of=of, to=Body.PROCURATORATE)


def _travel(h: History, *, days: int, late: int) -> None:
    of, begins = h.next_matter(), h.ago(120)
    h.on_day(What.TRAVEL_ASKED, begins - timedelta(days=20), of=of)
    span = {"begins": begins, "ends": begins + timedelta(days=days)}
    h.on_day(What.TRAVEL_GRANTED, begins + timedelta(days=late), of=of, **span)


def _detained(h: History) -> None:
    h.add(What.DETAINED, 120, code=Custody.ADMINISTRATIVE)
    h.add(What.DETENTION_NOTICE, 119)
    h.add(What.VISITED, 117)
    h.add(What.FREED, 110)


def _visited_away(h: History) -> None:
    h.leave(100, 6)
    h.add(What.VISITED, 97)


def _praised(what: What) -> Bend:
    def bend(h: History) -> None:
        h.lost(200, 170)
        h.add(what, 185)

    return bend


def _arrest(h: History) -> None:
    day = h.ago(60)
    h.on_day(What.ARREST_ASKED, day, at=moment(day, 10))


def _terminated(h: History) -> None:
    h.add(What.TERMINATED, 40, code=Ending.REVOKED)
    for body in courses.TOLD_AT_THE_END:
        h.add(What.TOLD, 40, to=body)


def _uncopied(h: History) -> None:
    h.sanction(What.ADMONISHED, 150, copied=False)


def _untold_person(h: History) -> None:
    h.sanction(What.ADMONISHED, 150)
    h.drop(What.SANCTION_TOLD)


def _early_commended(h: History) -> None:
    h.commended(h.ago(200))


def _commended_after(h: History) -> None:
    h.sanction(What.ADMONISHED, 70)
    h.commended(h.ago(30))


def _groundless_device(h: History) -> None:
    h.device(100)
    h.add(What.DEVICE_REMOVED, 45)


def _worn_untold(h: History) -> None:
    _closed_device(h)
    h.move(What.DEVICE_TOLD, 10)


def _worn_outside(h: History) -> None:
    _closed_device(h)
    h.move(What.DEVICE_WORN, -10)


def _undeclared_end(h: History) -> None:
    h.drop(What.APPRAISAL_WRITTEN, What.SUMMARY_WRITTEN)


def _left_ungranted(h: History) -> None:
    h.leave(100, 5)
    h.drop(What.LEAVE_GRANTED)


def _leave_while_lost(h: History) -> None:
    h.lost(200, 150)
    h.leave(170, 4)


def _unmended(h: History) -> None:
    for ago in (200, 150):
        h.sanction(What.WARNED, ago)
    h.add(What.RULE_BROKEN, 100, code=Breach.REFUSAL)


def _revoked(h: History, *, terminated: bool) -> None:
    h.add(What.REVOKED, 60)
    if terminated:
        h.add(What.TERMINATED, 59, code=Ending.REVOKED)


def _dead(h: History) -> None:
    h.add(What.DIED, 41)
    h.add(What.DEATH_LEARNED, 41)
    h.add(What.TERMINATED, 40, code=Ending.DIED)


def _told_too_soon(h: History) -> None:
    h.sanction(What.WARNED, 150)
    h.move(What.SANCTION_TOLD, -4)


def _not_reconsidered(h: History) -> None:
    h.sanction(What.WARNED, 150)
    h.events = [e for e in h.events if not (e.what is What.CLASSIFIED and e.code == "strict")]


def _met_before_registered(h: History) -> None:
    h.on_day(What.REPORT_MADE, h.day(What.REGISTERED) - timedelta(days=3))


FAULTS: Sequence[Fault] = (
    Fault("intake.receipt_late", shift(What.RECEIPT_RETURNED, 9)),
    Fault("intake.receipt_late", drop(What.RECEIPT_RETURNED), paroled),
    Fault("intake.not_registered", shift(What.REPORTED, -9)),
    Fault("intake.identity_unchecked", drop(What.IDENTITY_CHECKED)),
    Fault("intake.file_not_opened", drop(What.FILE_OPENED), outside),
    Fault("intake.organ_not_told", shift(What.EFFECTIVE, -16)),
    Fault("intake.not_declared", drop(What.DECLARED)),
    Fault("intake.not_declared", drop(What.DECLARED), paroled),
    Fault("intake.exit_ban_missing", drop(What.EXIT_BAN_REPORTED)),
    Fault("intake.registered_unreported", drop(What.REPORTED)),
    Fault("intake.before_effective", shift(What.REGISTERED, -40)),
    Fault("intake.declared_without_group", shift(What.GROUP_FORMED, 20)),
    Fault("intake.declared_unregistered", shift(What.DECLARED, -12)),
    Fault("intake.guided_undeclared", shift(What.DECLARED, 30)),
    Fault("group.missing", drop(What.GROUP_FORMED)),
    Fault("group.missing", drop(What.GROUP_FORMED), outside),
    Fault("levels.not_assessed", drop(What.ASSESSED, What.CLASSIFIED)),
    Fault("levels.unassessed", shift(What.ASSESSED, 10)),
    Fault("plan.missing", drop(What.PLAN_MADE)),
    Fault("plan.before_assessment", shift(What.PLAN_MADE, -3)),
    Fault("plan.not_adjusted", all_of(_warned, drop(What.PLAN_ADJUSTED))),
    Fault("missing.not_searched", all_of(_lost, drop(What.SEARCH_STARTED))),
    Fault("missing.police_not_told", all_of(_lost, untold(Body.POLICE))),
    Fault(
        "missing.procuratorate_not_told",
        all_of(_still_lost, untold(Body.PROCURATORATE)),
    ),
    Fault("missing.not_dealt_with", all_of(lambda h: h.lost(120), add(What.FOUND, 110))),
    Fault("missing.lost_twice", all_of(_lost, add(What.LOST, 185))),
    Fault("missing.found_unlost", add(What.FOUND, 100)),
    Fault("records.met_while_lost", all_of(_lost, add(What.REPORT_MADE, 185))),
    Fault(
        "records.met_while_lost",
        all_of(_lost, add(What.TAUGHT, 180)),
        paroled,
    ),
    Fault("records.praised_while_lost", _praised(What.ASSESSED)),
    Fault("records.praised_while_lost", _praised(What.COMMENDED), paroled),
    Fault("records.met_in_custody", _detained),
    Fault("records.visited_while_away", _visited_away),
    Fault("records.after_the_end", add(What.REPORT_MADE, 5), ended(60)),
    Fault("conduct.unheard", lambda h: h.sanction(What.ADMONISHED, 120, heard=False)),
    Fault("conduct.unheard", lambda h: h.sanction(What.WARNED, 120, heard=False), outside),
    Fault("conduct.not_copied", _uncopied),
    Fault("conduct.not_told", _untold_person),
    Fault("conduct.third_admonition", _three_times),
    Fault("conduct.objection_unanswered", _objected),
    Fault("conduct.commended_early", _early_commended),
    Fault("conduct.commended_after_warning", _commended_after),
    Fault(
        "conduct.groundless",
        all_of(lambda h: h.sanction(What.ADMONISHED, 120), drop(What.RULE_BROKEN)),
    ),
    Fault("conduct.breach_unanswered", add(What.RULE_BROKEN, 60, code="report")),
    Fault("assessment.passed_absent", _passed_with(What.ABSENT)),
    Fault("assessment.passed_unreported", _passed_with(What.DUTY_MISSED, code="report")),
    Fault("assessment.minor_published", add(What.RESULT_PUBLISHED, 60), minor, YOUNG),
    Fault("penalty.on_parole", _penalty, paroled),
    Fault("proposals.wrong_kind", _proposed(What.REVOCATION_PROPOSED), outside),
    Fault("proposals.wrong_kind", _proposed(What.RECALL_PROPOSED)),
    Fault("arrest.alone", _arrest),
    Fault("reduction.unproposed", add(What.REDUCED, 60, span=Span(months=2)), surveilled),
    Fault("leave.after_departure", lambda h: h.leave(120, 5, granted_late=5)),
    Fault("leave.too_long", lambda h: h.leave(150, 40)),
    Fault("leave.late_unanswered", _late_back),
    Fault("leave.not_back", _not_back),
    Fault("leave.overlapping", all_of(lambda h: h.leave(120, 8), lambda h: h.leave(117, 4))),
    Fault("travel.too_long", lambda h: _travel(h, days=250, late=-5)),
    Fault("travel.after_departure", lambda h: _travel(h, days=150, late=12)),
    Fault("device.groundless", _groundless_device),
    Fault("device.too_long", lambda h: _closed_device(h, ends=h.ago(90))),
    Fault("device.past_its_end", _ended_device),
    Fault("device.worn_untold", _worn_untold),
    Fault("device.worn_unapproved", _worn_outside),
    Fault("device.extended_late", lambda h: _extended(h, assessed=True, late=9)),
    Fault("device.extended_unassessed", lambda h: _extended(h, assessed=False, late=0)),
    Fault("incidents.not_reported", add(What.INCIDENT, 60, code=Incident.CRIME)),
    Fault("oversight.unanswered", add(What.COMPLAINED, 90)),
    Fault("minors.guardian_not_called", untold(Body.GUARDIAN), minor, YOUNG),
    Fault("ending.early", shift(What.DISCHARGED, -20), ended(60)),
    Fault("ending.late", shift(What.DISCHARGED, 9), ended(60)),
    Fault(
        "ending.late",
        drop(What.DISCHARGED, What.CERTIFICATE_GIVEN, What.ARCHIVED),
        ended(60),
    ),
    Fault("ending.certificate_missing", drop(What.CERTIFICATE_GIVEN), ended(60)),
    Fault("ending.not_told", untold(Body.PROCURATORATE), ended(60)),
    Fault("ending.unappraised", _undeclared_end, ended(60)),
    Fault("ending.aid_not_linked", drop(What.AID_LINKED), ended(60)),
    Fault("ending.terminated_without_ruling", _terminated),
    Fault("ending.exit_ban_not_lifted", drop(What.EXIT_BAN_LIFTED), ended(150)),
    Fault("leave.left_ungranted", _left_ungranted),
    Fault(
        "leave.unanswered",
        lambda h: h.add(What.LEAVE_ASKED, 60, of=h.next_matter(), begins=h.ago(50), ends=h.ago(45)),
    ),
    Fault("leave.procuratorate_not_told", lambda h: h.leave(150, 40)),
    Fault("leave.while_out", _leave_while_lost),
    Fault("travel.unanswered", lambda h: h.add(What.TRAVEL_ASKED, 150, of=h.next_matter())),
    Fault("travel.unanswered", lambda h: h.add(What.CONTACT_ASKED, 150, of=h.next_matter())),
    Fault("transfer.late", lambda h: h.moving(*MOVING[:2])),
    Fault("transfer.not_told", lambda h: h.moving(*MOVING)),
    Fault(
        "device.not_copied",
        all_of(_closed_device, untold(Body.PROCURATORATE)),
    ),
    Fault(
        "device.person_not_told",
        all_of(_closed_device, drop(What.DEVICE_TOLD)),
    ),
    Fault(
        "proposals.not_copied", lambda h: h.add(What.REVOCATION_PROPOSED, 60, of=h.next_matter())
    ),
    Fault("proposals.not_made", _unmended),
    Fault("penalty.not_copied", lambda h: h.add(What.PENALTY_ASKED, 60, of=h.next_matter())),
    Fault("conduct.warning_not_given", _three_times),
    Fault("conduct.told_before_decided", _told_too_soon),
    Fault("levels.not_reconsidered", _not_reconsidered),
    Fault("intake.not_passed_on", drop(What.DOCUMENTS_PASSED_ON), from_elsewhere),
    Fault("records.before_registration", _met_before_registered),
    Fault("ending.not_terminated", lambda h: _revoked(h, terminated=False)),
    Fault("ending.termination_not_told", lambda h: _revoked(h, terminated=True)),
    Fault("ending.summary_missing", _undeclared_end, ended(60)),
    Fault("ending.archived_open", add(What.ARCHIVED, 60)),
    Fault("death.not_told", _dead, outside),
    Fault("records.not_archived", drop(What.ARCHIVED), ended(150)),
)


def plant(offices: Offices, random: Random, *, at: datetime) -> tuple[Planted, ...]:
    """Bring the bent books in, as a register is taken over; return what was planted where."""
    homes = Homes(random, number=90_000)
    drafts = list(_drafts(offices, homes, at.date()))
    numbers = cases.admit_many(drafts=drafts, by=SYSTEM, at=at).numbers
    pairs = zip(numbers, FAULTS, strict=True)
    return tuple(Planted(number, fault.check) for number, fault in pairs)


def _drafts(offices: Offices, homes: Homes, on: date) -> Iterator[Receipt]:
    now = Now(on)
    for fault in FAULTS:
        order = fault.order(homes.random, homes.number + 1, now)
        life = homes.settle(order, order.paper_begins, wished=fault.wished)
        yield receipt_of(offices, life, bent(life, fault, on), "register")
