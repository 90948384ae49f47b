"""The law for other systems: rules, their schemas, answers, duties and articles as JSON.

Nobody signs in, because nothing is kept: facts are days, numbers and codes, anything else is
refused by field, and what was asked is not logged. The day of today is added where none is given.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from guihang.doors import clock
from guihang.doors.api import limits, openapi
from guihang.law import ask, catalogue
from guihang.law.refusals import BadFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.wire import Json

AN_HOUR = 3600
LOOKED_UP = {"rule", "article"}

type View = Callable[..., HttpResponse]


def answering(view: Callable[..., Json]) -> View:
    """Make a view of a function that returns JSON: limits before it, refusals after it."""

    @login_not_required
    @csrf_exempt  # nothing is changed, so nothing can be forged
    @wraps(view)
    def answer(request: HttpRequest, **places: str) -> HttpResponse:
        if limits.too_many(request, "law"):
            response = refused(TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
            response["Retry-After"] = str(limits.A_MINUTE)
            return response
        try:
            response = written(view(request, **places))
        except TooLong as fault:
            return refused(fault, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except BadFacts as fault:
            unknown = fault.field in LOOKED_UP and fault.field in places
            return refused(
                fault, HTTPStatus.NOT_FOUND if unknown else HTTPStatus.UNPROCESSABLE_ENTITY
            )
        if request.method != "POST":
            response["Cache-Control"] = f"public, max-age={AN_HOUR}"
        return response

    return answer


class TooLong(BadFacts):
    """A question longer than any case needs."""


TOO_MANY = BadFacts(
    "request",
    why=Text("查询过于频繁。", "Too many questions within a minute."),
    ground="house:limits",
    remedy=Text("请一分钟后再试。", "Ask again in a minute."),
)


def written(answer: Json, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """Write an answer; Chinese stays Chinese, half a character that was sent is escaped."""
    words = json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace")
    response = HttpResponse(words, content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def refused(fault: BadFacts, status: HTTPStatus) -> HttpResponse:
    """Write a refusal: the field, why, under what, and what to do."""
    return written(ask.written_fault(fault), status)


def question(request: HttpRequest) -> tuple[dict[str, Json], Statutes]:
    """Read a question: facts, the day and the place whose law is asked; refuse anything else."""
    if limits.too_long(request):
        why = Text("内容过长。", "The question is too long.")
        raise TooLong("request", why=why, ground="house:limits")
    try:
        asked = json.loads(request.body)
    except (ValueError, RecursionError):
        why = Text("内容不是 JSON。", "The question is not JSON.")
        raise BadFacts("request", why=why) from None
    if not isinstance(asked, dict):
        raise BadFacts("request", why=Text("内容应为对象。", "The question is not an object."))
    for name in asked:
        if name not in {"facts", "on", "within"}:
            raise BadFacts(name or "request", why=Text("没有这一项。", "There is no such field."))
    facts, within = asked.get("facts"), asked.get("within")
    if not isinstance(facts, dict):
        raise BadFacts("facts", why=Text("事实应为对象。", "The facts are not an object."))
    if not isinstance(within, str | None):
        raise BadFacts("within", why=Text("应为行政区划代码。", "The place is a code."))
    on = asked.get("on")
    day = clock.today().isoformat() if on is None else on
    return facts, ask.law_of(day, within or "")


@require_safe
@answering
def rules(request: HttpRequest) -> Json:
    """List every rule with what it says and its articles."""
    return ask.listed()


@require_safe
@answering
def schema(request: HttpRequest, rule: str) -> Json:
    """Return the schema of the facts a rule asks for."""
    return catalogue.schema(rule)


@require_POST
@answering
def ask_rule(request: HttpRequest, rule: str) -> Json:
    """Ask one rule."""
    catalogue.entry(rule)
    answer, _ = ask.ask(rule, *question(request))
    return answer


@require_POST
@answering
def duties(request: HttpRequest) -> Json:
    """Return all that is owed in a case."""
    return ask.owed(*question(request))


@require_safe
@answering
def explained(request: HttpRequest, article: str) -> Json:
    """Explain an article: what is known of it and what rests on it."""
    return ask.explain(article)


@require_safe
@answering
def described(request: HttpRequest) -> Json:
    """Describe these addresses (OpenAPI 3.1)."""
    return openapi.document()


urlpatterns = [
    path("api/law/rules", rules, name="law_rules"),
    path("api/law/rules/<str:rule>", ask_rule, name="law_ask"),
    path("api/law/rules/<str:rule>/schema", schema, name="law_schema"),
    path("api/law/duties", duties, name="law_duties"),
    path("api/law/articles/<str:article>", explained, name="law_article"),
    path("api/law/openapi.json", described, name="law_openapi"),
]
