"""Steps that are done by an act of their own, each with its paper; older ones are only noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from guihang.cases import actions as cases
from guihang.cases.actions import Arrival, Besides, How
from guihang.county.acts import Acts, note
from guihang.county.steps import Step, events_of
from guihang.law.events import What

type Way = Callable[[Acts, Step, datetime], None]

RECENT_DAYS = 92
MISSING = ("执行通知书", "结案登记表")
EXIT_POLICE = "永州市公安局冷水滩分局出入境管理大队"
TWO_OFFICERS = ("司法所所长", "中队队员")
HANDED_OVER = "湖南省永州监狱民警两名，当面移交"
RECORD = "服刑期间遵守监规，病情证明材料随案移交。"


def return_receipt(acts: Acts, step: Step, at: datetime) -> None:
    """Return the receipt for the papers; the leader of the squad issues it."""
    by = acts.hands.leader(acts.life.office, at)
    cases.return_receipt(case=acts.life.case, by=by, at=at)
    _note_besides(acts, step, at, What.RECEIPT_RETURNED)


def register(acts: Acts, step: Step, at: datetime) -> None:
    """Register who reported, was handed over or visited at home."""
    how = How(step.more["how"])
    _note_only(acts, step, at, What.RELEASED)
    arrival = Arrival(
        day=at.date(),
        how=how,
        identity_matches=True,
        officers=TWO_OFFICERS if how is How.AT_HOME else (),
        handed_over_by=HANDED_OVER if What.HANDED_OVER in step.said else "",
        record=RECORD if What.HANDED_OVER in step.said else "",
    )
    cases.register(case=acts.life.case, arrival=arrival, by=acts.who(step, at), at=at)
    acts.remember(events_of(step))
    _note_only(acts, step, at, What.TOLD)


def ask_completion(acts: Acts, step: Step, at: datetime) -> None:
    """Ask the court to complete the papers; the leader of the squad issues the letter."""
    by = acts.hands.leader(acts.life.office, at)
    cases.ask_completion(case=acts.life.case, missing=MISSING, by=by, at=at)


def receive_documents(acts: Acts, step: Step, at: datetime) -> None:
    """Take in the papers that came after the notice."""
    by, day = acts.who(step, at), at.date()
    cases.receive_documents(case=acts.life.case, day=day, complete=True, by=by, at=at)


def report_exit_ban(acts: Acts, step: Step, at: datetime) -> None:
    """Report to the police that somebody may not leave the country."""
    by, day = acts.who(step, at), at.date()
    cases.report_exit_ban(case=acts.life.case, day=day, receiver=EXIT_POLICE, by=by, at=at)


def lift_exit_ban(acts: Acts, step: Step, at: datetime) -> None:
    """Withdraw the exit ban once correction is over."""
    cases.lift_exit_ban(case=acts.life.case, day=at.date(), by=acts.who(step, at), at=at)


def _note_only(acts: Acts, step: Step, at: datetime, *whats: What) -> None:
    """Note those events of a step that are of some kinds."""
    _note_events(acts, step, at, lambda what: what in whats)


def _note_besides(acts: Acts, step: Step, at: datetime, *whats: What) -> None:
    """Note the events of a step but those its act has noted."""
    _note_events(acts, step, at, lambda what: what not in whats)


def _note_events(acts: Acts, step: Step, at: datetime, wanted: Callable[[What], bool]) -> None:
    events = tuple(event for event in events_of(step) if wanted(event.what))
    if events:
        pairs = tuple((event, Besides(channel="counter")) for event in events)
        cases.note_all(case=acts.life.case, events=pairs, by=acts.who(step, at), at=at)
        acts.remember(events)


ACTS: Mapping[str, Way] = {
    "return_receipt": return_receipt,
    "register": register,
    "ask_completion": ask_completion,
    "receive_documents": receive_documents,
    "report_exit_ban": report_exit_ban,
    "lift_exit_ban": lift_exit_ban,
}
"""Which steps have an act of their own."""


def way(step: Step, on: date) -> Way:
    """Return how a step is done: by its own act with its paper, or only noted if long ago."""
    if step.act == "receive":
        return Acts.begin
    recent = step.day >= on - timedelta(days=RECENT_DAYS)
    return ACTS.get(step.act, note) if recent else note
