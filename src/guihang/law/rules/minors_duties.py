"""What is owed in a minor's case: the guardian called, school, resettlement aid (未成年人)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guihang.law import periods
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, discharged, provides
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text

CALL_GUARDIAN = Obligation(
    name="minors.call_guardian",
    says=Text("宣告、处罚时通知监护人到场", "call the guardian to a declaration or sanction"),
    by=Body.COUNTY,
    to=(Body.GUARDIAN,),
    opened_by=(What.REGISTERED, What.ADMONISHED, What.WARNED),
    discharged_by=(What.TOLD,),
    told=Body.GUARDIAN,
    articles=("measures-2020:55.2",),
    once=True,
)
TELL_EDUCATION = Obligation(
    name="minors.tell_education",
    says=Text("通知并配合教育部门完成义务教育", "tell the education authority of a minor's school"),
    by=Body.COUNTY,
    to=(Body.EDUCATION,),
    opened_by=(What.REGISTERED,),
    discharged_by=(What.TOLD,),
    told=Body.EDUCATION,
    articles=("ccl-2019:55.1",),
    once=True,
    untimed=True,
)
TELL_AID = Obligation(
    name="minors.tell_aid",
    says=Text("告知安置帮教的有关规定", "tell a minor the rules of resettlement aid"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.REGISTERED,),
    discharged_by=(What.AID_TOLD,),
    articles=("jp-2020:55",),
    once=True,
    untimed=True,
)


@provides(CALL_GUARDIAN, TELL_EDUCATION, TELL_AID)
def for_minors(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield what is owed to a minor: whoever was under age when correction began."""
    if case.birth is None or not is_minor(case, case.birth, law):
        return
    yield from _opened(CALL_GUARDIAN, case)
    if case.schooling_done is False:
        yield from _opened(TELL_EDUCATION, case)
    yield from _opened(TELL_AID, case)


def _opened(obligation: Obligation, case: CaseFacts) -> Iterator[Duty]:
    for event in case.all(*obligation.opened_by):
        done = discharged(obligation, event, case)
        yield Duty(obligation, event.day, event.day, event.of, done)


def is_minor(case: CaseFacts, birth: date, law: Statutes) -> bool:
    """Tell whether correction began before somebody came of age; unknown counts as no."""
    began = case.paper_begins or case.day_of(What.EFFECTIVE) or case.day_of(What.REGISTERED)
    if began is None:
        return False
    try:
        adult = law["minors.adult_age"]
    except NotInForce:
        return False
    return began < periods.reaches(birth, adult.number)
