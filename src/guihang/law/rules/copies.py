"""Who receives a paper and who gets a copy of it, for every paper of the procedure (送达与抄送)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from guihang.law.articles import article
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Kind, Organ
from guihang.law.refusals import BadFacts
from guihang.law.rules.limbs import distinct, texts
from guihang.law.rules.writs import ALL, Line, Writ, lines_of
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

THE_ACT = "ccl-2019:63"


@dataclass(frozen=True, slots=True)
class WritFacts:
    """A paper and the case it belongs to (文书)."""

    writ: Annotated[Writ, Text("文书种类", "the paper")]
    kind: Annotated[Kind | None, Text("矫正类别", "kind of correction")] = None
    organ: Annotated[Organ | None, Text("社区矫正决定机关", "organ that decided")] = None
    by_local_court: Annotated[
        bool, Text("由执行地而非原审人民法院裁定", "ruled by the court of the place of execution")
    ] = False


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who makes a paper, whom it is served on, and who gets a copy (送达、抄送)."""

    by: Body
    to: tuple[Body, ...]
    copies: tuple[Body, ...]


@rule(
    "copies.recipients",
    "ccl-2019:20",
    "ccl-2019:27.2",
    "ccl-2019:32",
    "ccl-2019:33",
    "ccl-2019:34.2",
    "ccl-2019:44",
    "ccl-2019:46.3",
    "ccl-2019:48.1",
    "ccl-2019:49",
    "ccl-2019:51",
    "ccl-2019:55.1",
    "ccl-2019:62",
    "pl-2026:46.1",
    "pl-2026:48",
    "psr-2020:308",
    "cpl-2018:268.4",
    "eel-2012:12(2)",
    "measures-2020:13",
    "measures-2020:14.2",
    "measures-2020:16",
    "measures-2020:24.2",
    "measures-2020:27.3",
    "measures-2020:30",
    "measures-2020:31.1",
    "measures-2020:32.2",
    "measures-2020:36",
    "measures-2020:37.2",
    "measures-2020:38.1",
    "measures-2020:39.2",
    "measures-2020:41",
    "measures-2020:42.4",
    "measures-2020:46.2",
    "measures-2020:47.3",
    "measures-2020:48.3",
    "measures-2020:52",
    "measures-2020:53",
    zh="文书送达谁、抄送谁",
)
def recipients(facts: WritFacts, law: Statutes) -> Answer[Recipients]:
    """Every paper has those it is served on and those who get a copy, mostly the procuratorate."""
    texts(law, THE_ACT)
    lines: Sequence[Line] = lines_of(facts.writ)
    if any(line.kinds != ALL for line in lines):
        lines = _of_kind(lines, facts)
    if any(line.organ and _counts(line, facts, law) for line in lines):
        lines = _of_organ(lines, facts)
    first = lines[0]
    lines = [line for line in lines if _counts(line, facts, law)]
    if not lines:
        raise NotInForce(first.article, law.on)
    grounds = tuple(Ground(line.article, _says(line)) for line in lines)
    route = Recipients(
        lines[0].by,
        _once(body for line in lines for body in line.to),
        _once(body for line in lines for body in line.copies),
    )
    return Verdict(route, distinct(grounds))


def _of_kind(lines: Sequence[Line], facts: WritFacts) -> Sequence[Line]:
    kind = need(facts.kind, "kind", Text("矫正类别", "the kind of correction"))
    found = [line for line in lines if kind in line.kinds]
    if not found:
        why = Text(
            f"{kind.says.zh}没有“{facts.writ.says.zh}”。",
            f"There is no {facts.writ.says.en} for this kind: {kind.says.en}.",
        )
        raise BadFacts("kind", why=why, ground=lines[0].article)
    return found


def _of_organ(lines: Sequence[Line], facts: WritFacts) -> Sequence[Line]:
    organ = need(facts.organ, "organ", Text("社区矫正决定机关", "the organ that decided"))
    found = [line for line in lines if line.organ in (None, organ)]
    if not found:
        why = Text(
            f"{organ.says.zh}没有“{facts.writ.says.zh}”。",
            f"There is no {facts.writ.says.en} where this organ decided: {organ.says.en}.",
        )
        raise BadFacts("organ", why=why, ground=lines[0].article)
    return found


def _counts(line: Line, facts: WritFacts, law: Statutes) -> bool:
    """Tell whether a line's article is in force, and whether its condition is met."""
    return article(line.article).instrument.in_force(law.on) and (
        facts.by_local_court or not line.elsewhere
    )


def _once(bodies: Iterable[Body]) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(bodies))


@cache
def _says(line: Line) -> Text:
    to, copies = _listed(line.to), _listed(line.copies)
    zh = [f"送{to.zh}" if line.to else "", f"抄送{copies.zh}" if line.copies else ""]
    en = [f"to {to.en}" if line.to else "", f"copies to {copies.en}" if line.copies else ""]
    return Text("，".join(filter(None, zh)), "; ".join(filter(None, en)))


def _listed(bodies: tuple[Body, ...]) -> Text:
    return Text(
        "、".join(body.says.zh for body in bodies), ", ".join(body.says.en for body in bodies)
    )
