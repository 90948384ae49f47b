"""The form for taking in a notice or papers: person, order, term, papers, in sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor, may
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.access import check_may_receive
from guihang.cases.actions import OrderDraft, PersonDraft, Receipt, SideDraft
from guihang.cases.actions.noting import Besides
from guihang.cases.course import INCOMPLETE_PAPERS
from guihang.cases.vocabulary import Channel, SideKind
from guihang.doors.desk.cases import said, stepping
from guihang.doors.desk.cases.reading import read_span
from guihang.doors.desk.uploads import ScansField
from guihang.law.codes import Kind, Organ, OutsideGround, Penalty, Sex
from guihang.law.events import Event, What

SENSITIVE = {"data-sensitive": "", "autocomplete": "off"}
YES_NO = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))
DAYS = ("judged_on", "sentence_begins", "sentence_ends", "paper_begins", "paper_ends")
NONE: dict[str, object] = {**dict.fromkeys(DAYS), "several_crimes": False}
"""What stands for an entry that is not there, or cannot be read, where that is not no words."""
ANSWERS = {"yes": True, "no": False}
LENGTH = _("As the judgment writes it, for example 1年6个月.")


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, with their heading."""

    title: object
    names: tuple[str, ...]
    wide: tuple[str, ...] = ()


SECTIONS = (
    Section(
        _("Person"),
        (
            "name", "identity_number", "birth", "sex", "phone", "nation", "education", "work",
            "home",
        ),
        ("home",),
    ),
    Section(
        _("Judgment and decision"),
        (
            "kind", "organ", "organ_name", "judgment_number", "execution_number", "judged_on",
            "effective", "decision_received", "crime", "penalty", "sentence", "probation",
            "sentence_begins", "sentence_ends", "outside_ground", "custody_place",
            "organ_elsewhere", "several_crimes",
        ),
    ),
    Section(
        _("Term and what is ordered beside"),
        ("paper_begins", "paper_ends", "side", "side_words", "side_begins", "side_ends"),
        ("side_words",),
    ),
    Section(
        _("What papers print of the person and the offence"),
        (
            "crime_facts", "former_name", "marriage", "registered_home", "health", "record",
            "resume", "relatives",
        ),
        ("crime_facts", "registered_home", "record", "resume", "relatives"),
    ),
    Section(
        _("Papers and charge"),
        ("unit", "channel", "notice_day", "documents_day", "papers_complete", "scans"),
    ),
)  # fmt: skip


def _line(label: object, most: int = 60, **choices: object) -> forms.CharField:
    return stepping.line(label, max_length=most, required=False, **choices)


def _sealed(label: object, **choices: object) -> forms.CharField:
    """Ask for words that are kept sealed, and out of drafts."""
    return forms.CharField(
        label=label,
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2, **SENSITIVE}),
        **choices,
    )


class ReceiveForm(forms.Form):
    """What a notice or judgment says, as the paper has it."""

    name = stepping.line(_("Name"), max_length=60)
    identity_number = _line(
        _("Identity number"), 20, widget=forms.TextInput(SENSITIVE),
        help_text=_("It tells birth and sex; leave empty if the person has none."),
    )  # fmt: skip
    birth = stepping.day(_("Born on"), required=False)
    sex = stepping.picked(_("Sex"), required=False)
    phone = _line(_("Phone"), 20, widget=forms.TextInput(SENSITIVE))
    nation = _line(_("Nation"), 30)
    education = _line(_("Education"), 30)
    work = _line(_("Work"), 100)
    home = stepping.line(
        _("Address"), max_length=200, required=False, widget=forms.TextInput(SENSITIVE)
    )

    kind = stepping.picked(_("Kind of correction"))
    organ = stepping.picked(_("Organ that decided"))
    organ_name = stepping.line(_("Its name"), max_length=60)
    judgment_number = _line(_("Number of the judgment, ruling or decision"))
    execution_number = _line(_("Number of the execution notice"))
    judged_on = stepping.day(_("Judged or decided on"), required=False)
    effective = stepping.day(_("Takes effect on"), required=False)
    decision_received = stepping.day(
        _("Decision received by who hands over"), required=False,
        help_text=_("Only for serving outside prison: the hand-over counts from it."),
    )  # fmt: skip
    crime = _line(_("Offence"), 100)
    penalty = stepping.picked(_("Penalty"), required=False)
    sentence = _line(_("Length of the sentence"), 40, help_text=LENGTH)
    probation = _line(_("Probation"), 40, help_text=LENGTH)
    sentence_begins = stepping.day(_("Sentence begins on"), required=False)
    sentence_ends = stepping.day(_("Sentence ends on"), required=False)
    outside_ground = stepping.picked(_("Ground of serving outside"), required=False)
    custody_place = _line(_("Where held before"))
    organ_elsewhere = stepping.picked(_("Organ of another county"), YES_NO, required=False)
    several_crimes = stepping.tick(_("Several crimes were judged together"))

    paper_begins = stepping.day(_("Correction begins, by the paper"), required=False)
    paper_ends = stepping.day(_("Correction ends, by the paper"), required=False)
    side = stepping.picked(
        _("Ordered beside the sentence"), [("", _("nothing")), *SideKind.choices], required=False,
        help_text=_("Further ones are added on the page of the case."),
    )  # fmt: skip
    side_words = stepping.words(_("In the words of the judgment"), 2, required=False)
    side_begins = stepping.day(_("It begins on"), required=False)
    side_ends = stepping.day(_("It ends on"), required=False)

    crime_facts = _sealed(
        _("Facts of the offence"), help_text=_("The declaration and the basic sheet print them.")
    )
    former_name = _line(_("Former name"))
    marriage = _line(_("Marriage"), 30)
    registered_home = _sealed(_("Registered home"))
    health = _sealed(_("Health"))
    record = _sealed(_("Earlier record"))
    resume = _sealed(_("Life so far"))
    relatives = _sealed(_("Family and close relatives"))

    unit = stepping.picked(_("Township office"))
    channel = stepping.picked(_("How it came"), Channel.choices, initial=Channel.COUNTER)
    notice_day = stepping.day(_("The organ's notice came on"), required=False)
    documents_day = stepping.day(_("The documents came on"), required=False)
    papers_complete = stepping.choice(
        _("Are the documents complete?"),
        [("yes", _("all are here")), ("no", _("some are missing"))],
        initial="yes", required=False,
    )  # fmt: skip
    scans = ScansField(
        label=_("Scans"), required=False,
        help_text=_("PDF or pictures, up to 20 MB together; stored encrypted in the dossier."),
    )  # fmt: skip

    def __init__(self, *args, by: Actor, on: date, **kwargs) -> None:
        """Offer the offices somebody may take in for, and the codes of the law."""
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in offices(by, on=on)}
        self.fields["unit"].choices = [(code, one.name) for code, one in self.units.items()]
        for name, kind, empty in (
            ("sex", Sex, True),
            ("kind", Kind, False),
            ("organ", Organ, False),
            ("penalty", Penalty, True),
            ("outside_ground", OutsideGround, True),
        ):
            none = [("", _("not said"))] if empty else []
            words = [(one.value, said.code(kind, one)) for one in kind]
            self.fields[name].choices = [*none, *words]
        self.fields["kind"].initial = Kind.SUSPENSION.value

    @property
    def sections(self) -> Iterable[tuple[Section, list[tuple[object, bool]]]]:
        """The fields by section, each with whether it takes the whole width."""
        return [
            (section, [(self[name], name in section.wide) for name in section.names])
            for section in SECTIONS
        ]

    def clean_sentence(self) -> str:
        """Read the length of the sentence."""
        return _length(self.cleaned_data["sentence"])

    def clean_probation(self) -> str:
        """Read the length of the probation."""
        return _length(self.cleaned_data["probation"])

    def receipt(self) -> Receipt:
        """Return what was entered as the room takes it in."""
        given = self.cleaned_data
        return Receipt(
            person=self.person(),
            order=self.order(),
            unit=self.units[given["unit"]],
            channel=given.get("channel", ""),
            events=tuple(self.events()),
            besides=Besides(channel=given.get("channel", "")),
        )

    def person(self) -> PersonDraft:
        """Return the person as entered."""
        names = (
            "name", "identity_number", "phone", "home", "birth", "sex", "nation", "education",
            "work", "former_name", "marriage", "registered_home", "health", "record", "resume",
            "relatives",
        )  # fmt: skip
        return PersonDraft(
            **{name: self.cleaned_data.get(name) or _nothing(name) for name in names}
        )

    def order(self) -> OrderDraft:
        """Return the order as entered."""
        given = self.cleaned_data
        plain = (
            "kind", "organ", "organ_name", "judgment_number", "execution_number", "judged_on",
            "crime", "penalty", "sentence", "probation", "several_crimes", "sentence_begins",
            "sentence_ends", "paper_begins", "paper_ends", "outside_ground", "custody_place",
            "crime_facts",
        )  # fmt: skip
        return OrderDraft(
            **{name: given.get(name, NONE.get(name, "")) for name in plain},
            organ_elsewhere=ANSWERS.get(given.get("organ_elsewhere", "")),
            sides=self._sides(),
        )

    def _sides(self) -> tuple[SideDraft, ...]:
        given = self.cleaned_data
        if not given.get("side"):
            return ()
        return (
            SideDraft(
                kind=given["side"],
                words=given.get("side_words", ""),
                begins=given.get("side_begins"),
                ends=given.get("side_ends"),
            ),
        )

    def events(self) -> Iterable[Event]:
        """Yield what happened by the entries: effect, notice, documents."""
        given = self.cleaned_data
        days = (
            (What.EFFECTIVE, given.get("effective")),
            (What.DECISION_RECEIVED, given.get("decision_received")),
            (What.NOTICE_RECEIVED, given.get("notice_day")),
        )
        yield from (Event(what, day) for what, day in days if day)
        if given.get("documents_day"):
            lacking = given.get("papers_complete") == "no"
            code = INCOMPLETE_PAPERS if lacking else None
            yield Event(What.DOCUMENTS_RECEIVED, given["documents_day"], code=code)


def offices(by: Actor, *, on: date) -> list:
    """Return the offices for which somebody may take in a case."""
    units = agencies.units(by.reach, on=on, kinds=(UnitKind.OFFICE,))
    return [one for one in units if may(check_may_receive, by, one.path)]


def _nothing(name: str) -> str | None:
    return None if name == "birth" else ""


def _length(words: str) -> str:
    return str(read_span(words)) if words else ""
