"""Steps of the reception: documents, receipt, completion, registering, telling, the basic sheet."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.cases import actions, queries
from guihang.cases.access import check_may_receive, check_may_register
from guihang.cases.actions import Arrival, Besides
from guihang.cases.vocabulary import Channel, State
from guihang.doors.desk.cases import said, stepping
from guihang.doors.desk.cases.stepping import Asked, Beside, Step, StepForm, listed
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Finding
from guihang.law.codes import Body, Kind
from guihang.law.rules.intake import Coming
from guihang.law.verdicts import Verdict

BEFORE = frozenset({State.AWAITED})
WITHOUT_PAPERS = frozenset({State.AWAITED, State.INCOMPLETE})
ONE_A_LINE = _("One a line.")


class DocumentsForm(StepForm):
    """Which documents came, when, how, and what is missing."""

    day = stepping.day(_("Day they came"))
    complete = stepping.choice(
        _("Are they complete?"),
        [("yes", _("all are here")), ("no", _("some are missing"))],
        initial="yes",
    )
    missing = stepping.words(
        _("What is missing"), required=False, help_text=_("One document a line.")
    )
    channel = stepping.picked(_("How they came"), Channel.choices)


def _documents(asked: Asked):
    given = asked.given
    return actions.receive_documents(
        case=asked.case,
        day=given["day"],
        complete=given["complete"] == "yes",
        missing=listed(given["missing"]),
        besides=Besides(channel=given["channel"]),
        by=asked.by,
        at=asked.at,
    )


class ReceiptForm(StepForm):
    """What the receipt lists, where it is not the usual."""

    papers = stepping.words(
        _("Documents received"),
        required=False,
        help_text=_("One a line. Left empty, the usual documents of this kind are listed."),
    )
    missing = stepping.words(_("What is missing"), required=False, help_text=ONE_A_LINE)


def _receipt(asked: Asked):
    return actions.return_receipt(
        case=asked.case,
        papers=listed(asked.given["papers"]),
        missing=listed(asked.given["missing"]),
        by=asked.by,
        at=asked.at,
    )


class CompletionForm(StepForm):
    """Which documents the organ still has to send."""

    missing = stepping.words(_("What is missing or wrong"), help_text=_("One document a line."))


def _completion(asked: Asked):
    return actions.ask_completion(
        case=asked.case, missing=listed(asked.given["missing"]), by=asked.by, at=asked.at
    )


WAYS = {
    "reported": _("came to the agency"),
    "handed_over": _("was handed over"),
    "at_home": _("registered at home"),
}
MATCHES = [("yes", _("it is the person of the papers")), ("no", _("it is somebody else"))]
REASONS = [
    ("", _("in time, or not known")),
    ("yes", _("late, with a good reason")),
    ("no", _("late, without a good reason")),
]


class RegisterForm(StepForm):
    """Who came, when, how, and what was found."""

    day = stepping.day(_("Day of the arrival"))
    how = stepping.choice(_("How"), WAYS.items())
    identity = stepping.choice(_("Identity and papers checked"), MATCHES)
    good_reason = stepping.picked(_("Late?"), REASONS, required=False)
    reason_late = stepping.words(_("Why late, or why at home"), 2, required=False)
    handed_over_by = stepping.line(
        _("Handed over by"), required=False, help_text=_("Prison or detention house, and officers.")
    )
    record = stepping.words(_("Record of the time before"), 2, required=False)
    officers = stepping.words(
        _("Officers at the home"),
        2,
        required=False,
        help_text=_("Both names, one a line. Only for a registration at home."),
    )
    note = stepping.words(_("Further words"), 2, required=False)

    def prepare(self) -> None:
        """Offer the way in which people of this kind come."""
        super().prepare()
        if self.case.kind == Kind.OUTSIDE:
            ways = ("handed_over", "at_home")
        else:
            ways = ("reported", "at_home")
        self.fields["how"].choices = [(key, WAYS[key]) for key in ways]
        self.fields["how"].initial = ways[0]
        if self.case.kind != Kind.OUTSIDE:
            del self.fields["record"]
            del self.fields["handed_over_by"]


def _register(asked: Asked):
    given = asked.given
    arrival = Arrival(
        day=given["day"],
        how=given["how"],
        identity_matches=given["identity"] == "yes",
        reason_late=given["reason_late"],
        note=given["note"],
        officers=listed(given["officers"]),
        handed_over_by=given.get("handed_over_by", ""),
        record=given.get("record", ""),
        good_reason={"yes": True, "no": False}.get(given["good_reason"]),
    )
    return actions.register(case=asked.case, arrival=arrival, by=asked.by, at=asked.at)


PUNCTUAL = {
    Coming.RUNNING: ("pass", _("The time to come still runs.")),
    Coming.ON_TIME: ("pass", _("The person came in time.")),
    Coming.LATE: ("warn", _("The person came late.")),
    Coming.MISSING: ("warn", _("The time to come is over.")),
}


def arrival_beside(case, on: date) -> Beside:
    """Say by when the person has to come, and what follows from coming late."""
    when = queries.timing(case, on)
    if when is None:
        return Beside(
            findings=[
                Finding(
                    "unknown",
                    gettext("Since when the time to come runs is not known"),
                    gettext("Note the day the decision took effect, or was received."),
                )
            ]
        )
    state, words = PUNCTUAL[when.status]
    findings = [Finding(state, words)]
    if when.days_late:
        says = gettext("%(n)d days late") % {"n": when.days_late}
        findings.append(Finding("warn", says))
    if case.state == State.AWAITED:
        findings.append(
            Finding(
                "pass", gettext("Missing papers do not stop it: who comes is registered first.")
            )
        )
    late = queries.late_report(case, on)
    because = ""
    if isinstance(late, Verdict) and late.outcome.days_late:
        because = gettext("What coming late leads to: %(what)s") % {
            "what": wording.said(late.outcome.follows.says)
        }
    return Beside(
        verdict=gettext("To come by %(day)s") % {"day": wording.day_week(when.due)},
        because=because,
        findings=findings,
        articles=("ccl-2019:22", "measures-2020:16.2"),
    )


class TellForm(StepForm):
    """Who is told, and what was done."""

    whom = stepping.several(
        _("Who is told"),
        initial=[Body.ORGAN.value, Body.PROCURATORATE.value, Body.POLICE.value],
    )
    measures = stepping.words(
        _("What was done"), required=False, help_text=_("Where the person came late or not at all.")
    )

    def prepare(self) -> None:
        """Name the bodies in the reader's language."""
        super().prepare()
        bodies = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
        self.fields["whom"].choices = [(one.value, said.code(Body, one)) for one in bodies]


def _tell(asked: Asked):
    return actions.tell_arrival(
        case=asked.case,
        whom=[Body(one) for one in asked.given["whom"]],
        measures=asked.given["measures"],
        by=asked.by,
        at=asked.at,
    )


class NoticeForm(StepForm):
    """Where the person has to report."""

    place = stepping.line(
        _("Where to report"), required=False, help_text=_("Left empty, the agency.")
    )


def _notice(asked: Asked):
    return actions.give_arrival_notice(
        case=asked.case, place=asked.given["place"], by=asked.by, at=asked.at
    )


class SheetForm(StepForm):
    """What the sheet is for; it opens sensitive entries."""

    purpose = stepping.line(
        _("What the sheet is for"),
        help_text=_("It prints sensitive entries; the purpose goes on the person's record."),
    )


def _sheet(asked: Asked):
    return actions.fill_basic_sheet(
        case=asked.case, purpose=asked.given["purpose"], by=asked.by, at=asked.at
    )


stepping.enter(
    Step(
        slug="documents",
        title=_("Documents came"),
        verb=_("Note the documents"),
        done=_("The documents were noted"),
        form=DocumentsForm,
        act=_documents,
        guard=check_may_receive,
        group="reception",
    ),
    Step(
        slug="receipt",
        title=_("Return the receipt for the documents"),
        verb=_("Return the receipt"),
        done=_("The receipt was issued"),
        form=ReceiptForm,
        act=_receipt,
        guard=check_may_receive,
        group="reception",
    ),
    Step(
        slug="completion",
        title=_("Ask for missing documents"),
        verb=_("Ask for them"),
        done=_("The organ was asked to complete the documents"),
        form=CompletionForm,
        act=_completion,
        guard=check_may_receive,
        group="reception",
    ),
    Step(
        slug="arrival-notice",
        title=_("Tell the person when to report"),
        verb=_("Draw up the notice"),
        done=_("The notice was issued"),
        form=NoticeForm,
        act=_notice,
        guard=check_may_receive,
        group="reception",
        states=BEFORE,
        beside=arrival_beside,
    ),
    Step(
        slug="register",
        title=_("Register the person"),
        verb=_("Register now"),
        done=_("The person was registered"),
        form=RegisterForm,
        act=_register,
        guard=check_may_register,
        group="reception",
        states=BEFORE,
        beside=arrival_beside,
    ),
    Step(
        slug="tell-arrival",
        title=_("Tell others of the arrival"),
        verb=_("Tell them"),
        done=_("They were told of the arrival"),
        form=TellForm,
        act=_tell,
        guard=check_may_register,
        group="reception",
        beside=arrival_beside,
    ),
    Step(
        slug="basic-sheet",
        title=_("Basic sheet of the person"),
        verb=_("Fill in the sheet"),
        done=_("The sheet was filled in"),
        form=SheetForm,
        act=_sheet,
        guard=check_may_register,
        group="reception",
    ),
)
