"""The page 法律计算器: anybody asks the law and sees the answer, its steps and its articles.

Nothing is kept and nobody signs in. A question is an address: days and codes in its parameters,
so that it can be sent to somebody else, printed, and asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guihang.doors import clock
from guihang.doors.api import limits
from guihang.doors.api.calculator import answers, asking, months
from guihang.doors.api.calculator.asking import Question
from guihang.doors.ui import forms, rail, wording
from guihang.law import catalogue, outcomes, rules
from guihang.law.articles import article
from guihang.law.catalogue import Entry
from guihang.law.refusals import BadFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Step

LIKELY = (
    "terms.suspension",
    "intake.report_by",
    "inquiry.due",
    "leave.who_decides",
    "frequent.validity",
    "transfer.deadlines",
    "monitoring.last_day",
    "missing.clock",
    "conduct.measure_due",
    "closing.outcome",
    "closing.summary_by",
    "copies.recipients",
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject with its rules, as the list shows it."""

    name: str
    title: str
    entries: tuple[tuple[str, str], ...]


def topics(wanted: str = "") -> list[Topic]:
    """Return the subjects with the rules that fit a search, in the order of a case's life."""
    known, found = rules.load(), []
    for subject in outcomes.subjects():
        title = outcomes.subject(subject)
        entries = tuple(
            (name, wording.said(entry.says))
            for name, entry in sorted(known.items())
            if name.split(".")[0] == subject and _fits(wanted, name, entry, title)
        )
        if entries:
            found.append(Topic(subject, wording.said(title), entries))
    return found


def _fits(wanted: str, name: str, entry: Entry, title: Text) -> bool:
    """Tell whether a rule answers a search: each word in its name, its sentence or its subject."""
    says = f"{name} {entry.says.zh} {entry.says.en} {title.zh} {title.en}".lower()
    return all(word in says for word in wanted.lower().split())


@login_not_required
@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """List what can be asked, by subject, or what fits a search."""
    wanted = request.GET.get("q", "")[:60].strip()
    known = rules.load()
    likely = [(name, wording.said(known[name].says)) for name in LIKELY if name in known]
    fitting = topics(wanted=wanted)
    count = sum(len(topic.entries) for topic in fitting)
    found = {"topics": fitting, "wanted": wanted, "likely": likely, "count": count}
    return render(request, "api/calculator/index.html", found)


@login_not_required
@require_safe
@never_cache
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Show one rule's form and, once something was asked, its answer."""
    entry = rules.load().get(name)
    if entry is None:
        raise Http404(name)
    if limits.too_many(request, "law-page"):
        return _later(request)
    every, subject = topics(), name.split(".")[0]
    form, answered = Question(catalogue.schema(name), request.GET, clock.today()), None
    if form.asks and form.is_valid():
        with refusing(form):
            answered = answer(entry, form)
    found = {
        "entry": entry,
        "form": form,
        "answered": answered,
        "topics": every,
        "near": next(topic.entries for topic in every if topic.name == subject),
        "subject": outcomes.subject(subject),
        "link": link(name, form) if answered else "",
    }
    status = forms.status(form) if form.asks else HTTPStatus.OK
    return render(request, "api/calculator/rule.html", found, status=status)


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "api/calculator/later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(limits.A_MINUTE)
    return response


@contextmanager
def refusing(form: Question) -> Iterator[None]:
    """Turn a refusal of the law into part of the form: beside its field, or at the top."""
    try:
        yield
    except BadFacts as fault:
        fault.field = form.name_of(fault.field)
        forms.refuse(form, fault)


@dataclass(frozen=True, slots=True)
class Reason:
    """One article an answer stands on: what it came to here, and its own words if they are kept."""

    article: str
    because: Text
    quote: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page says to one question."""

    law: Statutes
    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...] = ()
    firm: bool = True
    lacks: CannotSay | None = None
    headline: answers.Headline | None = None
    whole: answers.Shown | None = None
    count: months.Count | None = None

    @property
    def numbered(self) -> list[tuple[Step, str]]:
        """The steps with the days they came to."""
        return [(step, answers.when(step)) for step in self.steps]

    @property
    def drawn(self) -> tuple[months.Month, ...]:
        """The months of a count that is short enough."""
        return months.drawn(self.count, self.law.calendar) if self.count else ()

    @property
    def mistakes(self) -> tuple[months.Mistake, ...]:
        """What the last day is often mistaken for."""
        return months.mistakes(self.count, self.law.calendar) if self.count else ()


def answer(entry: Entry, form: Question) -> Answered:
    """Ask a rule what the form asks."""
    law = Statutes(form.cleaned_data[asking.ON] or clock.today(), form.cleaned_data[asking.WITHIN])
    said = entry.ask(form.facts(), law)
    reasons = tuple(
        Reason(ground.article, ground.because, article(ground.article).quote)
        for ground in said.grounds
    )
    if isinstance(said, CannotSay):
        return Answered(law, reasons, lacks=said)
    return Answered(
        law,
        reasons,
        said.steps,
        said.firm,
        headline=answers.headline(said.outcome, entry.says),
        whole=answers.show(said.outcome) if answers.has_fields(said.outcome) else None,
        count=months.counted(said.steps),
    )


def link(name: str, form: Question) -> str:
    """Return the address of a question: the days and codes that were given, nothing else."""
    given = {field: form.data[field] for field in form.fields if form.data.get(field)}
    return (
        f"{settings.GUIHANG_ORIGIN}{reverse('api:calculator_rule', args=[name])}?{urlencode(given)}"
    )


urlpatterns = [
    path("law/", index, name="calculator"),
    path("law/<str:name>/", rule, name="calculator_rule"),
]

rail.register(
    rail.Item(
        url="api:calculator",
        title=_("Law calculator"),
        icon="scale",
        group=2,
        order=10,
        letter="c",
    )
)
