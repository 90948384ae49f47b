"""Steps about who vouches for somebody who serves outside prison: named, lost."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.cases import actions
from guihang.cases.access import check_may_work
from guihang.cases.actions import GuarantorDraft
from guihang.doors.desk.cases import stepping
from guihang.doors.desk.cases.stepping import Asked, Step, StepForm
from guihang.law.codes import Kind
from guihang.law.refusals import BadFacts

ANSWERED = (("", _("not asked")), ("yes", _("yes")), ("no", _("no")))
ANSWERS = {"yes": True, "no": False}


class GuarantorForm(StepForm):
    """Who vouches, and how each condition of the law was answered."""

    name = stepping.line(_("Guarantor"), max_length=40)
    relation = stepping.line(_("Relation to the person"), max_length=40)
    day = stepping.day(_("Guarantor since"))
    phone = stepping.line(_("Phone"), max_length=20, required=False)
    identity_number = stepping.line(_("Identity number"), max_length=20, required=False)
    full_capacity = stepping.picked(_("Has full civil capacity"), ANSWERED, required=False)
    free = stepping.picked(_("Is at liberty"), ANSWERED, required=False)
    home_and_income = stepping.picked(_("Has a fixed home and income"), ANSWERED, required=False)
    near = stepping.picked(
        _("Lives with the person, or in the same county"), ANSWERED, required=False
    )

    def prepare(self) -> None:
        """Keep what is sensitive out of drafts."""
        super().prepare()
        for name in ("phone", "identity_number"):
            self.fields[name].widget.attrs |= {"data-sensitive": "", "autocomplete": "off"}


def _guarantor(asked: Asked):
    given = asked.given
    draft = GuarantorDraft(
        **{name: given[name] for name in ("name", "relation", "phone", "identity_number")},
        **{
            name: ANSWERS.get(given[name])
            for name in ("full_capacity", "free", "home_and_income", "near")
        },
    )
    return actions.name_guarantor(
        case=asked.case, draft=draft, day=given["day"], by=asked.by, at=asked.at
    )


class LostForm(StepForm):
    """When and why the guarantor was lost, and by when a new one is named."""

    day = stepping.day(_("Day the guarantor was lost"))
    because = stepping.line(_("Why"), max_length=200)
    new_by = stepping.day(_("A new one is named by"), required=False)


def _lost(asked: Asked):
    guarantor = asked.case.guarantors.filter(until__isnull=True).last()
    if guarantor is None:
        raise BadFacts("day", why=_("There is no guarantor who could be lost."))
    return actions.lose_guarantor(guarantor=guarantor, **asked.given, by=asked.by, at=asked.at)


stepping.enter(
    Step(
        slug="guarantor",
        title=_("Name a guarantor"),
        verb=_("Name the guarantor"),
        done=_("The guarantor was named"),
        form=GuarantorForm,
        act=_guarantor,
        guard=check_may_work,
        group="group",
        kinds=frozenset({Kind.OUTSIDE.value}),
    ),
    Step(
        slug="lost-guarantor",
        title=_("The guarantor was lost"),
        verb=_("Note the loss"),
        done=_("The loss was noted"),
        form=LostForm,
        act=_lost,
        guard=check_may_work,
        group="group",
        kinds=frozenset({Kind.OUTSIDE.value}),
    ),
)
