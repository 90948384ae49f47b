"""Steps about who somebody is and in whose charge: entries, merging, office, post."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import UnitKind
from guihang.cases import actions, queries
from guihang.cases.access import check_may_hand_over, check_may_merge, check_may_work
from guihang.doors.desk.cases import said, stepping
from guihang.doors.desk.cases.stepping import EVERY, Asked, Step, StepForm
from guihang.law.codes import Sex

SEALED = (
    "identity_number", "phone", "contact", "home", "registered_home", "health", "mental_illness",
    "infection",
)  # fmt: skip
PLAIN = (
    "birth", "sex", "former_name", "nation", "nationality", "education", "marriage", "occupation",
    "work",
)  # fmt: skip


class PersonForm(StepForm):
    """What is known of the person; what is sealed is written anew or left as it is."""

    name = stepping.line(_("Name"), max_length=60)
    birth = stepping.day(_("Born on"), required=False)
    sex = stepping.picked(_("Sex"), required=False)
    former_name = stepping.line(_("Former name"), max_length=60, required=False)
    nation = stepping.line(_("Nation"), max_length=30, required=False)
    nationality = stepping.line(_("Nationality"), max_length=30, required=False)
    education = stepping.line(_("Education"), max_length=30, required=False)
    marriage = stepping.line(_("Marriage"), max_length=30, required=False)
    occupation = stepping.line(_("Occupation before the arrest"), required=False)
    work = stepping.line(_("Work"), required=False)
    identity_number = stepping.line(_("Identity number"), max_length=20, required=False)
    phone = stepping.line(_("Phone"), max_length=20, required=False)
    contact = stepping.line(_("Whom to call in an emergency"), required=False)
    home = stepping.line(_("Address"), max_length=200, required=False)
    registered_home = stepping.line(_("Registered home"), max_length=200, required=False)
    health = stepping.words(_("Health"), 2, required=False)
    mental_illness = stepping.words(_("Mental illness"), 2, required=False)
    infection = stepping.words(_("Infectious disease"), 2, required=False)
    because = stepping.line(_("Why it is changed"), max_length=200)

    def prepare(self) -> None:
        """Begin with what stands; sealed entries stay empty, and empty means unchanged."""
        super().prepare()
        person = self.case.person
        self.fields["sex"].choices = [
            ("", _("not said")),
            *((one.value, said.sex(one)) for one in Sex),
        ]
        for name in PLAIN:
            self.initial.setdefault(name, getattr(person, name))
        self.initial.setdefault("name", person.name)
        for name in SEALED:
            self.fields[name].help_text = _("Left empty, as it is.")
            self.fields[name].widget.attrs |= {"data-sensitive": "", "autocomplete": "off"}


def _person(asked: Asked):
    changes = dict(asked.given)
    because = changes.pop("because")
    kept = {name: value for name, value in changes.items() if name not in SEALED or value}
    return actions.change_person(
        person=asked.case.person, changes=kept, because=because, by=asked.by, at=asked.at
    )


class OfficeForm(StepForm):
    """Which office takes the case over, and why."""

    unit = stepping.picked(_("Township office"))
    because = stepping.line(_("Why"), max_length=200)

    def prepare(self) -> None:
        """Offer the offices of the county."""
        super().prepare()
        self.offices = {one.code: one for one in _offices(self.by, self.on)}
        self.fields["unit"].choices = [(code, one.name) for code, one in self.offices.items()]

    def clean_unit(self):
        """Return the office itself."""
        return self.offices[self.cleaned_data["unit"]]


def _offices(by, on):
    return agencies.units(by.reach, on=on, kinds=(UnitKind.OFFICE,))


def _office(asked: Asked):
    return actions.hand_to_office(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class PostForm(StepForm):
    """Which post works on the case; none leaves it to the squad."""

    post = stepping.picked(_("Post"), required=False)

    def prepare(self) -> None:
        """Offer the posts that may work on the case."""
        super().prepare()
        self.posts = {str(one.pk): one for one in queries.posts_for(self.case, self.on)}
        named = [(key, f"{one.unit.short_name} {one.title}") for key, one in self.posts.items()]
        self.fields["post"].choices = [("", _("nobody by name: the squad")), *named]
        self.initial.setdefault("post", str(self.case.post_id or ""))

    def clean_post(self):
        """Return the post itself."""
        return self.posts.get(self.cleaned_data["post"])


def _post(asked: Asked):
    return actions.name_responsible(
        case=asked.case, post=asked.given["post"], by=asked.by, at=asked.at
    )


class MergeForm(StepForm):
    """Which record is the same person, and why."""

    other = stepping.picked(_("Record of the same person"))
    because = stepping.line(_("How it is known that they are one"), max_length=200)

    def prepare(self) -> None:
        """Offer the records of the same name and birth."""
        super().prepare()
        self.records = {str(one.pk): one for one in queries.perhaps_same(self.by, self.case)}
        self.fields["other"].choices = [
            (key, f"{one.name} {one.birth or ''}".strip()) for key, one in self.records.items()
        ]

    def clean_other(self):
        """Return the record itself."""
        return self.records[self.cleaned_data["other"]]


def _merge(asked: Asked):
    return actions.merge(
        kept=asked.case.person,
        folded=asked.given["other"],
        because=asked.given["because"],
        by=asked.by,
        at=asked.at,
    )


class SplitForm(StepForm):
    """Which records are taken apart again, and why."""

    merger = stepping.picked(_("Merged record"))
    because = stepping.line(_("Why they are not one"), max_length=200)

    def prepare(self) -> None:
        """Offer what was merged into this person."""
        super().prepare()
        there = queries.mergers(self.case)
        self.mergers = {str(one.pk): one for one in there}
        self.fields["merger"].choices = [
            (key, f"{one.folded.name} {one.at:%Y-%m-%d}") for key, one in self.mergers.items()
        ]

    def clean_merger(self):
        """Return the merger itself."""
        return self.mergers[self.cleaned_data["merger"]]


def _split(asked: Asked):
    return actions.split(**asked.given, by=asked.by, at=asked.at)


stepping.enter(
    Step(
        slug="person",
        title=_("Change what is known of the person"),
        verb=_("Change the entries"),
        done=_("The entries were changed"),
        form=PersonForm,
        act=_person,
        guard=check_may_work,
        group="charge",
        states=EVERY,
    ),
    Step(
        slug="responsible",
        title=_("Name who is responsible"),
        verb=_("Name the post"),
        done=_("Who is responsible was named"),
        form=PostForm,
        act=_post,
        guard=check_may_hand_over,
        group="charge",
    ),
    Step(
        slug="office",
        title=_("Hand to another office"),
        verb=_("Hand it over"),
        done=_("The case was handed to the other office"),
        form=OfficeForm,
        act=_office,
        guard=check_may_hand_over,
        group="charge",
    ),
    Step(
        slug="merge",
        title=_("Merge two records of one person"),
        verb=_("Merge the records"),
        done=_("The records were merged"),
        form=MergeForm,
        act=_merge,
        guard=check_may_merge,
        group="charge",
        states=EVERY,
    ),
    Step(
        slug="split",
        title=_("Take merged records apart"),
        verb=_("Take them apart"),
        done=_("The records were taken apart"),
        form=SplitForm,
        act=_split,
        guard=check_may_merge,
        group="charge",
        states=EVERY,
    ),
)
