"""Asking for another place of execution in a person's name, and completing what was returned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions.noting import locked
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Press, Request
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.dossiers.actions import Upload
from guihang.dossiers.vocabulary import About
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.law.rules.transfer import LETTERS
from guihang.ledger.actions import take_turn
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_ask_transfer
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import papers
from guihang.supervision.transfer.actions.holding import Done, held, say, taken
from guihang.supervision.transfer.examining import examine, office_coded
from guihang.supervision.transfer.wish import KIND, Wish, examine_words


@atomic
def ask(*, case, wish: Wish, by: Actor, at: datetime, press: Press):
    """Ask for another place, as the person asked for it; the old county opens its own record."""
    check_may_ask_transfer(by, case.unit_path)
    running = _running(case)
    if running is not None:
        take_turn(running.matter.dossier.chain)
    case = locked(case)
    examine_words(wish)
    wish = _trimmed(wish)
    running = _running(case)
    if running is None:
        examine(wish, case, on=day_of(at))
    dossier = running.matter.dossier if running else _own_record(case, at)
    request = Request(KIND, dossier, {**wish.fields(), "case": case.number}, wish.came_by)
    matter = decisions.ask(request=request, by=by, at=at, press=press)
    if Transfer.objects.filter(matter=matter).exists():
        return matter
    found = _begun(case, matter, wish, at)
    say(found, Event(What.TRANSFER_ASKED, day_of(at), of=found.of), at=at)
    taken(found, Done("ask", day_of(at), is_new=False), by=by, at=at)
    return matter


@atomic
def complete(*, matter, wish: Wish, by: Actor, at: datetime, press: Press):
    """Complete what was returned and hand it in again; it is then looked at anew."""
    check_may_ask_transfer(by, matter.unit_path)
    examine_words(wish)
    wish = _trimmed(wish)
    found = held(matter.transfer)
    office = office_coded(wish.office)
    if found.to_path not in {"", office.path}:
        raise BadFacts(
            "office",
            why=_("The county of %(office)s has been written to about this request.")
            % {"office": found.to_office.name},
            ground=LETTERS,
            remedy=_("Leave the office, or have the request withdrawn and ask anew."),
        )
    fields = {**wish.fields(), "case": found.case_number}
    done = decisions.resubmit(matter=matter, fields=fields, by=by, at=at, press=press)
    for name, value in _entries(wish, office).items():
        setattr(found, name, value)
    found.save()
    return done


def put_in_proof(*, case, upload: Upload, by: Actor, at: datetime):
    """Put a proof into the dossier and return it; what lies there already is not put in twice."""
    check_may_ask_transfer(by, case.unit_path)
    known = files.identical(case.dossier, upload.content)
    return known or dossiers.attach(dossier=case.dossier, upload=upload, by=by, at=at)


def _trimmed(wish: Wish) -> Wish:
    return replace(wish, words=wish.words.strip(), new_home=wish.new_home.strip())


def _running(case) -> Transfer | None:
    return case.transfers.open().select_related("matter__dossier").first()


def _own_record(case, at: datetime):
    """Open the dossier that stays here when the file of the person goes."""
    return dossiers.open_dossier(
        kind=About.TRANSFER, unit=case.dossier.unit, subject=case.person.subject, by=SYSTEM, at=at
    )


def _begun(case, matter, wish: Wish, at: datetime) -> Transfer:
    office = office_coded(wish.office)
    return Transfer.objects.create(
        number=matter.number,
        matter=matter,
        case=case,
        case_number=case.number,
        name=case.person.name,
        pinyin=case.person.pinyin,
        kind=case.kind,
        organ=case.organ,
        from_path=case.unit_path,
        from_name=papers.agency_name(case.dossier.unit),
        asked=day_of(at),
        **_entries(wish, office),
    )


def _entries(wish: Wish, office) -> dict[str, object]:
    return {
        "to_office": office,
        "to_name": papers.agency_name(office),
        "reason": wish.reason,
        "words": wish.words,
        "new_home": wish.new_home,
        "moves": wish.moves,
    }
