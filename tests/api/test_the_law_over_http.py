"""Other systems ask the law over HTTP: no sign-in, nothing kept, every refusal by field."""

import json
import logging

import pytest
import schemathesis
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from guihang.doors.api import limits, openapi
from guihang.law.rules import load

SUMMARY = {"facts": {"ends": "2026-12-31"}, "on": "2026-11-23"}


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


@pytest.fixture
def web():
    return Client(enforce_csrf_checks=True)


def ask(web, rule, question, **more):
    return web.post(
        f"/api/law/rules/{rule}", json.dumps(question), content_type="application/json", **more
    )


def test_a_rule_answers_without_sign_in_and_without_a_token(web):
    response = ask(web, "closing.summary_by", SUMMARY)
    answer = response.json()
    assert response.status_code == 200
    assert answer["outcome"] == "2026-12-01"
    assert answer["grounds"][0]["article"] == "measures-2020:53.2"
    assert answer["steps"]
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response


def test_chinese_stays_chinese(web):
    assert "期满" in ask(web, "closing.summary_by", SUMMARY).content.decode()


def test_without_a_day_today_is_asked(web):
    answer = ask(web, "closing.summary_by", {"facts": {"ends": "2026-12-31"}}).json()
    assert answer["answered"] and len(answer["on"]) == 10


def test_a_missing_fact_is_an_answer(web):
    question = {"facts": {"kind": "outside", "ends": "2026-12-31"}, "on": "2026-11-23"}
    response = ask(web, "closing.remind", question)
    assert response.status_code == 200
    assert response.json()["missing"] == ["organ"]
    assert response.json()["answered"] is False


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"facts": {"ends": "2026-02-30"}}, "ends"),
        ({"facts": {"ends": "2026-12-31", "name": "张三"}}, "name"),
        ({"facts": {"ends": "2026-12-31"}, "person": "张三"}, "person"),
        ({"facts": {"ends": "2026-12-31"}, "": 1}, "request"),
        ({"facts": {"ends": "2026-12-31"}, "on": "soon"}, "on"),
        ({"facts": {"ends": "2026-12-31"}, "on": 5}, "on"),
        ({"facts": {"ends": "2026-12-31"}, "within": "Yongzhou"}, "within"),
        ({"facts": {"ends": "2026-12-31"}, "within": 43}, "within"),
        ({"facts": []}, "facts"),
        ({}, "facts"),
        ([], "request"),
    ],
)
def test_anything_beyond_days_and_codes_is_refused_by_field(web, question, field):
    response = ask(web, "closing.summary_by", question)
    assert response.status_code == 422
    assert response.json()["field"] == field
    assert response.json()["why"]["zh"]


@pytest.mark.parametrize("question", [{"facts": {"\ud800": 1}}, {"\ud800": 1}])
def test_half_a_character_is_refused_like_any_other_name(web, question):
    response = ask(web, "closing.summary_by", question)
    assert response.status_code == 422
    assert response.json()["field"] == "\ud800"


@pytest.mark.parametrize("body", ["{", "", "[" * 60_000, b"\xff\xfe"])
def test_what_is_not_json_is_refused(web, body):
    response = web.post("/api/law/duties", body, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["field"] == "request"


def test_a_question_that_is_too_long_is_refused_unread(web):
    long = {"facts": {"ends": "2026-12-31"}, "on": " " * limits.LONGEST_QUESTION}
    assert ask(web, "closing.summary_by", long).status_code == 413
    odd = ask(web, "closing.summary_by", SUMMARY, headers={"Content-Length": "many"})
    assert odd.status_code == 413


def test_an_unknown_rule_or_article_is_not_found(web):
    assert ask(web, "no.rule", SUMMARY).status_code == 404
    assert web.get("/api/law/rules/no.rule/schema").status_code == 404
    assert web.get("/api/law/articles/nowhere:1").status_code == 404
    assert web.get("/api/law/articles/nowhere:1").json()["field"] == "article"


def test_a_rule_is_asked_with_facts_and_looked_up_without(web):
    assert web.get("/api/law/rules/closing.summary_by").status_code == 405
    assert web.post("/api/law/rules").status_code == 405


def test_all_rules_their_schemas_and_articles_can_be_looked_up(web):
    listed = web.get("/api/law/rules")
    assert {entry["rule"] for entry in listed.json()} == set(load())
    assert listed["Cache-Control"] == "public, max-age=3600"
    schema = web.get("/api/law/rules/closing.summary_by/schema").json()
    Draft202012Validator.check_schema(schema)
    explained = web.get("/api/law/articles/measures-2020:53.2").json()
    assert "closing.summary_by" in {entry["rule"] for entry in explained["rules"]}


def test_duties_are_asked_for_with_a_whole_case(web):
    facts = {
        "kind": "suspension",
        "paper_begins": "2025-11-23",
        "paper_ends": "2026-11-22",
        "events": [{"what": "effective", "day": "2025-11-23"}],
    }
    response = web.post(
        "/api/law/duties",
        json.dumps({"facts": facts, "on": "2026-11-22"}),
        content_type="application/json",
    )
    assert "closing.discharge" in {duty["name"] for duty in response.json()["duties"]}


def test_whoever_asks_too_often_waits_a_minute(web, monkeypatch):
    monkeypatch.setattr(limits.too_many, "__defaults__", (2,))
    for _ in range(2):
        assert ask(web, "closing.summary_by", SUMMARY).status_code == 200
    late = ask(web, "closing.summary_by", SUMMARY)
    assert (late.status_code, late["Retry-After"]) == (429, "60")
    assert late["Cache-Control"] == "no-store"
    assert ask(web, "closing.summary_by", SUMMARY, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_nothing_of_what_is_asked_is_logged(web, caplog):
    caplog.set_level(logging.DEBUG)
    ask(web, "closing.summary_by", {"facts": {"ends": "2026-12-31", "name": "张三"}})
    ask(web, "closing.summary_by", {"facts": {"ends": "2031-07-19"}})
    assert "张三" not in caplog.text and "2031-07-19" not in caplog.text


def test_the_description_names_every_rule_and_the_refusal_of_bad_facts(web):
    described = web.get("/api/law/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert {f"/api/law/rules/{name}" for name in load()} < set(described["paths"])
    for operations in described["paths"].values():
        for operation in operations.values():
            assert "422" in operation["responses"]


class OnePassenger:
    """The application as one caller after another, each from another address."""

    def __init__(self):
        self.app, self.count = get_wsgi_application(), 0

    def __call__(self, environ, start):
        self.count += 1
        environ["REMOTE_ADDR"] = f"10.{self.count >> 16 & 255}.{self.count >> 8 & 255}.7"
        return self.app(environ, start)


# Every rule answers any facts in tests/law/test_any_question.py; here a few of each shape do.
SOME = r"rules$|schema$|articles|openapi|duties|rules/(counting|leave|copies)\."
described = schemathesis.openapi.from_dict(openapi.document())
described.app, described.location = OnePassenger(), "/api/law/openapi.json"


@described.include(path_regex=SOME).parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_described_is_what_is_answered(case):
    # Facts that fit the schema may contradict each other or the law: those are refused (422).
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
