"""Which breaches stand against somebody (认定的违规行为).

A breach that was weighed and excused does not, nor does an activity missed by who was exempted
from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.law.codes import Body, Relief
from guihang.law.events import Event, Missed, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, discharged, opened, provides
from guihang.law.rules import exemption
from guihang.law.statutes import Statutes
from guihang.law.texts import Text

BREACHES = (What.RULE_BROKEN, What.ORDER_BROKEN, What.DUTY_MISSED, What.ABSENT)
ANSWERS = (
    What.ADMONISHED,
    What.WARNED,
    What.PENALTY_ASKED,
    What.REVOCATION_PROPOSED,
    What.RECALL_PROPOSED,
)
FAULT = Text("应当处理而未处理的，检察院提出纠正意见", "left undone, the procuratorate corrects it")


def stands(case: CaseFacts, event: Event) -> bool:
    """Tell whether an event counts against the person, if it is a breach at all."""
    return excused_on(case, event) is None and not is_exempted(case, event)


def is_unanswered(case: CaseFacts, event: Event) -> bool:
    """Tell whether a breach stands and nothing has dealt with it."""
    return stands(case, event) and discharged(BY_MEASURE, event, case) is None


def excused_on(case: CaseFacts, event: Event) -> date | None:
    """Return the day a breach was weighed and excused, if it was."""
    return next(
        (
            one.day
            for one in case.of_kind(What.BREACH_EXCUSED)
            if one.begins == event.day and one.code == event.what
        ),
        None,
    )


def is_exempted(case: CaseFacts, event: Event) -> bool:
    """Tell whether a missed activity is one the person was exempted from on that day."""
    if event.what is not What.DUTY_MISSED or event.code != Missed.EDUCATION:
        return False
    return exemption.covers(case, Relief.EDUCATION, event.day)


def _obligation(*discharged_by: What) -> Obligation:
    return Obligation(
        name="conduct.deal_with_breach",
        says=Text("对违规行为视情节依法处理", "deal with the breach by its gravity"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=BREACHES,
        discharged_by=discharged_by,
        articles=("ccl-2019:28.1", "spp-2019:643(4)"),
        within="conduct.answered_within",
        consequence=FAULT,
    )


BY_MEASURE = _obligation(*ANSWERS)
DEAL_WITH = _obligation(*ANSWERS, What.BREACH_EXCUSED)


@provides(DEAL_WITH)
def dealt_with(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield every breach as dealt with by any measure, or by being weighed and excused itself."""
    for breach in case.all(*BREACHES):
        if is_exempted(case, breach):
            continue
        done = discharged(BY_MEASURE, breach, case) or excused_on(case, breach)
        yield opened(DEAL_WITH, breach, case, law)._replace(done=done)
