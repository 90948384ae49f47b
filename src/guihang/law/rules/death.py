"""Death of a person under correction: who is told, and what ends (死亡).

Until 31 October 2026 the Prison Act had the prison told, since then the bureau that approved; the
Criminal Procedure Law still names the prison or detention house, so both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import check_order
from guihang.law.periods import Counted
from guihang.law.refusals import BadFacts
from guihang.law.rules.limbs import applies, distinct, grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

TOLD = Text("及时通知", "told in time")
HOLDERS: dict[Organ, Body] = {Organ.PRISON_BUREAU: Body.PRISON, Organ.POLICE: Body.DETENTION_HOUSE}


@dataclass(frozen=True, slots=True)
class DeathFacts:
    """Somebody under correction has died."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    learned: Annotated[date | None, Text("得知死亡之日", "day the agency learned of it")] = None
    died: Annotated[date | None, Text("死亡之日", "day of death")] = None
    organ: Annotated[Organ | None, Text("决定机关", "deciding organ")] = None
    unnatural: Annotated[bool | None, Text("非正常死亡", "an unnatural death")] = None

    def check(self) -> None:
        """Refuse learning of a death before it, and organs that cannot decide such a case."""
        check_order("learned", self.died, self.learned)
        if self.kind is not Kind.OUTSIDE and self.organ not in {None, Organ.COURT}:
            why = Text("该类别由人民法院决定。", "Only a court decides this kind of correction.")
            raise BadFacts("organ", why=why, ground="ccl-2019:17.4")


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: to whom, by when, and under which article."""

    to: Body
    due: date
    article: str


@dataclass(frozen=True, slots=True)
class DeathNotices:
    """Who is told of a death by when, who gets the papers, and since when correction has ended."""

    notices: tuple[Notice, ...]
    papers_copied_to: tuple[Body, ...]
    reported_up: bool | None
    ends_correction: date | None


@rule(
    "death.notices",
    "ccl-2019:45",
    "ccl-2019:51",
    "cpl-2018:268.4",
    "pl-2026:48.2",
    "pl-2026:48.3",
    "pl-2012:28",
    "me-2014:28",
    "measures-2020:52",
    zh="死亡后通知何机关",
)
def notices(facts: DeathFacts, law: Statutes) -> Answer[DeathNotices]:
    """The organ, procuratorate and police are told; of one outside prison, the prison side too."""
    learned = need(facts.learned, "learned", Text("得知死亡之日", "the day it was learned of"))
    if learned > law.on:
        why = Text("晚于查看之日。", "It lies after the day asked about.")
        raise BadFacts("learned", why=why, ground="ccl-2019:51")
    if facts.kind is Kind.OUTSIDE:
        need(facts.organ, "organ", Text("决定机关", "the deciding organ"))
    then = law.at(learned)
    count = within(facts.kind, learned, then)
    found = tuple(_notices(facts, learned, count, then))
    outcome = DeathNotices(found, papers(facts.kind), facts.unnatural, facts.died)
    because = distinct((*(Ground(notice.article, TOLD) for notice in found), *_more(facts, then)))
    return periods.verdict(outcome, count, *because) if count else Verdict(outcome, because)


def within(kind: Kind, learned: date, law: Statutes) -> Counted | None:
    """Count the days a written notice has for those outside prison; for others it is at once."""
    return law.due(learned, "death.told_within") if kind is Kind.OUTSIDE else None


def _notices(
    facts: DeathFacts, learned: date, count: Counted | None, law: Statutes
) -> Iterator[Notice]:
    for to, article in told(facts.kind, facts.organ, law):
        at_once = count is None or to is Body.POLICE
        yield Notice(to, learned if count is None or at_once else count.last, article)


def told(kind: Kind, organ: Organ | None, law: Statutes) -> Iterator[tuple[Body, str]]:
    """Yield who is told of a death, each with the article."""
    for to in (Body.ORGAN, Body.PROCURATORATE, Body.POLICE):
        yield to, "ccl-2019:51"
    if kind is not Kind.OUTSIDE or organ is None or organ is Organ.COURT:
        return
    yield HOLDERS[organ], "cpl-2018:268.4"
    if organ is Organ.PRISON_BUREAU and applies(law, "pl-2026:48.2"):
        yield Body.PRISON_BUREAU, "pl-2026:48.2"


def papers(kind: Kind) -> tuple[Body, ...]:
    """Return who gets a copy of the papers of a death outside prison."""
    return (Body.PROCURATORATE,) if kind is Kind.OUTSIDE else ()


def _more(facts: DeathFacts, law: Statutes) -> Iterator[Ground]:
    """Yield why correction has ended, who gets papers, why an unnatural death is reported up."""
    yield from grounds(
        law, Text("死亡的，社区矫正终止", "correction ends with death"), "ccl-2019:45"
    )
    if facts.kind is Kind.OUTSIDE:
        says = Text("死亡证明材料抄送检察院", "the papers are copied to the procuratorate")
        prison = facts.organ is Organ.PRISON_BUREAU
        named = ("pl-2026:48.3", "pl-2012:28") if prison else ()
        yield from grounds(law, says, "me-2014:28", *named)
    if facts.unnatural:
        says = Text("非正常死亡报告上一级并通报检察院", "reported up, and told")
        yield from grounds(law, says, "measures-2020:52")
