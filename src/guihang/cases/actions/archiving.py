"""How the file of a case that has ended is put away, and sealed where the law says so."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_close
from guihang.cases.actions.closing import CERTIFYING
from guihang.cases.actions.noting import NOTHING, fresh, locked, note_held
from guihang.cases.actions.refusing import answered, demand_not_yet
from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.vocabulary import State
from guihang.dossiers.archive.actions import Keeping, file_away
from guihang.dossiers.archive.actions import seal as seal_file
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, TooEarly
from guihang.law.rules.records import CrimeFacts, crime_sealed
from guihang.law.verdicts import Answer

FILING, SEALING = "measures-2020:18", "cpl-2018:286"
USUAL = Keeping()


@atomic
def archive(*, case: Case, keeping: Keeping = USUAL, by, at: datetime) -> Case:
    """Put the file of a case that has ended into the archive (归档); nothing more goes into it.

    The file holds what its events ask for, or the reason is given why something is lacking.
    """
    case = locked(case)
    check_may_close(by, case.unit_path)
    if case.state == State.ARCHIVED:
        demand_not_yet(latest(case, What.ARCHIVED))
    if case.state not in {State.DISCHARGED, State.TERMINATED, State.MOVED}:
        raise TooEarly(
            why=_("Correction has not ended here; the file stays open."),
            ground=FILING,
            remedy=_("Discharge or terminate it first."),
        )
    _demand_given(case)
    note_held(case, ((Event(What.ARCHIVED, day_of(at)), NOTHING),), by=by, at=at)
    file_away(dossier=case.dossier, keeping=keeping, ground=FILING, by=by, at=at)
    return fresh(case)


def _demand_given(case: Case) -> None:
    discharged: CaseEvent | None = latest(case, What.DISCHARGED)
    owed = discharged is not None and discharged.paper is not None
    if not owed or discharged.paper.form != "certificate":
        return
    if latest(case, What.CERTIFICATE_GIVEN) is None:
        raise TooEarly(
            why=_("The certificate has not been handed over yet."),
            ground=CERTIFYING,
            remedy=_("Note to whom it was given; then close the file."),
        )


def sealed_by_law(case: Case, on: date) -> Answer[bool]:
    """Return whether the law seals the record of a case: a light crime committed under age."""
    facts = facts_of(case)
    crime = CrimeFacts(
        minor_at_crime=facts.minor_at_crime, penalty=facts.penalty, sentence=facts.sentence
    )
    return crime_sealed(crime, law_of(case, on))


@atomic
def seal(*, case: Case, by, at: datetime) -> None:
    """Seal the archived file of a crime committed under age, where the law seals it (封存).

    From then on neither the case nor its dossier exists for anybody who looks for it.
    """
    case = locked(case)
    check_may_close(by, case.unit_path)
    found = answered(sealed_by_law(case, day_of(at)), ground=SEALING)
    if not found.outcome:
        raise BadFacts(
            "minor_at_crime",
            why=_("The law does not seal this record."),
            ground=SEALING,
            remedy=_("Look at the age at the crime and at the sentence."),
        )
    note_held(case, ((Event(What.SEALED, day_of(at)), NOTHING),), by=by, at=at)
    seal_file(dossier=case.dossier, ground=SEALING, by=by, at=at)
