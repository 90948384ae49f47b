"""No action reads the advisory score: shown by the imports, and by the words of the source."""

import re
from functools import cache
from pathlib import Path

import grimp

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "guihang"
SCORE = (
    "guihang.supervision.risk.score",
    "guihang.supervision.risk.formula",
    "guihang.supervision.risk.queries",
)
DOORS = "guihang.doors."
KEEPS_WHAT_WAS_SEEN = "supervision/risk/actions.py"
READS_WHAT_WAS_SEEN = {
    "supervision/risk/queries.py",
    "supervision/models/__init__.py",
    "supervision/models/months.py",
}


@cache
def imports():
    return grimp.build_graph("guihang", exclude_type_checking_imports=True)


def test_only_pages_import_the_score_by_whatever_way():
    for score in SCORE:
        reads = {
            module
            for module in imports().find_downstream_modules(score)
            if not module.startswith((DOORS, "guihang.supervision.risk"))
        }
        assert reads <= {"guihang.urls"}, f"{sorted(reads)} would know {score}"


def test_no_action_and_no_rule_leads_to_the_score():
    acting = [
        module
        for module in imports().modules
        if re.search(r"\.(actions|access|kind|judging|examining)(\.|$)", module)
        or module.startswith("guihang.law")
    ]
    assert len(acting) > 100
    led = {
        (module, score)
        for module in acting
        for score in SCORE
        if imports().find_shortest_chain(importer=module, imported=score)
    }
    assert not led


def test_what_was_seen_is_written_in_one_place_and_read_for_pages_alone():
    named = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts
        and re.search(r"ScoreSeen|scores_seen", path.read_text(encoding="utf-8"))
    }
    assert named == READS_WHAT_WAS_SEEN | {KEEPS_WHAT_WAS_SEEN}
    source = (PACKAGE / KEEPS_WHAT_WAS_SEEN).read_text(encoding="utf-8")
    assert re.findall(r"ScoreSeen\.objects\.(\w+)", source) == ["create"]


def test_the_category_is_decided_before_what_was_seen_is_looked_at():
    source = (PACKAGE / KEEPS_WHAT_WAS_SEEN).read_text(encoding="utf-8")
    body = source.partition("def set_category")[2]
    decided, _call, after = body.partition("if seen is None")
    assert "classify(" in decided and "seen." not in decided
    assert "classify(" not in after
