"""The kind of matter `entrustment`: who asks, checks, decides, tells; and its duties in words."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.bureau.entrustment import house_rules, powers
from guihang.bureau.entrustment.subject import Entrusting
from guihang.bureau.entrustment.wish import ACT, KIND
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.dossiers import forms
from guihang.duties.kinds import DutyKind
from guihang.law.rungs import Rung

SQUAD = frozenset({Role.SQUAD_LEADER, Role.SQUAD_OFFICER})
ASKING = frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER})
REVIEW = f"{KIND}.review"


def _powers(chosen: object) -> list[object]:
    return [powers.said(one) for one in chosen] if isinstance(chosen, list) else []


def _within(words: object, name: str) -> object:
    return format_lazy(words, days=house_rules.DAYS[name])


ENTRUSTMENT = MatterKind(
    name=KIND,
    title=_("Entrusting a township office"),
    series="委",
    form="entrustment",
    ground=ACT,
    steps=(
        Step(Act.ASK, roles=ASKING),
        Step(Act.CHECK, roles=SQUAD, signed=True, distinct_from=frozenset({Act.ASK})),
        Step(
            Act.GRANT,
            rung=Rung.AGENCY_HEAD,
            signed=True,
            distinct_from=frozenset({Act.ASK, Act.CHECK}),
        ),
        Step(Act.TELL, roles=SQUAD),
        Step(Act.END, rung=Rung.AGENCY_HEAD, signed=True),
    ),
    entries=(
        Entry("office_name", _("Township office")),
        Entry("powers", _("Work entrusted"), _powers),
        Entry("since", _("First day")),
        Entry("until", _("Last day")),
        Entry("responsible_name", _("Officer responsible at the office")),
        Entry("conditions", _("Conditions")),
    ),
    limits=house_rules.limits(),
    subject=Entrusting(),
    refusal_grounds=(
        (ACT, _("Not work an office can be entrusted with")),
        ("house:entrustment.staff", _("The office has not the people for it")),
        ("house:entrustment.need", _("There is no need for it at present")),
        ("house:entrustment.conditions", _("The conditions do not suffice")),
    ),
)

QUOTE = forms.form("entrustment").article(ACT).quote
DUTIES = (
    DutyKind(
        what="entrustment.check",
        name=_("Checking an entrustment"),
        title=_("Check the request to entrust %(office)s with %(n)s kinds of work"),
        verb=_("Check"),
        because=_(
            "Somebody asked for it; a second person of the squad looks before it is decided."
        ),
        limit=_within(_("House rule: checked within {days} days"), "check"),
        consequence=_(
            "Until then the head of the agency cannot decide, and the office has no powers."
        ),
        article=ACT,
        quote=QUOTE,
    ),
    DutyKind(
        what="entrustment.complete",
        name=_("Completing a request"),
        title=_("Complete the request to entrust %(office)s"),
        verb=_("Complete"),
        because=_("It was returned to be completed; the reasons stand with it."),
        limit=_within(_("House rule: completed within {days} days"), "complete"),
        consequence=_(
            "Until then nothing is decided; a request no longer wanted can be withdrawn."
        ),
        article=ACT,
        quote=QUOTE,
    ),
    DutyKind(
        what="entrustment.decide",
        name=_("Deciding an entrustment"),
        title=_("Decide on entrusting %(office)s with %(n)s kinds of work"),
        verb=_("Decide"),
        because=_("It was checked; the head of the agency, or who stands in for him, decides."),
        limit=_within(_("House rule: decided within {days} days"), "decide"),
        consequence=_("Until then the office may do nothing in the agency's name."),
        article=ACT,
        quote=QUOTE,
    ),
    DutyKind(
        what="entrustment.tell",
        name=_("Telling a decision"),
        title=_("Tell the decision on entrusting %(office)s"),
        verb=_("Tell"),
        because=_("It was decided; a decision counts for whom it concerns once it has been told."),
        limit=_within(_("House rule: told within {days} days"), "tell"),
        consequence=_("Until then the entrustment is not carried out."),
        article=ACT,
        quote=QUOTE,
    ),
    DutyKind(
        what="entrustment.receive",
        name=_("Confirming a receipt"),
        title=_("Confirm the receipt of the decision on entrusting %(office)s"),
        verb=_("Confirm"),
        because=_("The decision was told; who was told confirms that he has it."),
        limit=_within(_("House rule: confirmed within {days} days"), "receive"),
        consequence=_("Otherwise the squad notes with a witness that the receipt was refused."),
        article=ACT,
        quote=QUOTE,
    ),
    DutyKind(
        what=REVIEW,
        name=_("Reviewing an entrustment"),
        title=_("Review whether %(office)s is to be entrusted beyond %(until)s"),
        verb=_("Review"),
        because=_("The entrustment ends soon; whether the work goes on is settled beforehand."),
        limit=format_lazy(
            _("House rule: from {days} days before the end"), days=house_rules.REVIEW_BEFORE_DAYS
        ),
        consequence=_("Without a new one the powers of the office end with the last day."),
        article=ACT,
        quote=QUOTE,
    ),
)
