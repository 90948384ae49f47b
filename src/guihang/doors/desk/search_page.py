"""What the page of a search shows: the clock in plain words, what is next, what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.cases.vocabulary import RUNNING
from guihang.doors.desk import search_forms
from guihang.doors.desk.search_lists import COLOURS
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Finding
from guihang.law.codes import Body, Kind
from guihang.law.events import Missed
from guihang.law.verdicts import Verdict
from guihang.supervision import access
from guihang.supervision.conduct.kind import TITLES
from guihang.supervision.conduct.plans import plan_for
from guihang.supervision.search import judging, queries
from guihang.supervision.search.causes import is_lost
from guihang.supervision.search.words import (
    ABOUT,
    CAME,
    FOUND_HOW,
    OUTCOME,
    OUTCOMES,
    SEARCH,
    STATES,
    WAYS,
)

SOON = 3
TELLING = {
    "police": (Body.POLICE, SEARCH),
    "procuratorate": (Body.PROCURATORATE, SEARCH),
    "organ": (Body.ORGAN, SEARCH),
    "outcome": (Body.PROCURATORATE, OUTCOME),
    "outcome-police": (Body.POLICE, OUTCOME),
}
"""The steps by which somebody is told, each of what."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done now, with its form."""

    key: str
    says: object
    to: str
    form: forms.Form
    is_open: bool
    is_main: bool


FORMS: Mapping[str, type[forms.Form]] = {
    "attempt": search_forms.AttemptForm,
    "found": search_forms.FoundForm,
    **dict.fromkeys(TELLING, search_forms.TellForm),
    "receipt": search_forms.ReceiptForm,
    "close": search_forms.CloseForm,
}
SAYS = {
    "attempt": _("Write down an attempt"),
    "found": _("The person was found"),
    "police": _("Tell the police, who help"),
    "procuratorate": _("Tell the procuratorate of the search"),
    "organ": _("Tell the organ that decided: the person never came"),
    "outcome": _("Tell the procuratorate how it ended"),
    "outcome-police": _("Tell the police how it ended"),
    "receipt": _("A receipt came"),
    "close": _("Close the search"),
}


def form_of(step: str, search, by: Actor, posted=None) -> forms.Form:
    """Return the form of one step of a search."""
    form = FORMS[step](search, by, posted, auto_id=f"{step}_%s")
    if step == "receipt":
        form.fields["notice"].choices = [
            (one.pk, f"{wording.said(Body(one.to).says)}：{ABOUT[one.about]}")
            for one in _unreceived(search)
        ]
    return form


def page(search, by: Actor, *, at: datetime, on: date, bound=None) -> dict[str, object]:
    """Return everything the page of a search shows."""
    bound = bound or {}
    answer = judging.consequences(search, on=on)
    offered = {step: form_of(step, search, by) for step in _offered(search, by)} | bound
    return {
        "search": search,
        "colour": COLOURS[search.state],
        "says": STATES[search.state],
        "kind": Kind(search.kind).says,
        "missed": Missed(search.missed).says if search.missed else "",
        "clock": clock_lines(search, at=at, on=on),
        "steps": judging.steps(search, on=on),
        "attempts": [
            (WAYS[one.way], CAME[one.came], one, f"words-{one.pk}", f"place-{one.pk}")
            for one in search.attempts.all()
        ],
        "notices": [(Body(one.to).says, ABOUT[one.about], one) for one in search.notices.all()],
        "found_how": FOUND_HOW.get(search.found_how, ""),
        "outcome": OUTCOMES.get(search.outcome, ""),
        "undecided": [one.says for one in judging.undecided(search, on=on)[0]],
        "lacking": judging.undecided(search, on=on)[1],
        "grounds": answer.grounds if isinstance(answer, Verdict) else (),
        "proposed": _proposed(search, by, on),
        "proceedings": [(one, TITLES[one.matter.kind]) for one in queries.proceedings(search)],
        "offers": [
            Offer(
                step,
                SAYS[step],
                reverse("desk:search_take", args=[search.key, step]),
                form,
                step in bound,
                step == _main(search),
            )
            for step, form in offered.items()
        ],
    }


def clock_lines(search, *, at: datetime, on: date) -> list[Finding]:
    """Say where the clock stands: the first hours, the tenth day, the month."""
    answer = judging.clock(search, on=on)
    found: list[Finding] = []
    if search.closed_at is None and search.found_on is None:
        found.append(_hours(search, at))
    if not isinstance(answer, Verdict):
        says = gettext("No missed duty is noted yet, so the days cannot be counted.")
        remedy = gettext("Note in the case which duty was missed, and when.")
        return [*found, Finding("warn", says, remedy)]
    told = answer.outcome
    days = ngettext("%(n)d day out of supervision", "%(n)d days out of supervision", told.days) % {
        "n": told.days
    }
    level = "stop" if told.threshold in {"over_ten_days", "over_one_month"} else "warn"
    found.append(Finding(level, f"{days}（{wording.said(told.threshold.says)}）"))
    if search.closed_at is None and told.running:
        found += [
            _threshold(gettext("over ten days"), told.over_ten_days_from, on),
            _threshold(gettext("over one month"), told.over_one_month_from, on),
        ]
    return found


def _hours(search, at: datetime) -> Finding:
    day = judging.first_day(search, at=at)
    until = wording.moment(day.until)
    if not day.lacking:
        return Finding("pass", gettext("Phone, check and visit were all tried."))
    lacking = "、".join(str(WAYS[one]) for one in day.lacking)
    if day.is_over:
        says = gettext("The first 24 hours ended at %(until)s. Not tried: %(ways)s.")
        return Finding("stop", says % {"until": until, "ways": lacking})
    says = gettext("Hour %(n)d of the first 24 (until %(until)s). Still to try: %(ways)s.")
    return Finding("warn", says % {"n": day.hours + 1, "until": until, "ways": lacking})


def _threshold(what: str, day: date, on: date) -> Finding:
    left = (day - on).days
    words = {"what": what, "day": wording.day_week(day)}
    if left <= 0:
        return Finding("stop", gettext("%(what)s since %(day)s") % words)
    says = ngettext(
        "%(what)s from %(day)s: in %(n)d day", "%(what)s from %(day)s: in %(n)d days", left
    ) % {**words, "n": left}
    return Finding("warn" if left <= SOON else "pass", says)


def _proposed(search, by: Actor, on: date) -> list[tuple[object, str]]:
    """Return the measures the law proposes, each with the page on which it is opened."""
    opens = search.case is not None and may(
        access.check_may_open_conduct, by, search.case.unit_path
    )
    return [(one.says, _opening(search, one) if opens else "") for one in
            judging.proposed(search, on=on)]  # fmt: skip


def _opening(search, measure) -> str:
    address = reverse("desk:conduct_open", args=[search.case.number, plan_for(measure).name])
    return f"{address}?search={search.key}"


def _offered(search, by: Actor) -> tuple[str, ...]:
    """Return what somebody may do in a search as it stands."""
    works = may(access.check_may_work_on_search, by, search.unit_path)
    tells = may(access.check_may_tell_of_search, by, search.unit_path)
    closes = may(access.check_may_close_search, by, search.unit_path)
    is_open, runs = search.closed_at is None, search.state == "running"
    is_told = {step: judging.told(search, *what) for step, what in TELLING.items()}
    over = search.found_on is not None or _has_ended(search)
    tried = bool(search.attempts.all())
    offered: Mapping[str, Callable[[], bool]] = {
        "attempt": lambda: works and runs,
        "found": lambda: works and runs,
        "police": lambda: tells and runs and tried and not is_told["police"],
        "procuratorate": lambda: tells and runs and tried and not is_told["procuratorate"],
        "organ": lambda: (
            tells and runs and tried and judging.organ_is_told(search, SEARCH)
            and not is_told["organ"]
        ),
        "outcome": lambda: tells and is_open and over and tried and not is_told["outcome"],
        "outcome-police": lambda: (
            tells and is_open and over and bool(is_told["police"])
            and not is_told["outcome-police"]
        ),
        "receipt": lambda: tells and bool(_unreceived(search)),
        "close": lambda: closes and is_open and _may_close(search, over),
    }  # fmt: skip
    return tuple(step for step, is_offered in offered.items() if is_offered())


def _has_ended(search) -> bool:
    return search.case is not None and search.case.state not in RUNNING


def _may_close(search, over: bool) -> bool:
    return over or search.is_exercise or not is_lost(search)


def _unreceived(search) -> list:
    return [one for one in search.notices.all() if one.received_on is None]


def _main(search) -> str:
    """Name the step that comes next, so that its form stands open."""
    if search.found_on is not None:
        return "outcome" if judging.told(search, *TELLING["procuratorate"]) else "close"
    return "attempt"
