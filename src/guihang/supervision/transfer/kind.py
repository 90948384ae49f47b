"""The kind of matter `move`: who enters, gives an opinion, decides, tells; its duties in words."""

from __future__ import annotations

from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.agencies.vocabulary import Role
from guihang.decisions.course import Act
from guihang.decisions.kinds import Entry, MatterKind, Step
from guihang.duties.kinds import DutyKind
from guihang.law.articles import article
from guihang.law.rules.transfer import ASKING, CHANGE, LETTERS, MOVING
from guihang.law.rungs import Rung
from guihang.supervision.access import ENTERING
from guihang.supervision.transfer import house_rules
from guihang.supervision.transfer.subject import Moving
from guihang.supervision.transfer.wish import KIND
from guihang.supervision.transfer.words import ACTS, REASONS

OFFICERS = frozenset(ENTERING)
LETTER_DUTY, SETTLE_DUTY = f"{KIND}.letter", f"{KIND}.settle"


def _within(words: object, name: str) -> object:
    return format_lazy(words, days=house_rules.DAYS[name])


MOVE = MatterKind(
    name=KIND,
    title=pgettext_lazy("matter", "Change of place"),
    series="迁",
    form="transfer_decision",
    ground=CHANGE,
    steps=(
        Step(Act.ASK, roles=OFFICERS),
        Step(Act.CHECK, roles=OFFICERS, signed=True),
        Step(Act.GIVE_OPINION, roles=frozenset({Role.SQUAD_LEADER, Role.BRIGADE_LEADER})),
        Step(
            Act.GRANT,
            rung=Rung.AGENCY,
            signed=True,
            distinct_from=frozenset({Act.CHECK}),
        ),
        Step(Act.TELL, roles=OFFICERS),
        Step(Act.END, rung=Rung.AGENCY, signed=True),
    ),
    entries=(
        Entry("person", _("Who moves")),
        Entry("reason", _("Why"), lambda code: REASONS.get(str(code), code)),
        Entry("place", _("To which county and office")),
        Entry("moves", _("Day of moving"), lambda day: date.fromisoformat(str(day))),
    ),
    limits=house_rules.limits(),
    subject=Moving(),
    refusal_grounds=(
        (LETTERS, _("The new county does not agree, and the reason holds")),
        (MOVING, _("No proper reason")),
        (ASKING, _("The proof is lacking, or does not hold")),
        (house_rules.RULE, _("Something else stands against it")),
    ),
)

QUOTE = article(CHANGE).quote or ""
TURNS = (
    (
        "check",
        _("Opinion on a change of place"),
        _("Give the office's opinion on the move of %(name)s to %(place)s"),
        _("Give an opinion"),
        _("It was asked for; reason, home and proof are looked at before the county writes."),
        _("House rule: within {days} days"),
        _("The county has five days from the request to write to the new county."),
    ),
    (
        "complete",
        _("Completing a request for another place"),
        _("Complete the request of %(name)s to move to %(place)s"),
        _("Complete"),
        _("It was returned to be completed; the reasons stand with it."),
        _("House rule: completed within {days} days"),
        _("Until then nobody writes to the new county."),
    ),
    (
        "decide",
        _("Deciding a change of place"),
        _("Write to the new county and decide on the move of %(name)s to %(place)s"),
        _("Decide"),
        _("The office gave its opinion; the new county is asked, then it is decided."),
        _("House rule: decided within {days} days, the days of the new county apart"),
        _("Without a decision the person may not move."),
    ),
    (
        "tell",
        _("Telling a decision on a change of place"),
        _("Tell %(name)s the decision on the move to %(place)s"),
        _("Tell"),
        _("It was decided; the person is told in writing, with the day and the consequences."),
        _("House rule: told within {days} days"),
        _("The person's seven days run only once it was received."),
    ),
    (
        "receive",
        _("Having a decision on a change of place signed for"),
        _("Have %(name)s sign for the decision on the move"),
        _("Confirm"),
        _("The decision was told; from the receipt on the person has seven days to report."),
        _("House rule: confirmed within {days} days"),
        _("Otherwise it is noted with a witness that the receipt was refused."),
    ),
)

DUTIES = (
    *(
        DutyKind(
            what=f"{KIND}.{turn}",
            name=name,
            title=title,
            verb=verb,
            because=because,
            limit=_within(limit, turn),
            consequence=consequence,
            article=CHANGE,
            quote=QUOTE,
        )
        for turn, name, title, verb, because, limit, consequence in TURNS
    ),
    DutyKind(
        what=LETTER_DUTY,
        name=_("A letter of another county"),
        title=_("Note that the letter about %(name)s from %(place)s arrived"),
        verb=_("Open it"),
        because=_("Another county asks whether it can hand a person over to this one."),
        limit=_("House rule: noted within a day; the law's time to reply runs from then"),
        consequence=_("The person waits, and the other county cannot decide."),
        article=LETTERS,
        quote=article(LETTERS).quote or "",
    ),
    DutyKind(
        what=SETTLE_DUTY,
        name=_("A dispute between two counties"),
        title=_("Settle between the counties whether %(name)s moves to %(place)s"),
        verb=_("Settle"),
        because=_("The old county disputes the reply of the new one and asks the level above."),
        limit=_("the law names no time"),
        consequence=_("Until then nobody can decide."),
        article=LETTERS,
        quote=article(LETTERS).quote or "",
    ),
)

NOTICES: dict[str, object] = {
    f"transfer.{act}": format_lazy("{says}：%(transfer)s", says=says) for act, says in ACTS.items()
}
