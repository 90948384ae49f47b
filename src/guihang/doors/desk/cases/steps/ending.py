"""Steps of the end: summary, appraisal, discharge, certificate, termination, the archive."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.cases import actions, queries
from guihang.cases.access import check_may_close, check_may_work
from guihang.cases.vocabulary import State
from guihang.doors.desk.cases import said, stepping
from guihang.doors.desk.cases.stepping import OPEN, Asked, Beside, Step, StepForm
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Finding
from guihang.dossiers import house_rules
from guihang.dossiers.access import check_may_open_sealed
from guihang.dossiers.archive.actions import Keeping
from guihang.dossiers.archive.queries import lacks_of
from guihang.law.events import Ending
from guihang.law.verdicts import CannotSay

ENDED = frozenset({State.DISCHARGED, State.TERMINATED, State.MOVED})


def end_beside(case, on: date) -> Beside:
    """Say how and on which day the law ends this case, and what stands in the way."""
    answer = actions.closing_of(case, on)
    if isinstance(answer, CannotSay):
        return Beside(verdict=wording.said(answer.because))
    found = answer.outcome
    day = wording.day_week(found.day) if found.day else wording.day(case.term_ends)
    return Beside(
        verdict=wording.said(found.state.says),
        because=gettext("Last day of the term: %(day)s, rest day or not.") % {"day": day},
        findings=[Finding("stop", wording.said(bar.says)) for bar in found.bars],
        articles=tuple(dict.fromkeys(ground.article for ground in answer.grounds)),
    )


def declaration_beside(case, on: date) -> Beside:
    """Say what is declared with the certificate, and whether in public (解矫宣告)."""
    answer = queries.declaration_of(case, on)
    if answer is None:
        return stepping.NOTHING
    if isinstance(answer, CannotSay):
        return Beside(verdict=wording.said(answer.because))
    words = wording.said(answer.outcome.says.says)
    return Beside(
        verdict=gettext("To be declared: %(words)s") % {"words": words},
        because=gettext("The declaration is public.")
        if answer.outcome.public
        else gettext("The declaration is not public."),
        articles=tuple(dict.fromkeys(ground.article for ground in answer.grounds)),
    )


class SummaryForm(StepForm):
    """When the person wrote the summary, and what it says."""

    day = stepping.day(_("Day of the summary"))
    words = stepping.words(
        _("Summary of the person"), 4, required=False, help_text=_("They are kept sealed.")
    )


def _summary(asked: Asked):
    return actions.write_summary(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class AppraisalForm(StepForm):
    """How the person kept the rules and what came of it."""

    day = stepping.day(_("Day of the appraisal"))
    words = stepping.words(_("Appraisal by the agency"), 5, help_text=_("They are kept sealed."))


def _appraisal(asked: Asked):
    return actions.write_appraisal(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class DischargeForm(StepForm):
    """Nothing, or the number of the certificate a prison gave."""

    release = stepping.line(
        _("Number of the certificate of release"),
        required=False,
        help_text=_("Only where a prison or a detention house releases."),
    )


def _discharge(asked: Asked):
    return actions.discharge(
        case=asked.case, release=asked.given["release"], by=asked.by, at=asked.at
    )


class GivenForm(StepForm):
    """To whom the certificate was handed over."""

    day = stepping.day(_("Day it was handed over"))
    received_by = stepping.line(_("Received by"), max_length=60)

    def prepare(self) -> None:
        """It is usually the person."""
        super().prepare()
        self.fields["received_by"].initial = self.case.person.name


def _given(asked: Asked):
    return actions.give_certificate(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class TerminateForm(StepForm):
    """How it ended, when, and by which ruling."""

    ending = stepping.choice(_("How it ended"), ())
    day = stepping.day(_("Day of the ruling, decision or death"))
    paper = stepping.line(_("Number of the ruling"), required=False)

    def prepare(self) -> None:
        """Name the endings in the reader's language."""
        super().prepare()
        self.fields["ending"].choices = [(one.value, said.code(Ending, one)) for one in Ending]


def _terminate(asked: Asked):
    given = dict(asked.given)
    ending = Ending(given.pop("ending"))
    return actions.terminate(case=asked.case, ending=ending, **given, by=asked.by, at=asked.at)


class ArchiveForm(StepForm):
    """How long the file is kept, and why it may be put away although something is lacking."""

    retention = stepping.picked(_("Kept for"))
    because = stepping.words(
        _("Why something is lacking"),
        2,
        required=False,
        max_length=200,
        help_text=_("Only where the file lacks what is named beside."),
    )

    def prepare(self) -> None:
        """Offer the classes of keeping in the reader's language."""
        super().prepare()
        self.fields["retention"].choices = [
            (one.code, wording.said(one.title)) for one in house_rules.retentions()
        ]


def archive_beside(case, on: date) -> Beside:
    """Say what the file lacks by what happened in the case."""
    lacks = lacks_of(case.dossier)
    verdict = (
        gettext("The file lacks %(n)d papers.") % {"n": len(lacks)}
        if lacks
        else gettext("The file holds everything its events ask for.")
    )
    return Beside(
        verdict=verdict,
        because=gettext("House rule: each event asks for its paper; scans count by their names."),
        findings=[Finding("warn", _lack(lack)) for lack in lacks],
    )


def _lack(lack) -> str:
    words = {"paper": wording.said(lack.title), "day": wording.day(lack.day)}
    return gettext("%(paper)s, for what happened on %(day)s") % words


def _archive(asked: Asked):
    keeping = Keeping(**asked.given)
    return actions.archive(case=asked.case, keeping=keeping, by=asked.by, at=asked.at)


class SealForm(StepForm):
    """Nothing: the law says whether the record is sealed."""


def _seal(asked: Asked) -> None:
    actions.seal(case=asked.case, by=asked.by, at=asked.at)


def seal_beside(case, on: date) -> Beside:
    """Say whether the law seals this record, and under which articles."""
    answer = actions.sealed_by_law(case, on)
    if isinstance(answer, CannotSay):
        return Beside(verdict=wording.said(answer.because))
    return Beside(
        verdict=gettext("The law seals this record: for everybody else it no longer exists.")
        if answer.outcome
        else gettext("The law does not seal this record."),
        because=gettext("It is opened only as a bundle, for a purpose that is recorded."),
        articles=tuple(dict.fromkeys(ground.article for ground in answer.grounds)),
    )


stepping.enter(
    Step(
        slug="summary",
        title=_("Summary of the person"),
        verb=_("Note the summary"),
        done=_("The summary was noted"),
        form=SummaryForm,
        act=_summary,
        guard=check_may_work,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="appraisal",
        title=_("Appraisal by the agency"),
        verb=_("Note the appraisal"),
        done=_("The appraisal was noted"),
        form=AppraisalForm,
        act=_appraisal,
        guard=check_may_work,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="discharge",
        title=_("Discharge"),
        verb=_("Discharge the person"),
        done=_("The person was discharged, and the papers were issued"),
        form=DischargeForm,
        act=_discharge,
        guard=check_may_close,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="certificate",
        title=_("Hand over the certificate"),
        verb=_("Note that it was handed over"),
        done=_("The certificate was handed over"),
        form=GivenForm,
        act=_given,
        guard=check_may_work,
        group="end",
        states=frozenset({State.DISCHARGED}),
        beside=declaration_beside,
    ),
    Step(
        slug="terminate",
        title=_("Correction was terminated"),
        verb=_("Note the termination"),
        done=_("The termination was noted"),
        form=TerminateForm,
        act=_terminate,
        guard=check_may_close,
        group="end",
        states=OPEN,
        beside=end_beside,
    ),
    Step(
        slug="archive",
        title=_("Archive the file"),
        verb=_("Archive the file"),
        done=_("The file was archived"),
        form=ArchiveForm,
        act=_archive,
        guard=check_may_close,
        group="end",
        states=ENDED,
        beside=archive_beside,
    ),
    Step(
        slug="seal",
        title=_("Seal the record"),
        verb=_("Seal the file"),
        done=_("The file was sealed; it stands on the list of sealed files alone"),
        form=SealForm,
        act=_seal,
        guard=check_may_open_sealed,
        group="end",
        states=frozenset({State.ARCHIVED}),
        beside=seal_beside,
        leaves="desk:archive",
    ),
)
