"""Drafting, issuing and withdrawing papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import forms, sealing
from guihang.dossiers.access import (
    check_may_draft_paper,
    check_may_issue_by_hand,
    check_may_issue_paper,
    check_may_keep_paper_of_decision,
    check_may_withdraw_by_hand,
    check_may_withdraw_paper,
)
from guihang.dossiers.actions.numbering import next_serial, series_for
from guihang.dossiers.actions.opening import account_of, demand_open
from guihang.dossiers.events import DraftChanged, PaperDrafted, PaperIssued, PaperWithdrawn
from guihang.dossiers.forms import Form
from guihang.dossiers.models import Dossier, Paper, Volume
from guihang.dossiers.numbers import agency_of, day_of, new_token, paper_number
from guihang.dossiers.vocabulary import Stage, VolumeKind
from guihang.law.refusals import AlreadyDone, Missing
from guihang.law.texts import Text
from guihang.ledger.actions import record, take_turn

LEAST_REASON, LONGEST_REASON = 4, 200


@atomic
def draft_paper(
    *, dossier: Dossier, form: str, fields: Mapping[str, object], by, at: datetime
) -> Paper:
    """Draft a paper; the same draft sent twice is one draft."""
    check_may_draft_paper(by, dossier.unit_path)
    return _drafted(dossier, forms.form(form), fields, by=by, at=at)


def _drafted(
    dossier: Dossier, plan: Form, fields: Mapping[str, object], *, by, at: datetime
) -> Paper:
    demand_open(dossier)
    entries = forms.filled(plan, fields)
    if existing := _same_draft(dossier, plan, entries):
        return existing
    paper = Paper(
        dossier=dossier,
        volume=volume_of(dossier, plan.volume),
        form=plan.code,
        form_version=plan.version,
        drafted_at=at,
        drafted_by_id=account_of(by),
    )
    paper.sealed_fields = sealing.seal(paper, sealing.new_content(entries))
    paper.save(force_insert=True)
    record(PaperDrafted(paper=str(paper.key), form=plan.code), chain=dossier.chain, by=by, at=at)
    return paper


@atomic
def change_draft(
    *, paper: Paper, fields: Mapping[str, object], edition: int, by, at: datetime
) -> Paper:
    """Change a draft; what somebody else changed meanwhile is not overwritten."""
    paper = _locked(paper)
    check_may_draft_paper(by, paper.dossier.unit_path)
    _demand_draft(paper)
    if paper.edition != edition:
        raise AlreadyDone(
            why=_("Somebody else changed this draft while you were writing."),
            ground="house:two-at-once",
            remedy=_("Look at the draft as it is now, and enter your changes again."),
        )
    entries = forms.filled(sealing.form_of(paper), fields)
    paper.sealed_fields = sealing.seal(paper, sealing.new_content(entries))
    paper.edition += 1
    paper.save(update_fields=["sealed_fields", "edition"])
    record(
        DraftChanged(paper=str(paper.key), edition=paper.edition),
        chain=paper.dossier.chain,
        by=by,
        at=at,
    )
    return paper


@atomic
def issue_paper(*, paper: Paper, by, at: datetime, signers: Sequence[str] = ()) -> Paper:
    """Issue a paper: it gets the next number of its year and can no longer be changed (签发).

    Whether it may be issued is for the caller to know: a decision, or the hand of who signs.
    """
    paper = _locked(paper)
    check_may_issue_paper(by, paper.dossier.unit_path)
    return _issued(paper, signers, by=by, at=at)


@atomic
def issue_of_decision(
    *, dossier: Dossier, form: str, fields: Mapping[str, object], by, at: datetime
) -> Paper:
    """Draw up and issue the paper of a decision at once, under the name of who decides."""
    check_may_keep_paper_of_decision(by, dossier.unit_path)
    paper = _drafted(dossier, forms.form(form), fields, by=by, at=at)
    return _issued(_locked(paper), (by.key,), by=by, at=at)


def _issued(paper: Paper, signers: Sequence[str], *, by, at: datetime) -> Paper:
    _demand_draft(paper)
    demand_open(paper.dossier)
    content = sealing.unseal(paper)
    plan = sealing.form_of(paper)
    _demand_whole(plan, content.entries)
    _number(paper, plan.kind, at)
    paper.issued_by_id = account_of(by)
    paper.signers = list(signers)
    paper.token = new_token()
    paper.digest = sealing.digest_of(paper, content)
    paper.save()
    issued = PaperIssued(
        paper=str(paper.key),
        form=paper.form,
        number=paper.number,
        day=paper.issued_on,
        digest=paper.digest,
        signers=tuple(signers),
    )
    record(issued, chain=paper.dossier.chain, by=by, at=at)
    return paper


def issue_by_hand(*, paper: Paper, by, at: datetime) -> Paper:
    """Issue a paper that needs no decision; others are issued when their matter is granted."""
    check_may_issue_by_hand(by, paper)
    return issue_paper(paper=paper, by=by, at=at)


@atomic
def withdraw_paper(*, paper: Paper, reason: str, by, at: datetime) -> Paper:
    """Withdraw a paper for a reason; an issued one keeps its number, a draft is dropped (撤回)."""
    paper = _locked(paper)
    check = check_may_draft_paper if paper.is_draft else check_may_withdraw_paper
    check(by, paper.dossier.unit_path)
    return _withdrawn(paper, reason, by=by, at=at)


@atomic
def withdraw_of_decision(*, paper: Paper, reason: str, by, at: datetime) -> Paper:
    """Withdraw the paper of a decision that is ended, as who decides it."""
    paper = _locked(paper)
    check_may_keep_paper_of_decision(by, paper.dossier.unit_path)
    return _withdrawn(paper, reason, by=by, at=at)


def _withdrawn(paper: Paper, reason: str, *, by, at: datetime) -> Paper:
    if paper.stage == Stage.WITHDRAWN:
        raise AlreadyDone(
            why=_("This paper has already been withdrawn."),
            ground="house:papers",
            remedy=_("Its page says when, by whom and why."),
        )
    paper.stage = Stage.WITHDRAWN
    paper.withdrawn_at, paper.withdrawn_by_id = at, account_of(by)
    paper.withdrawn_because = grounded(reason)
    paper.save(update_fields=["stage", "withdrawn_at", "withdrawn_by", "withdrawn_because"])
    withdrawn = PaperWithdrawn(
        paper=str(paper.key), number=paper.number, because=paper.withdrawn_because
    )
    record(withdrawn, chain=paper.dossier.chain, by=by, at=at)
    return paper


def withdraw_by_hand(*, paper: Paper, reason: str, by, at: datetime) -> Paper:
    """Drop a draft, or withdraw a paper that no decision issued; the others end with theirs."""
    check_may_withdraw_by_hand(by, paper)
    return withdraw_paper(paper=paper, reason=reason, by=by, at=at)


def volume_of(dossier: Dossier, kind: str) -> Volume:
    """Return the last volume of a file in a dossier; the first time it is begun."""
    kind = kind or VolumeKind.WORK
    last = dossier.volumes.filter(kind=kind).order_by("-number").first()
    return last or Volume.objects.get_or_create(dossier=dossier, kind=kind, number=1)[0]


def grounded(reason: str) -> str:
    """Return a reason, which is never left out."""
    words = " ".join(forms.cleaned(reason).split())
    if not LEAST_REASON <= len(words) <= LONGEST_REASON:
        raise Missing(
            why=_("This is done only for a reason, which stays in the record."),
            ground="house:papers",
            remedy=_("Give the reason in 4 to 200 characters."),
        )
    return words


def _locked(paper: Paper) -> Paper:
    take_turn(paper.dossier.chain)
    # Only the paper's own row is locked; its dossier and unit are read beside it.
    papers = Paper.objects.select_for_update(of=("self",))
    return papers.select_related("dossier__unit", "dossier__subject").get(pk=paper.pk)


def _same_draft(dossier: Dossier, plan: Form, entries: dict) -> Paper | None:
    drafts = dossier.papers.filter(
        stage=Stage.DRAFT, form=plan.code, form_version=plan.version
    ).select_related("dossier__unit")
    return next((draft for draft in drafts if sealing.unseal(draft).entries == entries), None)


def _number(paper: Paper, kind: str, at: datetime) -> None:
    series = series_for(paper.dossier.unit, kind)
    day = day_of(at)
    serial = next_serial(series, day.year)
    paper.series, paper.year, paper.serial = series, day.year, serial
    paper.number = paper_number(year=day.year, mark=series.mark, kind=series.kind, serial=serial)
    paper.stage = Stage.ISSUED
    paper.issued_at, paper.issued_on = at, day
    paper.sealed_by = agency_of(paper.dossier.unit).name


def _demand_draft(paper: Paper) -> None:
    if not paper.is_draft:
        raise AlreadyDone(
            why=_("This paper has been issued or withdrawn and can no longer be changed."),
            ground="house:papers",
            remedy=_("Withdraw it for a reason and draw up a new one."),
        )


def _demand_whole(plan: Form, entries: dict) -> None:
    if lacking := forms.missing(plan, entries):
        raise Missing(
            why=Text(
                f"文书还缺：{'、'.join(field.label.zh for field in lacking)}。",
                f"The paper still lacks: {', '.join(field.label.en for field in lacking)}.",
            ),
            ground="house:forms",
            remedy=Text("请补全草稿后再签发。", "Complete the draft, then issue it."),
        )
