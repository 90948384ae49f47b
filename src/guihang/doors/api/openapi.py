"""The description of the law's addresses (OpenAPI 3.1), generated from the rules themselves."""

from __future__ import annotations

from functools import lru_cache

from guihang import __version__
from guihang.law import rules, wire
from guihang.law.facts import CaseFacts
from guihang.law.wire import Json

type Table = dict[str, Json]

WORD: Table = {"type": "string"}
DAY: Table = {"type": "string", "format": "date"}
OR_NULL: Table = {"type": ["string", "null"]}
DAY_OF_LAW: Table = {
    "format": "date",
    "description": "the day whose law is asked; today where none is given",
}
PLACE: Table = {
    "pattern": "^([0-9]{2}|[0-9]{4}|[0-9]{6})?$",
    "description": "code of a county, city or province",
}
TEXT: Table = {
    "type": "object",
    "required": ["zh", "en"],
    "properties": {"zh": WORD, "en": WORD},
}
SENTENCE: Table = {"oneOf": [{"$ref": "#/components/schemas/Text"}, WORD]}
TEXT_AT: Table = {"$ref": "#/components/schemas/Text"}
ARTICLE: Table = {
    "type": "object",
    "required": ["article", "citation", "status", "printable", "text"],
    "properties": {
        "article": WORD,
        "citation": TEXT_AT,
        "status": {"enum": ["official", "secondary", "practice", "memory"]},
        "printable": {"type": "boolean"},
        "text": {"type": ["string", "null"]},
        "because": TEXT_AT,
    },
}
GROUNDS: Table = {"type": "array", "items": {"$ref": "#/components/schemas/Article"}}
ANSWER: Table = {
    "type": "object",
    "required": ["rule", "on", "within", "grounds", "answered", "outcome"],
    "properties": {
        "rule": WORD,
        "on": DAY,
        "within": {"type": ["string", "null"]},
        "grounds": GROUNDS,
        "answered": {"type": "boolean", "description": "false: a fact is missing, see `missing`"},
        "outcome": {},
        "firm": {
            "type": "boolean",
            "description": "false: rests on a calendar that is not published yet",
        },
        "steps": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["says", "day", "article"],
                "properties": {
                    "says": TEXT_AT,
                    "day": {"type": ["string", "null"]},
                    "article": {"type": ["string", "null"]},
                },
            },
        },
        "missing": {"type": "array", "items": WORD},
        "because": TEXT_AT,
    },
}
REFUSAL: Table = {
    "type": "object",
    "required": ["field", "why", "ground", "remedy"],
    "properties": {"field": WORD, "why": SENTENCE, "ground": WORD, "remedy": SENTENCE},
}
DUTIES: Table = {
    "type": "object",
    "required": ["on", "duties"],
    "properties": {
        "on": DAY,
        "duties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "says", "by", "to", "opened", "due", "overdue", "grounds"],
                "properties": {
                    "name": WORD,
                    "says": TEXT_AT,
                    "by": WORD,
                    "to": {"type": "array", "items": WORD},
                    "opened": DAY,
                    "due": DAY,
                    "overdue": {"type": "boolean"},
                    "grounds": GROUNDS,
                },
            },
        },
    },
}
SCHEMAS: Table = {
    "Text": TEXT,
    "Article": ARTICLE,
    "Answer": ANSWER,
    "Refusal": REFUSAL,
    "Duties": DUTIES,
    "Case": {},
}
FAULTS = {
    "404": "no such rule or article",
    "413": "the question is too long",
    "422": "bad facts: the field is named",
    "429": "too many questions",
}


@lru_cache(maxsize=1)
def document() -> Table:
    """Return the whole description; every rule has an operation with the schema of its facts."""
    known = rules.load()
    paths: Table = {
        "/api/law/rules": _looking("All rules", {"type": "array", "items": {"type": "object"}}),
        "/api/law/rules/{rule}/schema": _looking(
            "The facts a rule asks for, as a JSON schema", {"type": "object"}, "rule"
        ),
        "/api/law/articles/{article}": _looking(
            "An article and what rests on it",
            {"$ref": "#/components/schemas/Article"},
            "article",
        ),
        "/api/law/openapi.json": _looking("This description", {"type": "object"}),
        "/api/law/duties": _asking(
            "All that is owed in a case", {"$ref": "#/components/schemas/Case"}, "Duties"
        ),
    }
    for name, entry in sorted(known.items()):
        paths[f"/api/law/rules/{name}"] = _asking(entry.says.zh, wire.schema(entry.facts), "Answer")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guihang law",
            "version": __version__,
            "description": (
                "The law of community corrections (社区矫正): answers with their articles and "
                "steps. Facts are days, numbers and codes; nothing about anybody is accepted."
            ),
        },
        "paths": paths,
        "components": {"schemas": {**SCHEMAS, "Case": wire.schema(CaseFacts)}},
    }


def _looking(says: str, found: Table, place: str = "") -> Table:
    """Return an address that is looked up."""
    operation: Table = {
        "summary": says,
        "responses": _responses("what was asked for", found),
    }
    if place:
        example = {"rule": "terms.suspension", "article": "ccl-2019:44"}[place]
        operation["parameters"] = [
            {"name": place, "in": "path", "required": True, "schema": WORD, "example": example}
        ]
    return {"get": operation}


def _asking(says: str, facts: Table, answer: str) -> Table:
    """Return an address that is asked with facts."""
    asked: Table = {
        "type": "object",
        "required": ["facts"],
        "properties": {
            "facts": facts,
            "on": OR_NULL | DAY_OF_LAW,
            "within": OR_NULL | PLACE,
        },
        "additionalProperties": False,
    }
    body: Table = {"required": True, "content": {"application/json": {"schema": asked}}}
    found: Table = {"$ref": f"#/components/schemas/{answer}"}
    operation: Table = {
        "summary": says,
        "requestBody": body,
        "responses": _responses("answered, or cannot say because a fact is missing", found),
    }
    return {"post": operation}


def _responses(says: str, found: Table) -> Table:
    refusal: Table = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    good: Table = {"description": says, "content": {"application/json": {"schema": found}}}
    faults: Table = {
        code: {"description": meaning, "content": refusal} for code, meaning in FAULTS.items()
    }
    return {"200": good, **faults}
