"""How a matter is shown: its course, its fields, who decides, and the buttons of who looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import RUNG_NAMES, SIGNING_ROLES
from guihang.decisions import kinds, people, queries
from guihang.decisions.course import Act, Stage
from guihang.decisions.words import ACTS, CAME_BY, CHANNELS, STAGES
from guihang.doors.desk import (
    approvals_besides,
    conduct_besides,
    discussions,
    entrustments,
    inquiry_besides,
    leave_besides,
    links,
    matter_forms,
    transfer_besides,
)
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import CourseStep
from guihang.duties import queries as duties
from guihang.law.refusals import Refused
from guihang.supervision.approvals.plans import PLANS as APPROVALS
from guihang.supervision.conduct.plans import PLANS

STATES = {
    Stage.ASKED: "run",
    Stage.RETURNED: "due",
    Stage.CHECKED: "run",
    Stage.OPINIONS: "run",
    Stage.GRANTED: "run",
    Stage.REFUSED: "run",
    Stage.TOLD: "ok",
    Stage.EFFECTIVE: "ok",
    Stage.LAPSED: "rest",
    Stage.ENDED: "rest",
    Stage.CLOSED: "rest",
    Stage.WITHDRAWN: "rest",
}
COURSE = (
    Act.ASK,
    Act.CHECK,
    Act.GRANT,
    Act.TELL,
    Act.CONFIRM_RECEIPT,
    Act.TAKE_EFFECT,
    Act.LAPSE,
)
"""The steps a reader sees of every course, done and ahead."""
SAME = {
    Act.RESUBMIT: Act.ASK,
    Act.REFUSE: Act.GRANT,
    Act.LEAVE_WITH_WITNESS: Act.CONFIRM_RECEIPT,
}
NEXT = {
    Stage.ASKED: Act.CHECK,
    Stage.RETURNED: Act.RESUBMIT,
    Stage.CHECKED: Act.GRANT,
    Stage.OPINIONS: Act.GRANT,
    Stage.GRANTED: Act.TELL,
    Stage.REFUSED: Act.TELL,
}
ICONS = {
    Act.RETURN: "undo",
    Act.REFUSE: "x",
    Act.WITHDRAW: "x",
    Act.END: "x",
    Act.LAPSE: "clock",
    Act.TELL: "send",
}
BESIDES = {
    "entrustment": entrustments.besides,
    "inquiry": inquiry_besides.besides,
    "leave": leave_besides.besides,
    **dict.fromkeys(APPROVALS, approvals_besides.besides),
    "move": transfer_besides.besides,
    **dict.fromkeys(PLANS, conduct_besides.besides),
}
"""What a kind shows besides its course."""
STOPS = frozenset({Act.WITHDRAW, Act.END})


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in the list."""

    matter: object
    title: str
    kind: object
    state: str
    says: object


@dataclass(frozen=True, slots=True)
class Offer:
    """One act as the page offers it: with its form, or with the reason why not."""

    act: Act
    says: object
    href: str
    form: matter_forms.ActForm | None
    refusal: Refused | None
    is_signed: bool
    is_to_mend: bool
    asks_again: bool
    draft: str


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the history in words."""

    says: object
    icon: str
    who: str
    at: datetime
    words: str
    remedy: str
    ground: str
    besides: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of one matter shows."""

    matter: object
    kind: kinds.MatterKind
    title: str
    state: str
    standing: object
    steps: tuple[CourseStep, ...]
    entries: tuple[tuple[object, object], ...]
    findings: tuple
    history: tuple[Event, ...]
    seals: tuple
    verdict: tuple[str, str]
    route: object
    due: object
    offers: Mapping[str, Offer]
    complete: str
    preview: str
    besides: object
    discussions: discussions.Beside | None
    came_by: object


def line(matter, *, on: date) -> Line:
    """Return a matter as the list shows it."""
    kind, standing = kinds.kind(matter.kind), queries.standing(matter, on=on)
    return Line(
        matter, kind.subject.title(matter.fields), kind.title, STATES[standing], STAGES[standing]
    )


def page(
    by: Actor, matter, bound: Mapping[Act, object], *, on: date, besides: Mapping | None = None
) -> Page:
    """Return one matter as somebody sees it on a day; `besides` holds what its kind just tried."""
    kind, standing = kinds.kind(matter.kind), queries.standing(matter, on=on)
    offers = _offers(by, matter, bound, on)
    resubmit = offers.pop(Act.RESUBMIT, None)
    return Page(
        matter=matter,
        kind=kind,
        title=kind.subject.title(matter.fields),
        state=STATES[standing],
        standing=STAGES[standing],
        steps=_course(matter),
        entries=tuple((one.label, _values(one, matter)) for one in kind.entries),
        findings=queries.findings(matter, _signed_next(matter), on=on),
        history=tuple(_event(step) for step in reversed(matter.steps.all())),
        seals=queries.verified(matter),
        verdict=_verdict(matter, on),
        route=queries.route(matter),
        due=_due(matter, on),
        offers={act.value: offer for act, offer in offers.items()},
        complete=_complete(matter, resubmit),
        preview=queries.paper_preview(matter, on=on),
        besides=BESIDES[kind.name](by, matter, on=on, bound=besides)
        if kind.name in BESIDES
        else None,
        discussions=discussions.beside(by, matter),
        came_by=CAME_BY.get(matter.came_by, ""),
    )


def _signed_next(matter) -> Act:
    return Act.CHECK if Stage(matter.stage) is Stage.ASKED else Act.GRANT


def _values(entry: kinds.Entry, matter) -> tuple[object, ...]:
    value = entry.shown(matter.fields.get(entry.name))
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _offers(by: Actor, matter, bound: Mapping[Act, object], on: date) -> dict[Act, Offer]:
    found = {button.act: button.refusal for button in queries.buttons(by, matter, on=on)}
    # What was just tried stays on the page with what was said to it, whatever the stage is now.
    for act, form in bound.items():
        found.setdefault(act, ui_forms.refusal(form))
    if by.roles.isdisjoint(SIGNING_ROLES):
        # Who only looks on is not told, button by button, what is not his.
        found = {act: refusal for act, refusal in found.items() if act in bound}
    return {act: _offer(act, refusal, matter, bound) for act, refusal in found.items()}


def _offer(act: Act, refusal: Refused | None, matter, bound: Mapping[Act, object]) -> Offer:
    form = None
    if refusal is None and act in matter_forms.FORMS:
        form = bound.get(act) or matter_forms.form_for(act, matter)
        matter_forms.renew(form, matter)
    return Offer(
        act=act,
        says=ACTS[act],
        href=reverse("desk:matter_take", args=[matter.number, act]),
        form=form,
        refusal=refusal,
        is_signed=matter_forms.is_signed(act, matter),
        is_to_mend=act in bound,
        asks_again=form is not None and "password" in form.errors,
        draft=f"{act}-{matter.number}",
    )


def _complete(matter, resubmit: Offer | None) -> str:
    if resubmit is None or resubmit.refusal is not None:
        return ""
    return reverse(links.COMPLETE[matter.kind], args=[matter.number])


def _verdict(matter, on: date) -> tuple[str, str]:
    """Say first whose turn it is, and by name who is there to take it."""
    stage = Stage(matter.stage)
    if stage in queries.UNDECIDED:
        who = _names(queries.who_may_decide(matter, on=on))
        decides = _("%(rung)s decides") % {"rung": RUNG_NAMES[queries.route(matter).rung]}
        if stage in {Stage.CHECKED, Stage.OPINIONS}:
            return decides, who or _("Nobody is there to decide at present.")
        act = NEXT[stage]
        names = {
            "what": ACTS[act],
            "who": _names(_who(matter, act, on)) or _("nobody at present"),
        }
        return decides, _("%(decider)s First: %(what)s (%(who)s).") % {"decider": who, **names}
    if stage in {Stage.GRANTED, Stage.REFUSED}:
        return _("It is decided and must be told"), _names(_who(matter, Act.TELL, on))
    if stage in {Stage.TOLD, Stage.EFFECTIVE, Stage.CLOSED} and not queries.receipt(matter):
        waiting = duties.people(people.receivers(matter), on=on)
        return _("The receipt is awaited"), _names(waiting)
    return str(STAGES[queries.standing(matter, on=on)]), _last(matter)


def _who(matter, act: Act, on: date):
    if act is Act.RESUBMIT:
        return duties.people(people.asker(matter), on=on)
    return queries.who_may_take(matter, act, on=on)


def _names(found) -> str:
    return "、".join(people.say(person) for person in found)


def _last(matter) -> str:
    last = tuple(matter.steps.all())[-1]
    who = last.by.name if last.by else _("by the day itself")
    return _("%(what)s, %(who)s, %(when)s") % {
        "what": ACTS[Act(last.act)],
        "who": who,
        "when": wording.moment(last.at),
    }


def _due(matter, on: date):
    """Return what is owed first about a matter, for the chip of the panel."""
    about = duties.about("matters", matter.number)
    owed = [one for one in about if one.discharged_at is None and one.due]
    if not owed:
        return None
    first = min(owed, key=lambda one: one.due)
    late = (on - first.due).days
    if late > 0:
        return "late", ngettext("%(n)d day overdue", "%(n)d days overdue", late) % {"n": late}
    return "due", _("by %(day)s") % {"day": wording.day_week(first.due)}


def _event(step) -> Event:
    act = Act(step.act)
    opinion = getattr(step, "opinion", None)
    served = [str(CHANNELS.get(step.channel, "")), step.recipient, step.witness]
    return Event(
        says=capfirst(ACTS[act]),
        icon=ICONS.get(act, "tick"),
        who=_who_took(step),
        at=step.at,
        words=step.reasons or (opinion.words if opinion else ""),
        remedy=step.remedy,
        ground=step.ground,
        besides=" · ".join(one for one in served if one),
    )


def _who_took(step) -> str:
    name = step.by.name if step.by else _("the system")
    if not step.deputy_for:
        return name
    return _("%(name)s for %(holder)s") % {"name": name, "holder": step.deputy_for}


def _course(matter) -> tuple[CourseStep, ...]:
    taken = {SAME.get(Act(step.act), Act(step.act)): step for step in matter.steps.all()}
    stopped = next((taken[act] for act in STOPS if act in taken), None)
    shown = [_step(act, taken, matter) for act in COURSE]
    if stopped is not None:
        shown = [one for one in shown if one.state != "ahead" and one.state != "now"]
        shown.append(_taken(stopped, "stopped"))
    return tuple(shown)


def _step(act: Act, taken: Mapping[Act, object], matter) -> CourseStep:
    refused = Stage(matter.stage) in {Stage.REFUSED, Stage.CLOSED}
    if refused and act in {Act.TAKE_EFFECT, Act.LAPSE}:
        return CourseStep(capfirst(ACTS[act]), "skipped", _("not needed"), ACTS[Act.REFUSE])
    if act is Act.CHECK and Stage(matter.stage) is Stage.RETURNED and Act.RETURN in taken:
        return _taken(taken[Act.RETURN], "returned")
    step = taken.get(act)
    # A request that was completed is checked anew.
    is_undone = act is Act.CHECK and Stage(matter.stage) is Stage.ASKED
    if step is not None and not is_undone:
        return _taken(step, "done")
    state = "now" if _is_next(act, matter) else "ahead"
    return CourseStep(capfirst(ACTS[act]), state, _ahead(act, matter))


def _is_next(act: Act, matter) -> bool:
    stage = Stage(matter.stage)
    wanted = SAME.get(NEXT.get(stage), NEXT.get(stage))
    if wanted is not None:
        return act is wanted
    if stage in {Stage.TOLD, Stage.CLOSED}:
        return act is Act.CONFIRM_RECEIPT
    return False


def _ahead(act: Act, matter) -> str:
    if act is Act.TAKE_EFFECT and matter.begins:
        return wording.day(matter.begins)
    if act is Act.LAPSE and matter.ends:
        return wording.day(matter.ends)
    return ""


def _taken(step, state: str) -> CourseStep:
    note = f"{wording.day_short(step.at)} {_who_took(step)}"
    reason = step.reasons if state in {"returned", "stopped"} else ""
    return CourseStep(capfirst(ACTS[Act(step.act)]), state, note, reason)
