"""Asking for a leave in a person's name, completing it, and adding what proves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, correct, note
from guihang.cases.actions.noting import locked
from guihang.cases.facts import standing
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Press, Request
from guihang.decisions.marks import matter_of
from guihang.dossiers import queries as files
from guihang.dossiers.actions import Upload, attach
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.ledger.actions import take_turn
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_ask_leave
from guihang.supervision.leave import house_rules
from guihang.supervision.leave.wish import KIND, Wish, examine_words
from guihang.supervision.models import Trip, TripProof


@atomic
def ask(*, case, wish: Wish, by: Actor, at: datetime, press: Press):
    """Ask for a leave, or with `extends` for a longer one, as the person asked for it."""
    check_may_ask_leave(by, case.unit_path)
    case = locked(case)
    examine_words(wish)
    wish = replace(wish, words=wish.words.strip())
    request = Request(KIND, case.dossier, wish.fields(), wish.came_by)
    matter = decisions.ask(request=request, by=by, at=at, press=press)
    if Trip.objects.filter(matter=matter).exists():
        return matter
    take_turn(matter.dossier.chain)
    trip = Trip.objects.create(
        matter=matter,
        case=case,
        extends_id=_extended(wish),
        **_sealed(wish),
    )
    _prove(trip, wish.proofs, by)
    asked = Event(What.LEAVE_ASKED, day_of(at), begins=wish.leaves, ends=wish.returns, of=trip.of)
    note(case=case, event=asked, by=by, at=at, besides=Besides(channel=wish.came_by))
    return matter


@atomic
def complete(*, matter, wish: Wish, by: Actor, at: datetime, press: Press):
    """Complete what was returned and hand it in again; the case then says the new days."""
    check_may_ask_leave(by, matter.unit_path)
    examine_words(wish)
    trip = Trip.objects.select_for_update(of=("self",)).select_related("extends").get(matter=matter)
    # What it lengthens is settled when it is asked for; another leave is another request.
    wish = replace(wish, words=wish.words.strip(), extends=str(matter.fields["extends"]))
    done = decisions.resubmit(matter=matter, fields=wish.fields(), by=by, at=at, press=press)
    for name, value in _sealed(wish).items():
        setattr(trip, name, value)
    trip.save()
    trip.proofs.all().delete()
    _prove(trip, wish.proofs, by)
    _say_anew(trip, at)
    return done


def put_in_proof(*, case, upload: Upload, by: Actor, at: datetime):
    """Put a proof into the dossier and return it; what lies there already is not put in twice."""
    check_may_ask_leave(by, case.unit_path)
    known = files.identical(case.dossier, upload.content)
    return known or attach(dossier=case.dossier, upload=upload, by=by, at=at)


@atomic
def attach_proof(*, trip: Trip, attachment, by: Actor, at: datetime) -> None:
    """Add a file of the dossier as proof that was to follow."""
    check_may_ask_leave(by, trip.matter.unit_path)
    _prove(trip, (str(attachment.key),), by)


def asked_row(case, of: str):
    """Return the row that says a leave was asked for, as it stands; None when it was struck."""
    rows = [
        row for row in standing(case.events.all()) if row.what == What.LEAVE_ASKED and row.of == of
    ]
    return rows[-1] if rows else None


def _say_anew(trip: Trip, at: datetime) -> None:
    row = asked_row(trip.case, trip.of)
    if row is None or (row.begins, row.ends) == (trip.leaves, trip.returns):
        return
    event = Event(What.LEAVE_ASKED, row.day, begins=trip.leaves, ends=trip.returns, of=trip.of)
    correct(row=row, event=event, because="申请退回补正后日期变更", by=SYSTEM, at=at)


def _sealed(wish: Wish) -> dict[str, object]:
    return {
        "leaves": wish.leaves,
        "returns": wish.returns,
        "reason": wish.reason,
        "words": wish.words,
        "contacts": wish.contacts,
        "companions": wish.companions.strip(),
    }


def _extended(wish: Wish) -> int | None:
    if not wish.extends:
        return None
    return Trip.objects.only("pk").get(matter_id=matter_of(wish.extends)).pk


def _prove(trip: Trip, keys, by: Actor) -> None:
    known = {str(one.key): one for one in files.attachments(trip.matter.dossier)}
    for key in dict.fromkeys(keys):
        if key not in known:
            raise BadFacts(
                "proofs",
                why=_("This file is not in the dossier."),
                ground=house_rules.PROOF_RULE,
                remedy=_("Put it into the dossier first, then choose it here."),
            )
        TripProof.objects.get_or_create(trip=trip, attachment=known[key])
