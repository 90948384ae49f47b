"""Who vouches for somebody on medical release (保证人): named when fit, lost, replaced in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_work
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import answered
from guihang.cases.events import GuarantorChanged
from guihang.cases.facts import law_of
from guihang.cases.identity import check_identity
from guihang.cases.models import Case, Guarantor
from guihang.cases.words import spoken
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.law.codes import Kind
from guihang.law.events import Event, What, check_order
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.law.rules import health
from guihang.law.rules.health import CONDITIONS, GuarantorFacts, Unfit
from guihang.law.texts import Text
from guihang.ledger.actions import record

PROPOSED, FIT = "me-2014:10", "me-2014:11"


@dataclass(frozen=True, slots=True)
class GuarantorDraft:
    """Somebody proposed as a guarantor, and how each condition of the law was answered."""

    name: str
    relation: str
    phone: str = ""
    identity_number: str = ""
    full_capacity: bool | None = None
    free: bool | None = None
    home_and_income: bool | None = None
    near: bool | None = None


@atomic
def name_guarantor(*, case: Case, draft: GuarantorDraft, day: date, by, at: datetime) -> Guarantor:
    """Name a guarantor who meets every condition (确定保证人); there is one at a time."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    _demand_none_yet(case)
    name = " ".join(forms.cleaned(draft.name).split())
    relation = " ".join(forms.cleaned(draft.relation).split())
    if not name or not relation:
        raise BadFacts(
            "relation" if name else "name",
            why=_("A guarantor has a name, and stands in a relation to the person."),
            ground=PROPOSED,
        )
    _demand_fit(case, draft, day)
    told = check_identity(draft.identity_number)
    named = Guarantor.objects.create(
        case=case,
        name=name,
        relation=relation,
        phone="".join(draft.phone.split()),
        identity_number=told.number if told else "",
        facts={condition: getattr(draft, condition) for condition in CONDITIONS},
        since=day,
    )
    note_held(case, ((Event(What.GUARANTOR_NAMED, day), Besides()),), by=by, at=at)
    record(GuarantorChanged(case=case.number, named=True), chain=case.chain, by=by, at=at)
    return named


def _demand_none_yet(case: Case) -> None:
    if case.kind != Kind.OUTSIDE:
        raise BadFacts(
            "kind",
            why=_("Only whoever serves outside prison has a guarantor."),
            ground=PROPOSED,
            remedy=_("Take whoever looks after the person into the correction group instead."),
        )
    there = case.guarantors.filter(until__isnull=True).first()
    if there is not None:
        raise AlreadyDone(
            why=_("%(name)s is the guarantor since %(day)s.")
            % {"name": there.name, "day": there.since},
            ground=PROPOSED,
            remedy=_("Note first that this one was lost, and why."),
        )


@atomic
def lose_guarantor(  # noqa: PLR0913 - until when a new one is named is set with the loss
    *,
    guarantor: Guarantor,
    day: date,
    because: str,
    new_by: date | None = None,
    by,
    at: datetime,
) -> Guarantor:
    """Note that a guarantor was lost or struck off; `new_by` is the time set for a new one."""
    case = locked(guarantor.case)
    check_may_work(by, case.unit_path)
    guarantor = Guarantor.objects.select_for_update().get(pk=guarantor.pk)
    if guarantor.until is not None:
        raise AlreadyDone(
            why=_("This guarantor was lost already, on %(day)s.") % {"day": guarantor.until},
            ground=PROPOSED,
            remedy=_("Name a new one if there is none."),
        )
    check_order("day", guarantor.since, day)
    check_order("new_by", day, new_by)
    guarantor.until, guarantor.lost_because = day, dossiers.grounded(because)
    guarantor.save(update_fields=["until", "lost_because"])
    event = Event(What.GUARANTOR_LOST, day, ends=new_by)
    note_held(case, ((event, Besides(note=because)),), by=by, at=at)
    record(GuarantorChanged(case=case.number, named=False), chain=case.chain, by=by, at=at)
    return guarantor


def _demand_fit(case: Case, draft: GuarantorDraft, day: date) -> None:
    """Refuse who misses a condition, and who was not asked about one."""
    asked = GuarantorFacts(**{name: getattr(draft, name) for name in CONDITIONS})
    found = answered(health.guarantor(asked, law_of(case, day)), ground=FIT).outcome
    if found.fit:
        return
    zh = "；".join(one.says.zh for one in found.unfit_because)
    en = "; ".join(one.says.en for one in found.unfit_because)
    raise BadFacts(
        _field(found.unfit_because[0]),
        why=spoken(Text(f"不能担任保证人：{zh}。", f"Cannot be a guarantor: {en}.")),
        ground=FIT,
        remedy=_("Have another guarantor proposed who meets every condition."),
    )


def _field(unfit: Unfit) -> str:
    return next(name for name, reason in CONDITIONS.items() if reason is unfit)
