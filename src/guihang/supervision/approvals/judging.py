"""What the law makes of an approval: is one needed, may it be given, by whom, until when.

One judgment answers the live form, the route, the checks before signing, the papers and the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import facts_of, law_of
from guihang.decisions.marks import matter_of
from guihang.law.codes import Body, Code, Kind, Relief
from guihang.law.events import Circumstance
from guihang.law.refusals import BadFacts
from guihang.law.rules import (
    contact,
    exemption,
    frequent,
    health,
    monitoring,
    monitoring_time,
    places,
)
from guihang.law.rules.exemption import Cause
from guihang.law.rules.frequent import Part
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Ground, Step, Verdict
from guihang.supervision.approvals import house_rules, plans, proving
from guihang.supervision.approvals.wish import Wish
from guihang.supervision.leave.judging import going
from guihang.supervision.models import Approval


@dataclass(frozen=True, slots=True)
class Judgment:
    """Everything the law says of one approval on a day.

    `needed` is false where nobody need be asked; `wrong` names the field a refusal is about.
    `lacking` stands where the law lacks a fact to say.
    """

    needed: bool
    may: bool
    rung: Rung | None
    grounds: tuple[Ground, ...]
    begins: date | None = None
    ends: date | None = None
    told: tuple[Body, ...] = ()
    steps: tuple[Step, ...] = ()
    lacking: CannotSay | None = None
    wrong: str = ""
    missing: tuple[Part, ...] = ()


def judge(wish: Wish, case, *, on: date) -> Judgment:
    """Return what the law says of a wish in a case on a day."""
    return JUDGED[wish.name](wish, case, on, law_of(case, on))


def _code[C: Code](codes: type[C], wish: Wish, name: str) -> C:
    told = wish.said(name)
    if told not in set(codes):
        why = Text("没有选择。", "Nothing is chosen.")
        remedy = Text("请选择一项。", "Choose one.")
        raise BadFacts(name, why=why, ground="house:forms", remedy=remedy)
    return codes(told)


def _day(wish: Wish, name: str) -> date:
    found = wish.day(name)
    if found is None:
        why = Text("没有写明日期。", "No day is given.")
        remedy = Text("请填写日期。", "Enter the day.")
        raise BadFacts(name, why=why, ground="house:forms", remedy=remedy)
    return found


def _cannot(answer: CannotSay, wrong: str) -> Judgment:
    return Judgment(True, False, None, answer.grounds, lacking=answer, wrong=wrong)


def _travel(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    """Six months, counted from the day it is asked for: never longer than from the grant."""
    permit = frequent.validity(frequent.GrantFacts(on), law)
    given = {
        Part.REASON: True,
        Part.PLACES: bool(wish.places),
        Part.TIMES: bool(wish.said("times")),
        Part.FREQUENCY: bool(wish.said("frequency")),
        Part.PROOF: bool(wish.files),
    }
    parts = tuple(part for part, is_there in given.items() if is_there)
    missing = frequent.missing_parts(frequent.RequestFacts(parts), law)
    if isinstance(permit, CannotSay) or isinstance(missing, CannotSay):
        raise TypeError("the six months of frequent travel can always be said")
    leaving = going(wish.places, case, law)
    needed = any(found is None or found.outcome.needed for _place, found in leaving)
    abroad = any(one.is_abroad for one in wish.places)
    counted = Ground(
        house_rules.COUNTED,
        Text("从申请之日起算，不长于法定期限", "counted from the request, never beyond the law"),
    )
    stays = tuple(ground for _place, found in leaving if found for ground in found.grounds)
    needed = needed or not wish.places
    last = permit.outcome.ends
    return Judgment(
        needed=needed,
        may=not abroad,
        rung=permit.outcome.decides,
        grounds=(*permit.grounds, counted) if needed else stays,
        begins=on,
        ends=min(last, case.term_ends) if case.term_ends else last,
        steps=permit.steps,
        wrong="places",
        missing=missing.outcome,
    )


def _contact(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    consents = wish.stated.get("consents")
    facts = contact.ContactFacts(
        whom=_code(contact.Whom, wish, "whom"),
        kind=Kind(case.kind),
        order=_code(contact.Barred, wish, "order"),
        consents=consents if isinstance(consents, bool) else None,
    )
    facts.check()
    answer = contact.approval(facts, law)
    if isinstance(answer, CannotSay):
        return _cannot(answer, "consents")
    met = answer.outcome
    return Judgment(
        needed=met.approval or met.barred,
        may=not met.barred,
        rung=met.decides,
        grounds=answer.grounds,
        begins=_day(wish, "begins"),
        ends=_day(wish, "ends"),
        wrong="order" if met.barred else "whom",
    )


def _entry(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    known = facts_of(case)
    facts = places.EntryFacts(
        kind=Kind(case.kind),
        order=_code(places.Entering, wish, "order"),
        enters=_day(wish, "begins"),
        order_begins=known.order_begins,
        order_ends=known.order_ends,
    )
    facts.check()
    answer = places.entry(facts, law)
    if isinstance(answer, CannotSay):
        return _cannot(answer, "order")
    found = answer.outcome
    return Judgment(
        needed=found.approval or not found.possible,
        may=found.possible,
        rung=found.decides,
        grounds=answer.grounds,
        begins=_day(wish, "begins"),
        ends=_day(wish, "ends"),
        told=found.told,
        wrong="order",
    )


def _device(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    circumstance = _code(Circumstance, wish, "circumstance")
    found = proving.chosen(wish.said("proof"), case, on=on)
    proves = found is not None and found.circumstance is circumstance
    proof = monitoring.ITEMS[circumstance].proof if proves else monitoring.Proof.NONE
    facts = monitoring.DeviceFacts(
        Kind(case.kind), circumstance, proof, found.day if found and proves else None
    )
    usable = monitoring.may_be_used(facts, law)
    if isinstance(usable, CannotSay):
        return _cannot(usable, "proof")
    begins, ends = _day(wish, "begins"), _day(wish, "ends")
    last = monitoring_time.last_day(monitoring_time.WearFacts(begins), law)
    if isinstance(last, CannotSay):
        return _cannot(last, "begins")
    fits = ends <= last.outcome
    return Judgment(
        needed=True,
        may=usable.outcome.may and fits,
        rung=Rung.BUREAU_HEAD,
        grounds=(*usable.grounds, *last.grounds) if usable.outcome.may else usable.grounds,
        begins=begins,
        ends=min(ends, last.outcome),
        told=plans.OVERSEERS,
        steps=last.steps,
        wrong="ends" if usable.outcome.may else "proof",
    )


def order_of(wish: Wish) -> Approval | None:
    """Return the device order a wish would lengthen."""
    key = matter_of(wish.extends)
    orders = Approval.objects.select_related("matter", "case")
    return orders.filter(matter_id=key, kind=plans.DEVICE).first()


def _extension(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    order, ends = order_of(wish), _day(wish, "ends")
    if order is None or order.case_id != case.pk:
        why = Text("没有可以延长的决定。", "There is no order to lengthen.")
        remedy = Text("请另行提出使用。", "Propose a new order.")
        raise BadFacts("ends", why=why, ground="ccl-2019:29.2", remedy=remedy)
    facts = monitoring_time.ExtensionFacts(
        ends=order.ends,
        assessed=order.assessed_on,
        still_needed=order.still_needed,
        approved=on,
        approver=Body.BUREAU_HEAD,
        asked_ends=ends,
    )
    facts.check()
    answer = monitoring_time.extension(facts, law)
    if isinstance(answer, CannotSay):
        return _cannot(answer, "ends")
    found = answer.outcome
    return Judgment(
        needed=True,
        may=found.may,
        rung=Rung.BUREAU_HEAD,
        grounds=answer.grounds,
        begins=found.begins,
        ends=ends,
        told=plans.OVERSEERS,
        steps=answer.steps,
        wrong="ends",
    )


def _lengthening(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    by = Span.parse(wish.said("by"))
    answer = health.who_lengthens(health.LengtheningFacts(by, on), law)
    if isinstance(answer, CannotSay):
        return _cannot(answer, "by")
    return Judgment(
        needed=case.kind == Kind.OUTSIDE,
        may=True,
        rung=answer.outcome.decides,
        grounds=answer.grounds,
        begins=on,
        ends=_day(wish, "ends"),
        told=answer.outcome.told,
        wrong="what",
    )


def _exemption(wish: Wish, case, on: date, law: Statutes) -> Judgment:
    begins, ends = _day(wish, "begins"), _day(wish, "ends")
    relief, cause = _code(Relief, wish, "activities"), _code(Cause, wish, "cause")
    facts = exemption.ExemptionFacts(relief, cause, begins, ends)
    facts.check()
    answer = exemption.approval(facts, law)
    if isinstance(answer, CannotSay):
        return _cannot(answer, "begins")
    found = answer.outcome
    return Judgment(
        needed=True,
        may=found.may and found.fits,
        rung=found.decides,
        grounds=answer.grounds,
        begins=begins,
        ends=ends,
        steps=answer.steps,
        wrong="ends" if found.may else "cause",
    )


JUDGED: Mapping[str, Callable[[Wish, object, date, Statutes], Judgment]] = {
    plans.TRAVEL: _travel,
    plans.CONTACT: _contact,
    plans.ENTRY: _entry,
    plans.DEVICE: _device,
    plans.EXTENSION: _extension,
    plans.LENGTHENING: _lengthening,
    plans.EXEMPTION: _exemption,
}


def route(wish: Wish, case, *, on: date) -> Verdict[Rung] | None:
    """Return who decides, with the grounds; none where nobody can."""
    found = judge(wish, case, on=on)
    if found.rung is None or not found.grounds:
        return None
    return Verdict(found.rung, found.grounds, found.steps)
