"""Opening a proceeding on facts and proofs, and completing what was returned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions.noting import locked
from guihang.cases.facts import standing
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Press, Request
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.refusals import BadFacts
from guihang.supervision.access import check_may_open_conduct
from guihang.supervision.conduct import house_rules, investigators
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.wish import Wish, examine_words
from guihang.supervision.models import Proceeding, ProceedingProof


@atomic
def open_proceeding(*, case, wish: Wish, by: Actor, at: datetime, press: Press):
    """Open a proceeding: what happened, what shows it, and the second officer who looked."""
    check_may_open_conduct(by, case.unit_path)
    case = locked(case)
    wish = _examined(wish, case, by, at)
    request = Request(wish.name, case.dossier, wish.fields())
    matter = decisions.ask(request=request, by=by, at=at, press=press)
    if Proceeding.objects.filter(matter=matter).exists():
        return matter
    proceeding = Proceeding.objects.create(
        matter=matter,
        case=case,
        measure=str(matter.fields["measure"]),
        words=wish.words,
        second_id=wish.second,
    )
    _prove(proceeding, wish)
    return matter


@atomic
def complete(*, matter, wish: Wish, by: Actor, at: datetime, press: Press):
    """Complete what was returned and hand it in again; it is then checked anew."""
    check_may_open_conduct(by, matter.unit_path)
    proceeding = held(matter.proceeding)
    wish = replace(wish, name=str(matter.fields["name"]))
    wish = _examined(wish, locked(proceeding.case), by, at)
    done = decisions.resubmit(matter=matter, fields=wish.fields(), by=by, at=at, press=press)
    proceeding.words, proceeding.second_id = wish.words, wish.second
    proceeding.measure = str(done.fields["measure"])
    proceeding.save(update_fields=["words", "second", "measure"])
    proceeding.proofs.all().delete()
    _prove(proceeding, wish)
    return done


def _examined(wish: Wish, case, by: Actor, at: datetime) -> Wish:
    examine_words(wish)
    investigators.demand_another(wish.second, case, by=by, on=day_of(at))
    return replace(wish, words=wish.words.strip())


def _prove(proceeding: Proceeding, wish: Wish) -> None:
    rows = {row.seq: row for row in standing(proceeding.case.events.all())}
    known = {str(one.key): one for one in files.attachments(proceeding.matter.dossier)}
    for seq in dict.fromkeys(wish.events):
        ProceedingProof.objects.create(proceeding=proceeding, event=rows[seq])
    for key in dict.fromkeys(wish.files):
        if key not in known:
            raise BadFacts(
                "files",
                why=_("This file is not in the dossier."),
                ground=house_rules.EVIDENCE,
                remedy=_("Put it into the dossier first, then choose it here."),
            )
        ProceedingProof.objects.create(proceeding=proceeding, attachment=known[key])
