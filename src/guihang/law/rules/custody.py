"""When others restrict a person's liberty: who must tell the agency, how soon (限制人身自由)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Custody
from guihang.law.events import What
from guihang.law.obligations import Obligation, register
from guihang.law.rules.limbs import grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer

TOLD = (Body.COUNTY, Body.PROCURATORATE)
SAYS = Text("限制人身自由的，通知社区矫正机构和检察院", "agency and procuratorate are told")

register(
    Obligation(
        name="custody.tell_agency",
        says=SAYS,
        by=Body.DETAINING_ORGAN,
        to=TOLD,
        opened_by=(What.DETAINED,),
        discharged_by=(What.DETENTION_NOTICE,),
        articles=("ccl-2019:32", "measures-2020:41"),
        within="custody.told_within",
    )
)


@dataclass(frozen=True, slots=True)
class CustodyFacts:
    """A decision of others to restrict somebody's liberty."""

    decided: Annotated[date, Text("作出决定之日", "day of the decision")]
    custody: Annotated[Custody | None, Text("限制人身自由的情形", "how liberty was restricted")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class CustodyNotice:
    """Who tells whom of a detention, and the last day for it."""

    last: date
    by: Body
    to: tuple[Body, ...]


@rule("custody.told_by", "ccl-2019:32", "measures-2020:41", zh="限制人身自由后何时通知")
def told_by(facts: CustodyFacts, law: Statutes) -> Answer[CustodyNotice]:
    """Whoever detains a person tells the agency and the procuratorate in time: in three days."""
    then = law.at(facts.decided)
    value = then["custody.told_within"]
    count = then.due(facts.decided, "custody.told_within")
    outcome = CustodyNotice(count.last, Body.DETAINING_ORGAN, TOLD)
    return periods.verdict(outcome, count, value.ground(), *grounds(then, SAYS, "ccl-2019:32"))
