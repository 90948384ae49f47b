"""The kind of matter `inquiry`: who proposes the opinion, checks, decides, sends; its duties."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.agencies.vocabulary import Role
from guihang.cases.access import SQUAD, WORKING
from guihang.cases.inquiry import house_rules
from guihang.cases.inquiry.subject import GivingAnOpinion, barred, proposal
from guihang.cases.inquiry.wish import KIND
from guihang.cases.vocabulary import Outcome
from guihang.decisions.course import Act
from guihang.decisions.discussion.subjects import Discussable
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.duties.kinds import DutyKind
from guihang.law.rules.inquiry import SCOPE, TIME
from guihang.law.rungs import Rung


def _outcome(code: object) -> object:
    return Outcome(str(code)).label if code in set(Outcome) else code


def _within(words: object, name: str) -> object:
    return format_lazy(words, days=house_rules.DAYS[name])


OPINION = MatterKind(
    name=KIND,
    title=pgettext_lazy("matter", "Opinion of an inquiry"),
    series="调",
    form="inquiry_opinion",
    ground=TIME,
    steps=(
        Step(Act.ASK, roles=frozenset(WORKING)),
        Step(
            Act.CHECK,
            roles=frozenset({Role.SQUAD_OFFICER, Role.SQUAD_LEADER}),
            signed=True,
            distinct_from=frozenset({Act.ASK}),
        ),
        Step(
            Act.GRANT,
            rung=Rung.AGENCY_HEAD,
            signed=True,
            distinct_from=frozenset({Act.ASK, Act.CHECK}),
        ),
        Step(Act.TELL, roles=frozenset(SQUAD)),
    ),
    entries=(
        Entry("person", _("About whom")),
        Entry("organ", _("For which organ")),
        Entry("outcome", _("Opinion proposed"), _outcome),
    ),
    limits=house_rules.limits(),
    subject=GivingAnOpinion(),
    refusal_grounds=(
        (SCOPE, _("What the law asks for was not looked into")),
        (house_rules.RULE, _("The findings do not bear the opinion")),
    ),
)
DISCUSSED = Discussable(KIND, barred=barred, proposal=proposal)

DUTIES = (
    DutyKind(
        what="inquiry.check",
        name=_("Checking an opinion"),
        title=_("Check the opinion on %(name)s for %(organ)s"),
        verb=_("Check"),
        because=_("The investigators proposed it; findings and opinion are held side by side."),
        limit=_within(_("House rule: checked within {days} days"), "check"),
        consequence=_("Until then nobody decides, and the time for the opinion runs."),
        article=TIME,
    ),
    DutyKind(
        what="inquiry.complete",
        name=_("Completing an opinion"),
        title=_("Complete the opinion on %(name)s for %(organ)s"),
        verb=_("Complete"),
        because=_("It was returned to be completed; the reasons stand with it."),
        limit=_within(_("House rule: completed within {days} days"), "complete"),
        consequence=_("Until then nobody decides, and the time for the opinion runs."),
        article=TIME,
    ),
    DutyKind(
        what="inquiry.decide",
        name=_("Deciding an opinion"),
        title=_("Decide on the opinion about %(name)s for %(organ)s"),
        verb=_("Decide"),
        because=_("It was checked; the discussions stand with it."),
        limit=_within(_("House rule: decided within {days} days"), "decide"),
        consequence=_("Without it the organ decides without knowing how the person lives."),
        article=TIME,
    ),
    DutyKind(
        what="inquiry.tell",
        name=_("Sending an opinion"),
        title=_("Send the opinion on %(name)s to %(organ)s"),
        verb=_("Send"),
        because=_("It was decided; the organ waits for it."),
        limit=_within(_("House rule: told within {days} days"), "tell"),
        consequence=_("The time counts until it is sent, not until it is decided."),
        article=TIME,
    ),
    DutyKind(
        what="inquiry.receive",
        name=_("Having the receipt of an opinion"),
        title=_("Note that %(organ)s received the opinion on %(name)s"),
        verb=_("Confirm"),
        because=_("It was sent; the organ confirms the receipt."),
        limit=_within(_("House rule: confirmed within {days} days"), "receive"),
        consequence=_("Without it nobody can show that the opinion arrived."),
        article=TIME,
    ),
)
