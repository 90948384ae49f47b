"""The kind of matter `destruction`: who asks, checks, decides, tells; the duties in words."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guihang.agencies.vocabulary import Role
from guihang.bureau.keeping import house_rules
from guihang.bureau.keeping.sources import DECIDE, RETURN
from guihang.bureau.keeping.subject import KIND, Destroying
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.dossiers.house_rules import GROUND
from guihang.duties.kinds import DutyKind
from guihang.law.rungs import Rung

SQUAD = frozenset({Role.SQUAD_LEADER, Role.SQUAD_OFFICER})


def _listed(written: object) -> list[object]:
    return list(written) if isinstance(written, list) else []


def _within(words: object, name: str) -> object:
    return format_lazy(words, days=house_rules.DAYS[name])


DESTRUCTION = MatterKind(
    name=KIND,
    title=_("Destroying files"),
    series="毁",
    form="destruction",
    ground=GROUND,
    steps=(
        Step(Act.ASK, roles=SQUAD),
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
        Entry("office_name", _("Kept by")),
        Entry("dossiers", _("Files to be destroyed"), _listed),
        Entry("reasons", _("Reasons")),
    ),
    limits=house_rules.limits(),
    subject=Destroying(),
    refusal_grounds=(
        ("house:destruction.needed", _("The files are still needed")),
        ("house:destruction.archives", _("They go to the archives instead")),
    ),
)

DUTIES = (
    DutyKind(
        what="destruction.check",
        name=_("Checking a destruction"),
        title=_("Check the list of %(n)s files of %(office)s to be destroyed"),
        verb=_("Check"),
        because=_("Somebody asked for it; a second person looks at every file on the list."),
        limit=_within(_("House rule: checked within {days} days"), "check"),
        consequence=_("Until then nothing is destroyed."),
        article=GROUND,
    ),
    DutyKind(
        what="destruction.complete",
        name=_("Completing a request to destroy files"),
        title=_("Complete the list of files of %(office)s to be destroyed"),
        verb=_("Complete"),
        because=_("It was returned to be completed; the reasons stand with it."),
        limit=_within(_("House rule: completed within {days} days"), "complete"),
        consequence=_("Until then nothing is destroyed; the request can be withdrawn."),
        article=GROUND,
    ),
    DutyKind(
        what="destruction.decide",
        name=_("Deciding a destruction"),
        title=_("Decide on destroying %(n)s files of %(office)s"),
        verb=_("Decide"),
        because=_("It was checked; what is destroyed never comes back."),
        limit=_within(_("House rule: decided within {days} days"), "decide"),
        consequence=_("Until then nothing is destroyed."),
        article=GROUND,
    ),
    DutyKind(
        what="destruction.tell",
        name=_("Carrying out a destruction"),
        title=_("Tell %(office)s the decision on destroying %(n)s files"),
        verb=_("Tell"),
        because=_("It was decided; telling a grant destroys the keys of the files."),
        limit=_within(_("House rule: told within {days} days"), "tell"),
        consequence=_("Until then the files are still there."),
        article=GROUND,
    ),
    DutyKind(
        what="destruction.receive",
        name=_("Confirming a destruction"),
        title=_("Confirm the receipt of the decision on destroying %(n)s files"),
        verb=_("Confirm"),
        because=_("The decision was told; the office that kept the files confirms it."),
        limit=_within(_("House rule: confirmed within {days} days"), "receive"),
        consequence=_("Otherwise the squad notes with a witness that the receipt was refused."),
        article=GROUND,
    ),
    DutyKind(
        what=DECIDE,
        name=_("Deciding on lending a file"),
        title=_("%(who)s asks to borrow file %(number)s: lend it or refuse"),
        verb=_("Decide"),
        because=_("Somebody asked for a file that lies in the archive."),
        limit=format_lazy(
            _("House rule: decided within {days} days"), days=house_rules.LEND_WITHIN
        ),
        consequence=_("Until then the file stays in the archive."),
        article=GROUND,
    ),
    DutyKind(
        what=RETURN,
        name=_("Bringing a file back"),
        title=_("%(who)s brings file %(number)s back by %(until)s"),
        verb=_("Look"),
        because=_("The file was lent until that day."),
        limit=_("House rule: the day it was lent until"),
        consequence=_("Nobody else can borrow it, and it is asked for as overdue."),
        article=GROUND,
    ),
)
