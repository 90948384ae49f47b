"""Steps about leaving China: the ban reported and withdrawn, documents kept and returned."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from guihang.cases import actions
from guihang.cases.access import check_may_work
from guihang.cases.vocabulary import DocumentKind, DocumentState
from guihang.doors.desk.cases import stepping
from guihang.doors.desk.cases.stepping import EVERY, Asked, Step, StepForm


class BanForm(StepForm):
    """Who took the report, and when."""

    day = stepping.day(_("Day of the report"))
    receiver = stepping.line(_("Which office received it"))
    note = stepping.words(_("Further words"), 2, required=False)


def _ban(asked: Asked):
    return actions.report_exit_ban(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class LiftForm(StepForm):
    """When the report was withdrawn."""

    day = stepping.day(_("Day it was withdrawn"))
    note = stepping.words(_("Further words"), 2, required=False)


def _lift(asked: Asked):
    return actions.lift_exit_ban(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class HoldForm(StepForm):
    """Which document is taken into custody."""

    kind = stepping.picked(_("Travel document"), DocumentKind.choices)
    number = stepping.line(_("Number of the document"), max_length=40)
    day = stepping.day(_("Day it was taken in"))

    def prepare(self) -> None:
        """Keep the number out of drafts."""
        super().prepare()
        self.fields["number"].widget.attrs |= {"data-sensitive": "", "autocomplete": "off"}


def _hold(asked: Asked):
    return actions.hold_document(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class ReturnForm(StepForm):
    """Which document goes back, when and why."""

    document = stepping.picked(_("Travel document"))
    day = stepping.day(_("Day it was returned"))
    remark = stepping.line(_("Why it is returned"), max_length=200)

    def prepare(self) -> None:
        """Offer the documents that are kept."""
        super().prepare()
        held = self.case.travel_documents.filter(state=DocumentState.HELD)
        self.fields["document"].choices = [
            (str(one.pk), f"{one.get_kind_display()} {one.since}") for one in held
        ]


def _return(asked: Asked):
    given = dict(asked.given)
    document = asked.case.travel_documents.get(pk=given.pop("document"))
    return actions.return_document(document=document, **given, by=asked.by, at=asked.at)


stepping.enter(
    Step(
        slug="exit-ban",
        title=_("Report the exit ban"),
        verb=_("Note the report"),
        done=_("The report was noted"),
        form=BanForm,
        act=_ban,
        guard=check_may_work,
        group="border",
    ),
    Step(
        slug="lift-exit-ban",
        title=_("Withdraw the exit ban"),
        verb=_("Note the withdrawal"),
        done=_("The withdrawal was noted"),
        form=LiftForm,
        act=_lift,
        guard=check_may_work,
        group="border",
        states=EVERY,
    ),
    Step(
        slug="hold-document",
        title=_("Keep a travel document"),
        verb=_("Take it in"),
        done=_("The document is kept"),
        form=HoldForm,
        act=_hold,
        guard=check_may_work,
        group="border",
    ),
    Step(
        slug="return-document",
        title=_("Return a travel document"),
        verb=_("Give it back"),
        done=_("The document was returned"),
        form=ReturnForm,
        act=_return,
        guard=check_may_work,
        group="border",
        states=EVERY,
    ),
)
