"""Steps of the first weeks: group, declaration, assessment, category, plan."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.cases import actions, queries
from guihang.cases.access import check_may_classify, check_may_work
from guihang.cases.actions import Ceremony, MemberDraft, PlanDraft
from guihang.cases.vocabulary import MemberRole, State
from guihang.doors.desk.cases import plan_goals, plan_measures, risk, said, stepping
from guihang.doors.desk.cases.stepping import Asked, Beside, Step, StepForm, listed
from guihang.doors.ui.pieces import Finding
from guihang.law.codes import Sex
from guihang.law.rules.levels import Level
from guihang.supervision.planning.actions import Chosen, plan
from guihang.supervision.planning.words import OUTCOMES
from guihang.supervision.risk.actions import Category, set_category

HERE = frozenset({State.INCOMPLETE, State.RECEIVED, State.UNDER})
ROWS = 5
SLOTS = tuple(range(1, ROWS + 1))
PARTS = ("name", "role", "sex", "relation", "knows")


class MembersForm(StepForm):
    """Up to five who join; an empty name is no member."""

    def prepare(self) -> None:
        """Ask for each who joins."""
        for slot in SLOTS:
            first = slot == 1 and self.needs_one
            self.fields[f"name_{slot}"] = stepping.line(
                _("Member %(n)s: name") % {"n": slot}, max_length=40, required=first
            )
            self.fields[f"role_{slot}"] = stepping.picked(
                _("Member %(n)s: as") % {"n": slot}, MemberRole.choices, required=False
            )
            self.fields[f"sex_{slot}"] = stepping.picked(
                _("Member %(n)s: sex") % {"n": slot},
                [("", _("not said")), *((one.value, said.sex(one)) for one in Sex)],
                required=False,
            )
            self.fields[f"relation_{slot}"] = stepping.line(
                _("Member %(n)s: who it is") % {"n": slot}, max_length=40, required=False
            )
            self.fields[f"knows_{slot}"] = stepping.tick(
                _("Member %(n)s: knows minors well") % {"n": slot}
            )
        super().prepare()

    needs_one = True

    def members(self) -> list[MemberDraft]:
        """Return who joins."""
        given = self.cleaned_data
        rows = [[given[f"{part}_{slot}"] for part in PARTS] for slot in SLOTS]
        return [
            MemberDraft(role=role, name=name, sex=sex, relation=relation, knows_minors=knows)
            for name, role, sex, relation, knows in rows
            if name.strip()
        ]

    def clean(self):
        """Hand the members on with everything else."""
        given = super().clean() or {}
        if not self.errors:
            given["members"] = self.members()
        return given


class GroupForm(MembersForm):
    """Who makes up the group, since when, and whether its agreement is drawn up."""

    day = stepping.day(_("Day the group was formed"))
    leader = stepping.line(_("Who leads it"), required=False)
    focus = stepping.words(_("What matters most"), 2, required=False)
    agree = stepping.tick(_("Draw up the agreement of the group"), initial=True)


def _group(asked: Asked):
    given = asked.given
    return actions.form_group(
        case=asked.case,
        members=given["members"],
        day=given["day"],
        agree=given["agree"],
        leader=given["leader"],
        focus=given["focus"],
        by=asked.by,
        at=asked.at,
    )


class ChangeGroupForm(MembersForm):
    """Who leaves and why, and who joins."""

    needs_one = False
    day = stepping.day(_("Day of the change"))
    leaves = stepping.several(_("Who leaves the group"), required=False)
    because = stepping.line(_("Why they leave"), max_length=200, required=False)

    def prepare(self) -> None:
        """Offer who is there."""
        super().prepare()
        there = self.case.members.filter(until__isnull=True)
        self.fields["leaves"].choices = [(str(one.pk), one.name) for one in there]


def _change_group(asked: Asked):
    given = asked.given
    return actions.change_group(
        case=asked.case,
        joins=given["members"],
        leaves={int(key): given["because"] for key in given["leaves"]},
        day=given["day"],
        by=asked.by,
        at=asked.at,
    )


def group_beside(case, on: date) -> Beside:
    """Say whom the group of this person must not lack."""
    findings = []
    if case.person.sex == Sex.FEMALE:
        findings.append(Finding("warn", gettext("For a woman, a woman belongs to the group.")))
    if queries.is_minor(case, on):
        findings.append(
            Finding("warn", gettext("For a minor, somebody who knows minors belongs to it."))
        )
    return Beside(
        verdict=gettext("The group is made up as the person needs it."),
        findings=findings,
        articles=("ccl-2019:25.1", "ccl-2019:52.2") if findings else ("ccl-2019:25.1",),
    )


class DeclareForm(StepForm):
    """How the declaration was held."""

    day = stepping.day(_("Day of the declaration"))
    place = stepping.line(_("Where"), required=False, help_text=_("Left empty, the agency."))
    led_by = stepping.line(_("Led by"), max_length=40)
    present = stepping.words(_("Who was there"), 3, help_text=_("One name a line."))
    guardian = stepping.line(_("Guardian who came"), max_length=40, required=False)
    reporting = stepping.words(
        _("How this person reports"),
        3,
        required=False,
        help_text=_("Left empty, as the rules have it for everybody."),
    )
    rules = stepping.words(_("Further rules told"), 2, required=False, help_text=_("One a line."))
    public = stepping.tick(_("It was held in public"))
    signed = stepping.tick(_("The person signed it"))

    def prepare(self) -> None:
        """Ask for the guardian of a minor only."""
        super().prepare()
        self.fields["led_by"].initial = self.by.name
        if not queries.is_minor(self.case, self.on):
            del self.fields["guardian"]


def _declare(asked: Asked):
    given = asked.given
    ceremony = Ceremony(
        day=given["day"],
        led_by=given["led_by"],
        present=listed(given["present"]),
        signed=given["signed"],
        public=given["public"],
        place=given["place"],
        guardian=given.get("guardian", ""),
        reporting=given["reporting"],
        rules=listed(given["rules"]),
    )
    return actions.declare(case=asked.case, ceremony=ceremony, by=asked.by, at=asked.at)


def declare_beside(case, on: date) -> Beside:
    """Say how the declaration of this person is held."""
    findings = [Finding("pass", gettext("It is held before the group, not in public."))]
    articles = ["ccl-2019:22"]
    if queries.is_minor(case, on):
        findings.append(Finding("warn", gettext("A minor's guardian is called to it.")))
        articles.append("ccl-2019:54.1")
    return Beside(
        verdict=gettext("It counts once the person has signed it."),
        findings=findings,
        articles=articles,
    )


class AssessForm(StepForm):
    """What the assessment found."""

    day = stepping.day(_("Day of the assessment"))
    note = stepping.words(_("What was found"), 5, help_text=_("They are kept sealed."))


def _assess(asked: Asked):
    return actions.assess(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class ClassifyForm(StepForm):
    """Which category, since when and why."""

    level = stepping.choice(_("Management category"), ())
    reasons = stepping.words(_("Reasons"), 4, help_text=_("No machine decides this."))
    day = stepping.day(_("Set on"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        """Name the categories in the reader's language; show the advisory score beside them."""
        super().prepare()
        self.score = risk.shown(self.case, on=self.on)
        self.fields["seen"].initial = self.score.mark if self.score else ""
        self.fields["level"].choices = [(one.value, said.level(one)) for one in Level]


def _classify(asked: Asked):
    given = asked.given
    return set_category(
        case=asked.case,
        category=Category(given["level"], given["reasons"], given["day"]),
        seen=risk.seen(given["seen"]),
        by=asked.by,
        at=asked.at,
    )


def classify_beside(case, on: date) -> Beside:
    """Say who sets a category, and on what it rests."""
    return Beside(
        verdict=gettext("A named officer of the county agency sets it, with reasons."),
        because=gettext("It rests on the assessment; it can be set anew when conduct changes."),
        facts=((gettext("At present"), said.level(case.level)),),
        articles=("measures-2020:21", "pipl-2021:24"),
    )


class PlanForm(StepForm):
    """What the plan says; why, when one was made before."""

    day = stepping.day(_("Day of the plan"))
    situation = stepping.words(_("Family and circumstances"), 3, required=False)
    assessment = stepping.words(_("What the assessment found"), 3)
    psychology = stepping.words(_("Psychological state and other traits"), 3)
    library = stepping.several(_("Measures from the library"), required=False)
    measures = stepping.words(
        _("Measures of supervision"), 4, required=False, help_text=_("One a line.")
    )
    helps = stepping.words(_("Measures of help"), 3, required=False, help_text=_("One a line."))
    review_on = stepping.day(_("Looked at again on"), required=False)
    because = stepping.line(_("Why it is adjusted"), max_length=200, required=False)

    def prepare(self) -> None:
        """Ask why, and what came of the measures before, only where a plan stands already."""
        super().prepare()
        self.fields["library"].choices = [(one.value, one.says) for one in plan_measures.choices()]
        if not self.case.plans.exists():
            del self.fields["because"]
        plan_goals.ask(self, self.case)
        for name, says in plan_measures.outcomes_asked(self.case):
            self.fields[name] = stepping.picked(
                says, [("", _("not looked at")), *OUTCOMES.items()], required=False
            )

    def clean(self):
        """A plan names measures: from the library, or in words of its own."""
        given = super().clean() or {}
        if not given.get("library") and not given.get("measures", "").strip():
            self.add_error("measures", _("Choose from the library, or write at least one."))
        plan_goals.check(self, given)
        return given


def _plan(asked: Asked):
    given = asked.given
    draft = PlanDraft(
        situation=given["situation"],
        assessment=given["assessment"],
        psychology=given["psychology"],
        measures=listed(given["measures"]),
        helps=listed(given["helps"]),
        review_on=given["review_on"],
        because=given.get("because", ""),
    )
    return plan(
        case=asked.case,
        draft=draft,
        chosen=Chosen(
            tuple(given["library"]),
            plan_measures.outcomes_given(given),
            plan_goals.chosen(given),
        ),
        day=given["day"],
        by=asked.by,
        at=asked.at,
    )


stepping.enter(
    Step(
        slug="group",
        title=_("Form the correction group"),
        verb=_("Form the group"),
        done=_("The group was formed"),
        form=GroupForm,
        act=_group,
        guard=check_may_work,
        group="group",
        states=HERE,
        beside=group_beside,
    ),
    Step(
        slug="change-group",
        title=_("Change the correction group"),
        verb=_("Change the group"),
        done=_("The group was changed"),
        form=ChangeGroupForm,
        act=_change_group,
        guard=check_may_work,
        group="group",
        states=HERE,
        beside=group_beside,
    ),
    Step(
        slug="declare",
        title=_("Declaration of entry"),
        verb=_("Note the declaration"),
        done=_("The declaration was noted and its paper issued"),
        form=DeclareForm,
        act=_declare,
        guard=check_may_work,
        group="group",
        states=HERE,
        beside=declare_beside,
    ),
    Step(
        slug="assess",
        title=_("Assess the person"),
        verb=_("Note the assessment"),
        done=_("The assessment was noted"),
        form=AssessForm,
        act=_assess,
        guard=check_may_work,
        group="group",
        states=HERE,
    ),
    Step(
        slug="classify",
        title=_("Set the management category"),
        verb=_("Set the category"),
        done=_("The category was set"),
        form=ClassifyForm,
        act=_classify,
        guard=check_may_classify,
        group="group",
        states=HERE,
        beside=classify_beside,
    ),
    Step(
        slug="plan",
        title=_("Correction plan"),
        verb=_("Make the plan"),
        done=_("The plan stands, and its paper was issued"),
        form=PlanForm,
        act=_plan,
        guard=check_may_work,
        group="group",
        states=HERE,
    ),
)
