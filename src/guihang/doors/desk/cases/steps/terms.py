"""Steps that move a term or mend an order: term events, the judgment's entries, sides."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.cases import actions, queries
from guihang.cases.access import check_may_change_term
from guihang.cases.actions import Besides, SideDraft
from guihang.cases.vocabulary import SideKind
from guihang.doors.desk.cases import said, stepping
from guihang.doors.desk.cases.reading import Length
from guihang.doors.desk.cases.stepping import EVERY, Asked, Beside, Step, StepForm
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Finding
from guihang.law.events import Event, What

MOVES = (
    What.REDUCED,
    What.CUSTODY_OFFSET,
    What.RESIDENCE_OFFSET,
    What.NOT_COUNTED,
    What.TERM_CORRECTED,
    What.NEW_SENTENCE,
    What.PARDONED,
)
ENTRIES = (
    "organ_name", "judgment_number", "execution_number", "judged_on", "crime", "sentence",
    "probation", "sentence_begins", "sentence_ends", "paper_begins", "paper_ends",
)  # fmt: skip


class TermForm(StepForm):
    """What moves the term, by which ruling."""

    what = stepping.picked(_("What moves the term"))
    day = stepping.day(_("Day of the ruling or decision"))
    days = forms.IntegerField(
        label=_("Number of days"), min_value=1, max_value=9999, required=False
    )
    span = Length(label=_("Reduced by"), required=False)
    ends = stepping.day(_("New last day"), required=False)
    note = stepping.line(_("Number of the ruling"), required=False)

    def prepare(self) -> None:
        """Name what moves a term in the reader's language."""
        super().prepare()
        self.fields["what"].choices = [(one.value, said.what(one)) for one in MOVES]


def _term(asked: Asked):
    given = asked.given
    event = Event(
        What(given["what"]),
        given["day"],
        days=given["days"],
        span=given["span"],
        ends=given["ends"],
    )
    besides = Besides(note=given["note"])
    return actions.change_term(
        case=asked.case, event=event, besides=besides, by=asked.by, at=asked.at
    )


def term_beside(case, on: date) -> Beside:
    """Say how the term stands: the paper's day counts, the law's count beside it."""
    term = queries.term(case)
    facts = [(gettext("Last day that counts"), wording.day(term.ends))]
    findings = []
    if term.differs:
        facts.append((gettext("By the law's count"), wording.day(term.computed)))
        findings.append(Finding("warn", gettext("Paper and count differ.")))
    return Beside(facts=facts, findings=findings)


class OrderForm(StepForm):
    """The entries of the judgment as they stand, to be mended."""

    organ_name = stepping.line(_("Its name"), max_length=60)
    judgment_number = stepping.line(
        _("Number of the judgment, ruling or decision"), max_length=60, required=False
    )
    execution_number = stepping.line(
        _("Number of the execution notice"), max_length=60, required=False
    )
    judged_on = stepping.day(_("Judged or decided on"), required=False)
    crime = stepping.line(_("Offence"), required=False)
    sentence = Length(label=_("Length of the sentence"), required=False)
    probation = Length(label=_("Probation"), required=False)
    sentence_begins = stepping.day(_("Sentence begins on"), required=False)
    sentence_ends = stepping.day(_("Sentence ends on"), required=False)
    paper_begins = stepping.day(_("Correction begins, by the paper"), required=False)
    paper_ends = stepping.day(_("Correction ends, by the paper"), required=False)
    crime_facts = stepping.words(
        _("Facts of the offence"), 2, required=False, help_text=_("Left empty, as they are.")
    )
    because = stepping.line(_("Why it is changed"), max_length=200)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Begin with what stands; what is sealed is not shown."""
        super().prepare()
        for name in (*ENTRIES, "edition"):
            self.initial.setdefault(name, getattr(self.case, name))
        self.fields["crime_facts"].widget.attrs |= {"data-sensitive": "", "autocomplete": "off"}


def _order(asked: Asked):
    given = dict(asked.given)
    case, because = asked.case, given.pop("because")
    case.edition = given.pop("edition")
    for name in ("sentence", "probation"):
        given[name] = str(given[name] or "")
    if not given["crime_facts"].strip():
        del given["crime_facts"]
    return actions.change_order(case=case, changes=given, because=because, by=asked.by, at=asked.at)


class SideForm(StepForm):
    """What was ordered beside the sentence."""

    kind = stepping.picked(_("What was ordered"), SideKind.choices)
    words = stepping.words(_("In the words of the judgment"), 2, required=False)
    length = Length(label=_("Length of time"), required=False)
    begins = stepping.day(_("It begins on"), required=False)
    ends = stepping.day(_("It ends on"), required=False)


def _side(asked: Asked):
    given = dict(asked.given)
    given["length"] = str(given["length"] or "")
    return actions.add_side(case=asked.case, draft=SideDraft(**given), by=asked.by, at=asked.at)


class AsideForm(StepForm):
    """Which order holds no longer, and why."""

    side = stepping.picked(_("Ordered beside the sentence"))
    because = stepping.line(_("Why"), max_length=200)

    def prepare(self) -> None:
        """Offer the orders that stand."""
        super().prepare()
        there = self.case.sides.filter(set_aside_at__isnull=True)
        self.fields["side"].choices = [
            (str(one.pk), f"{one.get_kind_display()} {one.words}".strip()) for one in there
        ]


def _aside(asked: Asked):
    side = asked.case.sides.get(pk=asked.given["side"])
    return actions.set_side_aside(
        side=side, because=asked.given["because"], by=asked.by, at=asked.at
    )


stepping.enter(
    Step(
        slug="term",
        title=_("Change the term"),
        verb=_("Note the change"),
        done=_("The change of the term was noted"),
        form=TermForm,
        act=_term,
        guard=check_may_change_term,
        group="term",
        beside=term_beside,
    ),
    Step(
        slug="order",
        title=_("Mend the entries of the judgment"),
        verb=_("Change the entries"),
        done=_("The entries were changed"),
        form=OrderForm,
        act=_order,
        guard=check_may_change_term,
        group="term",
        states=EVERY,
        beside=term_beside,
    ),
    Step(
        slug="side",
        title=_("Add an order beside the sentence"),
        verb=_("Add the order"),
        done=_("The order was added"),
        form=SideForm,
        act=_side,
        guard=check_may_change_term,
        group="term",
    ),
    Step(
        slug="side-aside",
        title=_("Set an order beside the sentence aside"),
        verb=_("Set it aside"),
        done=_("The order was set aside"),
        form=AsideForm,
        act=_aside,
        guard=check_may_change_term,
        group="term",
    ),
)
