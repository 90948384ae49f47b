"""How correction ends: discharge, release, pardon, termination, or people decide (解除和终止).

A term that is over does not discharge by itself where the person is in custody, a proposal is
open or a ground for revocation arose in the term: the law does not say what then, so people
decide (期满待定). A pardon discharges; it does not terminate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind, Organ
from guihang.law.events import Ending, Event, What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules import terms
from guihang.law.rules.copies import WritFacts, recipients
from guihang.law.rules.limbs import cannot, distinct, grounds, texts
from guihang.law.rules.writs import Writ
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, CannotSay, Ground, Step, Verdict, need, said

PROBATION = (Kind.SUSPENSION, Kind.PAROLE)
ORGAN = Text("社区矫正决定机关", "the organ that decided")
HOLDING = "house:holding"


class Close(Code):
    """Where a case stands towards its end (期满、解除、终止)."""

    RUNNING = "running", "尚未期满，继续矫正", "the term still runs"
    DISCHARGE = "discharge", "期满解除", "the term is over: discharge"
    RELEASE = "release", "刑期届满，由监狱、看守所办理刑满释放", "the sentence is over: release"
    PARDON = "pardon", "赦免解除", "pardoned: discharge"
    TERMINATION = "termination", "终止", "terminated"
    HOLD = "hold", "期满待定，由人决定", "the term is over, people decide"


class Bar(Code):
    """Why a term that is over does not discharge by itself (期满待定的情形)."""

    CUSTODY = "custody", "期满时人身自由受限制", "in custody when the term ended"
    PROPOSAL = "proposal", "提请撤销、收监或者逮捕尚未决定", "a proposal is open"
    GROUND = "ground", "期限内有应当撤销、收监或者数罪并罚的情形", "a ground arose in the term"


@dataclass(frozen=True, slots=True)
class EndFacts:
    """What decides how a case ends (期满、赦免、撤销、收监、死亡)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    ends: Annotated[date | None, Text("矫正期限止日", "last day of the term")] = None
    life: Annotated[bool, Text("无期徒刑，没有止日", "a life sentence without a last day")] = False
    organ: Annotated[Organ | None, ORGAN] = None
    pardoned: Annotated[date | None, Text("赦免之日", "day of the pardon")] = None
    ended: Annotated[Ending | None, Text("终止的情形", "why it is terminated")] = None
    ended_on: Annotated[
        date | None, Text("裁定、决定或者死亡之日", "day of the ruling, decision or death")
    ] = None
    in_custody: Annotated[bool | None, Text("期满时人身自由受限制", "in custody at the end")] = None
    open_proposal: Annotated[
        bool | None, Text("提请撤销、收监或者逮捕尚未决定", "a proposal is open")
    ] = None
    open_ground: Annotated[
        bool | None,
        Text(
            "期限内有应当撤销、收监或者数罪并罚的情形",
            "a ground for revocation, recall or a joint sentence arose in the term",
        ),
    ] = None

    def check(self) -> None:
        """Refuse endings the law does not know for this kind, and an ending without its day."""
        if self.ended and self.ended_on is None:
            why = Text("终止须有裁定、决定或者死亡的日期。", "A termination has a day.")
            raise BadFacts("ended_on", why=why, ground="ccl-2019:45")
        check_ending(self.kind, self.ended)
        check_organ(self.kind, self.organ)
        if self.life and (self.kind is not Kind.OUTSIDE or self.ends):
            why = Text("只有无期徒刑暂予监外执行没有止日。", "Only a life sentence has no end.")
            raise BadFacts("life", why=why, ground="cpl-2018:265.2")
        if self.open_proposal and self.kind is Kind.SURVEILLANCE:
            why = Text("管制没有撤销或者收监。", "Surveillance is neither revoked nor recalled.")
            raise BadFacts("open_proposal", why=why, ground="ccl-2019:46.1")


def check_ending(kind: Kind, ended: Ending | None, field: str = "ended") -> None:
    """Refuse a revocation of what is no probation, and a recall of whom no prison let go."""
    if ended is Ending.REVOKED and kind not in PROBATION:
        why = Text("只有缓刑、假释可以撤销。", "Only a suspension or a parole is revoked.")
        raise BadFacts(field, why=why, ground="ccl-2019:46.1")
    if ended is Ending.RECALLED and kind is not Kind.OUTSIDE:
        why = Text("只有暂予监外执行可以收监。", "Only a person serving outside is recalled.")
        raise BadFacts(field, why=why, ground="ccl-2019:49.1")


def check_organ(kind: Kind, organ: Organ | None) -> None:
    """Refuse an organ that cannot have decided: all but service outside is the courts' alone."""
    if kind is not Kind.OUTSIDE and organ not in (None, Organ.COURT):
        why = Text("该类别由人民法院决定。", "Only a court decides this kind.")
        raise BadFacts("organ", why=why, ground="ccl-2019:17.4")


@dataclass(frozen=True, slots=True)
class Closing:
    """How and on which day correction ends, who does the formalities, by which papers."""

    state: Close
    day: date | None
    by: Body | None = None
    papers: tuple[Writ, ...] = ()
    to: tuple[Body, ...] = ()
    copies: tuple[Body, ...] = ()
    bars: tuple[Bar, ...] = ()


@rule(
    "closing.outcome",
    "ccl-2019:44",
    "ccl-2019:45",
    "cl-1997:40",
    "cl-1997:76",
    "cl-1997:85",
    "pl-2026:48.1",
    "measures-2020:53",
    "house:holding",
    zh="社区矫正如何结束",
)
def outcome(facts: EndFacts, law: Statutes) -> Answer[Closing]:
    """A term that is over or a pardon discharges; revocation, recall and death terminate."""
    texts(law, "ccl-2019:44")
    pardoned, ended = _reached(facts.pardoned, law.on), _reached(facts.ended_on, law.on)
    if pardoned and not (ended and ended < pardoned):
        return _pardoned(facts, pardoned, law)
    if ended and facts.ended:
        return _terminated(facts, facts.ended, ended, law)
    if facts.life:
        says = Text("无期徒刑没有刑期止日", "a life sentence has no last day")
        return Verdict(Closing(Close.RUNNING, None), (Ground("cpl-2018:265.2", says),))
    ends = need(facts.ends, "ends", Text("矫正期限止日", "the last day of the term"))
    if law.on <= ends:
        return _running(ends)
    bars = _bars(facts)
    return _held(ends, bars) if bars else _over(facts, ends, law)


def _reached(day: date | None, on: date) -> date | None:
    """Return a day that has come."""
    return day if day and day <= on else None


def _running(ends: date) -> Verdict[Closing]:
    says = Text(f"期限至 {ends} 24 时止，遇节假日不顺延", f"the term runs to the end of {ends}")
    ground = Ground(periods.TERMS, says)
    return Verdict(Closing(Close.RUNNING, ends), (ground,), (Step(says, ends, ground.article),))


def _bars(facts: EndFacts) -> tuple[Bar, ...]:
    """Return what stands against a discharge, or answer which facts are missing to tell."""
    asked = {
        "in_custody": (Bar.CUSTODY, facts.in_custody),
        "open_proposal": (
            Bar.PROPOSAL,
            False if facts.kind is Kind.SURVEILLANCE else facts.open_proposal,
        ),
        "open_ground": (Bar.GROUND, facts.open_ground),
    }
    met = tuple(bar for bar, held in asked.values() if held)
    missing = [name for name, (_, held) in asked.items() if held is None]
    if missing and not met:
        cannot(facts, *missing)
    return met


def _held(ends: date, bars: tuple[Bar, ...]) -> Verdict[Closing]:
    """Hold: neither discharge nor terminate by itself."""
    # Not modelled: the notice of 2021 on such cases (司办通〔2021〕94号), whose text is not known.
    says = Text(
        f"{ends} 期满，但{'；'.join(bar.says.zh for bar in bars)}：不自动解除或者终止，由人决定",
        f"over on {ends}, but {'; '.join(bar.says.en for bar in bars)}: people decide",
    )
    found = (Ground("measures-2020:53.1", says), Ground(HOLDING, says))
    held = Closing(Close.HOLD, ends, Body.COUNTY, bars=bars)
    return Verdict(held, found, (Step(says, ends, HOLDING),))


def _over(facts: EndFacts, ends: date, law: Statutes) -> Verdict[Closing]:
    """The term is over: the agency discharges; a prison releases whom its bureau let outside."""
    releasing = None
    if facts.kind is Kind.OUTSIDE:
        releasing = RELEASING.get(need(facts.organ, "organ", ORGAN))
    if releasing:
        # The Act excepts nobody from the agency's certificate, the Measures name the prison's.
        papers = (Writ.RELEASE_CERTIFICATE, Writ.DISCHARGE_NOTICE)
        end = Closing(Close.RELEASE, ends, releasing, papers)
        return _told(end, facts, law, "measures-2020:53.4", *RELEASED[releasing])
    end = Closing(Close.DISCHARGE, ends, Body.COUNTY, DISCHARGING)
    articles = (*OVER[facts.kind], "ccl-2019:44", "measures-2020:53.1")
    return _told(end, facts, law, *articles)


RELEASING = {Organ.PRISON_BUREAU: Body.PRISON, Organ.POLICE: Body.DETENTION_HOUSE}
RELEASED = {Body.PRISON: ("pl-2012:28", "pl-2026:48.1"), Body.DETENTION_HOUSE: ()}
DISCHARGING = (Writ.DISCHARGE_CERTIFICATE, Writ.DISCHARGE_NOTICE)
OVER: dict[Kind, tuple[str, ...]] = {
    Kind.SURVEILLANCE: ("cl-1997:40",),
    Kind.SUSPENSION: ("cl-1997:76",),
    Kind.PAROLE: ("cl-1997:85",),
    Kind.OUTSIDE: (),
}
ENDED = {
    Ending.REVOKED: ("ccl-2019:45", "ccl-2019:46.1", "spc-2021:545.1"),
    Ending.RECALLED: ("ccl-2019:45", "ccl-2019:49", "spc-2021:517"),
    Ending.DIED: ("ccl-2019:45", "ccl-2019:51"),
}


def _pardoned(facts: EndFacts, day: date, law: Statutes) -> Verdict[Closing]:
    """A pardon is a discharge, by the agency, whoever decided on the correction."""
    end = Closing(Close.PARDON, day, Body.COUNTY, DISCHARGING)
    return _told(end, facts, law, "ccl-2019:44", "measures-2020:53.5")


def _terminated(facts: EndFacts, ended: Ending, day: date, law: Statutes) -> Verdict[Closing]:
    """Correction ends with the ruling or decision, which takes effect at once, or with death."""
    paper = Writ.DEATH_NOTICE if ended is Ending.DIED else Writ.TERMINATION_NOTICE
    end = Closing(Close.TERMINATION, day, Body.COUNTY, (paper,))
    return _told(end, facts, law, *ENDED[ended])


def _told(end: Closing, facts: EndFacts, law: Statutes, *articles: str) -> Verdict[Closing]:
    """Add whom the last of the papers goes to, by the law of the day it ended."""
    day = end.day or law.on
    then, notice = law.at(day), WritFacts(end.papers[-1], facts.kind, facts.organ)
    route = said(recipients(notice, then))
    said_of_it = grounds(then, end.state.says, *articles)
    step = Step(end.state.says, day, said_of_it[0].article)
    told = replace(end, to=route.outcome.to, copies=route.outcome.copies)
    return Verdict(told, distinct((*said_of_it, *route.grounds)), (step,))


@rule(
    "closing.of_case",
    "ccl-2019:44",
    "ccl-2019:45",
    "measures-2020:53",
    "house:holding",
    zh="案件如何结束（依案件事件）",
)
def of_case(case: CaseFacts, law: Statutes) -> Answer[Closing]:
    """What happened in a case tells how it ends: its term, and what bars a discharge."""
    case = case.until(law.on)
    check_organ(case.kind, case.organ)
    _check_reported(case)
    term = terms.term_of(case, law)
    ends = None if isinstance(term, CannotSay) else term.outcome.ends
    ended, ended_on = _ended(case)
    facts = EndFacts(
        kind=case.kind,
        ends=ends,
        life=not isinstance(term, CannotSay) and ends is None,
        organ=case.organ,
        pardoned=case.day_of(What.PARDONED),
        ended=ended,
        ended_on=ended_on,
        in_custody=_in_custody(case, ends),
        open_proposal=_has_open_proposal(case),
        open_ground=_has_open_ground(case, ends),
    )
    answer = outcome(facts, law)
    if isinstance(term, CannotSay) and isinstance(answer, CannotSay):
        return term if answer.missing == ("ends",) else answer
    return answer


def _check_reported(case: CaseFacts) -> None:
    """Refuse a report under a decision without effect yet, as it is when lateness is judged."""
    effective, reported = case.day_of(What.EFFECTIVE), case.day_of(What.REPORTED)
    if effective and reported and reported < effective:
        why = Text("报到之日早于裁判生效之日。", "Reported before the decision took effect.")
        raise BadFacts("events", why=why, ground="ccl-2019:21.1")


ENDINGS = {
    What.REVOKED: Ending.REVOKED,
    What.RECALLED: Ending.RECALLED,
    What.DIED: Ending.DIED,
}
NAMED: dict[str | None, Ending] = {ended.value: ended for ended in Ending}
PROPOSALS = {
    What.REVOCATION_PROPOSED: (What.REVOKED, What.REVOCATION_REFUSED),
    What.RECALL_PROPOSED: (What.RECALLED, What.RECALL_REFUSED),
    What.ARREST_ASKED: (What.ARREST_DECIDED, What.ARREST_REFUSED),
}


def _ended(case: CaseFacts) -> tuple[Ending | None, date | None]:
    """Return the first ruling, decision, death or termination of a case, and its day."""
    for number, event in enumerate(case.events):
        ended = ENDINGS.get(event.what) or (
            NAMED.get(event.code) if event.what is What.TERMINATED else None
        )
        if ended:
            check_ending(case.kind, ended, f"events[{number}].what")
            return ended, event.day
    return None, None


def _in_custody(case: CaseFacts, ends: date | None) -> bool:
    """Tell whether somebody detained before the end has not been freed since."""
    detained = [event for event in case.all(What.DETAINED) if ends and event.day <= ends]
    return any(_open(case, event, (What.FREED,)) for event in detained)


def _has_open_proposal(case: CaseFacts) -> bool:
    """Tell whether a proposal has not been decided yet; one to reduce bars no discharge."""
    return any(
        _open(case, proposed, answers)
        for what, answers in PROPOSALS.items()
        for proposed in case.all(what)
    )


def _has_open_ground(case: CaseFacts, ends: date | None) -> bool:
    """Tell whether a crime was found, or somebody who can be revoked or recalled is missing."""
    if any(_open(case, found, (What.NEW_SENTENCE,)) for found in case.all(What.CRIME_FOUND)):
        return True
    if case.kind is Kind.SURVEILLANCE:
        return False
    lost = [event for event in case.all(What.LOST) if ends and event.day <= ends]
    return any(_open(case, event, (What.FOUND,)) for event in lost)


def _open(case: CaseFacts, event: Event, answers: tuple[What, ...]) -> bool:
    """Tell whether nothing has answered an event since."""
    return not any(
        answer.day >= event.day and event.of in (None, answer.of) for answer in case.all(*answers)
    )
