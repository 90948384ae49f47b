"""The kind of matter `leave`: who enters, checks, decides, tells; and its duties in words."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.agencies.vocabulary import Role
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.duties.kinds import DutyKind
from guihang.law.articles import article
from guihang.law.rules.leave import BACK, LEAVING, REASONS, Reason
from guihang.supervision.access import ENTERING
from guihang.supervision.leave import house_rules
from guihang.supervision.leave.subject import Leaving, route
from guihang.supervision.leave.wish import KIND

OFFICERS = frozenset(ENTERING)
NOT_BACK = f"{KIND}.not_back"


def _places(written: object) -> list[object]:
    return [one["place"] for one in written] if isinstance(written, list) else []


def _reason(code: object) -> object:
    return Reason(str(code)).says if code in set(Reason) else code


def _yes(value: object) -> object:
    return _("yes") if value else _("no")


def _within(words: object, name: str) -> object:
    return format_lazy(words, days=house_rules.DAYS[name])


LEAVE = MatterKind(
    name=KIND,
    title=pgettext_lazy("matter", "Leave"),
    series="外",
    form="leave_sheet",
    ground=LEAVING,
    steps=(
        Step(Act.ASK, roles=OFFICERS),
        Step(
            Act.CHECK,
            roles=OFFICERS,
            signed=True,
            distinct_from=house_rules.another_checks(),
        ),
        Step(Act.GIVE_OPINION, roles=frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER})),
        Step(
            Act.GRANT,
            routed=True,
            signed=True,
            distinct_from=frozenset({Act.CHECK}),
            alone_on=house_rules.ALONE_ON,
        ),
        Step(Act.TELL, roles=OFFICERS),
        Step(Act.END, routed=True, signed=True),
    ),
    entries=(
        Entry("person", _("Who leaves")),
        Entry("reason", _("Reason of the leave"), _reason),
        Entry("destinations", _("Where to"), _places),
        Entry("leaves", _("Day of departure")),
        Entry("returns", _("Day of return")),
        Entry("transport", _("Means of transport")),
        Entry("urgent", _("Urgent"), _yes),
    ),
    limits=house_rules.limits(),
    subject=Leaving(),
    refusal_grounds=(
        (LEAVING, _("No proper reason")),
        (REASONS, _("The reason is none the law means, or is not proved")),
        (house_rules.PROOF_RULE, _("The proof is lacking")),
        ("cl-1997:72.2", _("A prohibition order stands against it")),
        ("eel-2012:12(2)", _("The destination lies abroad")),
    ),
    route=route,
)

QUOTE = article(LEAVING).quote or ""
DUTIES = (
    DutyKind(
        what="leave.check",
        name=_("Checking a leave"),
        title=_("Check the leave of %(name)s to %(place)s"),
        verb=_("Check"),
        because=_("It was asked for; reason, proof and contacts are looked at before a decision."),
        limit=_within(_("House rule: checked within {days} days"), "check"),
        consequence=_("Until then nobody decides, and the day of departure comes nearer."),
        article=LEAVING,
        quote=QUOTE,
    ),
    DutyKind(
        what="leave.complete",
        name=_("Completing a request for leave"),
        title=_("Complete the request of %(name)s for leave to %(place)s"),
        verb=_("Complete"),
        because=_("It was returned to be completed; the reasons stand with it."),
        limit=_within(_("House rule: completed within {days} days"), "complete"),
        consequence=_("Until then nothing is decided; a leave no longer wanted can be withdrawn."),
        article=LEAVING,
        quote=QUOTE,
    ),
    DutyKind(
        what="leave.decide",
        name=_("Deciding a leave"),
        title=_("Decide on the leave of %(name)s to %(place)s, from %(leaves)s"),
        verb=_("Decide"),
        because=_("It was checked; its days and those around it settle who decides."),
        limit=_within(_("House rule: decided within {days} days"), "decide"),
        consequence=_("Without a decision the person may not leave; a proper reason is granted."),
        article=LEAVING,
        quote=QUOTE,
    ),
    DutyKind(
        what="leave.tell",
        name=_("Telling a decision on leave"),
        title=_("Tell %(name)s the decision on the leave to %(place)s"),
        verb=_("Tell"),
        because=_("It was decided; the person leaves only once it has been told."),
        limit=_within(_("House rule: told within {days} days"), "tell"),
        consequence=_("Until then there is no notice to take along."),
        article=LEAVING,
        quote=QUOTE,
    ),
    DutyKind(
        what="leave.receive",
        name=_("Having a decision on leave signed for"),
        title=_("Have %(name)s sign for the decision on the leave"),
        verb=_("Confirm"),
        because=_("The decision was told; the person signs for it."),
        limit=_within(_("House rule: confirmed within {days} days"), "receive"),
        consequence=_("Otherwise it is noted with a witness that the receipt was refused."),
        article=LEAVING,
        quote=QUOTE,
    ),
    DutyKind(
        what=NOT_BACK,
        name=_("Somebody is not back from leave"),
        title=_("%(name)s is not back from %(place)s: order back, or note the return"),
        verb=_("Deal with it"),
        because=_("The leave ended and no return was noted."),
        limit=_("the day after the leave ends"),
        consequence=_("Who cannot be reached is out of contact: the search begins at once."),
        article=BACK,
        quote=article(BACK).quote or "",
    ),
)
