"""The days and words of a discharge: summary, reminder, certificate, declaration (解除的手续)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind, Organ
from guihang.law.rules.closing import ORGAN, RELEASING, check_organ
from guihang.law.rules.limbs import distinct, grounds, texts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, need


@dataclass(frozen=True, slots=True)
class LastDayFacts:
    """The last day of a term (矫正期限止日)."""

    ends: Annotated[date, Text("矫正期限止日", "last day of the term")]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The day a certificate is dated, by when it is prepared, and the instant the term ends."""

    dated: date
    prepared_by: date
    at: datetime


@rule("closing.certificate", "ccl-2019:44", "spc-2021:202.2", zh="解除证明书的日期")
def certificate(facts: LastDayFacts, law: Statutes) -> Answer[Certificate]:
    """The certificate bears the last day of the term, rest day or not, and is ready before it."""
    texts(law, "ccl-2019:44")
    working = facts.ends
    while law.calendar.is_rest(working):
        working -= ONE_DAY
    says = Text(
        f"期限至 {facts.ends} 24 时止，不因节假日顺延；证明书载明该日",
        f"the term runs to the end of {facts.ends}, rest day or not; the certificate bears it",
    )
    ready = Text(f"应在 {working}（工作日）前备妥", f"to be ready by {working}, a working day")
    steps = (Step(says, facts.ends, periods.TERMS), Step(ready, working, "ccl-2019:44"))
    found = (Ground("ccl-2019:44", ready), Ground(periods.TERMS, says))
    firm = law.calendar.is_published(facts.ends.year)
    return Verdict(
        Certificate(facts.ends, working, periods.ends_at(facts.ends)), found, steps, firm
    )


@rule("closing.summary_by", "measures-2020:53.2", zh="个人总结和书面鉴定的时间")
def summary_by(facts: LastDayFacts, law: Statutes) -> Answer[date]:
    """The person's summary is written, as a rule, thirty days before the term ends."""
    time = law["closing.summary_before"]
    count = periods.before(facts.ends, time.span)
    return periods.verdict(count.last, count, time.ground())


@rule("closing.shown_from", "house:shown-before", "measures-2020:53.2", zh="何时列入期满待办")
def shown_from(facts: LastDayFacts, law: Statutes) -> Answer[date]:
    """What is prepared for a discharge stands on the list from two months before the end."""
    time = law["closing.shown_before"]
    count = periods.before(facts.ends, time.span)
    return periods.verdict(count.last, count, time.ground())


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A sentence served outside that comes to its end (暂予监外执行期满)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    ends: Annotated[date, Text("刑期止日", "last day of the sentence")]
    organ: Annotated[Organ | None, ORGAN] = None

    def check(self) -> None:
        """Refuse an organ that cannot have decided."""
        check_organ(self.kind, self.organ)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whether somebody is reminded of the release, who, and from when to when (提醒)."""

    owed: bool
    to: Body | None = None
    first: date | None = None
    last: date | None = None


@rule("closing.remind", "me-2014:27", "measures-2020:53.4", zh="提醒监狱、看守所办理刑满释放")
def remind(facts: ReminderFacts, law: Statutes) -> Answer[Reminder]:
    """In the month before the end, whoever keeps the file of a person outside is reminded."""
    time = law["closing.prison_reminded_before"]
    to = None
    if facts.kind is Kind.OUTSIDE:
        to = RELEASING.get(need(facts.organ, "organ", ORGAN))
    if to is None:
        says = Text("由社区矫正机构解除，无须提醒", "the agency discharges: nobody to remind")
        return Verdict(Reminder(False), (time.ground(says),))
    count = periods.before(facts.ends, time.span)
    return periods.verdict(Reminder(True, to, count.last, facts.ends), count, time.ground())


class Declared(Code):
    """What a declaration of discharge says (解矫宣告的内容)."""

    LIFTED = "lifted", "解除管制", "the surveillance is lifted"
    NOT_EXECUTED = "not_executed", "原判的刑罚不再执行", "the sentence is no longer executed"
    SERVED = "served", "原判刑罚已经执行完毕", "the sentence counts as served"
    RELEASED = "released", "刑满释放", "released, the sentence being served"


@dataclass(frozen=True, slots=True)
class DeclarationFacts:
    """A discharge that is to be declared (解矫宣告)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    minor: Annotated[
        bool | None, Text("适用未成年人社区矫正规定", "the rules for minors apply")
    ] = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared, and whether in public (解矫宣告)."""

    says: Declared
    public: bool


SAID = {
    Kind.SURVEILLANCE: (Declared.LIFTED, "cl-1997:40"),
    Kind.SUSPENSION: (Declared.NOT_EXECUTED, "cl-1997:76"),
    Kind.PAROLE: (Declared.SERVED, "cl-1997:85"),
    Kind.OUTSIDE: (Declared.RELEASED, "measures-2020:53.4"),
}


@rule(
    "closing.declaration",
    "cl-1997:40",
    "cl-1997:76",
    "cl-1997:85",
    "measures-2020:54",
    "measures-2020:55.2",
    zh="解矫宣告说什么、是否公开",
)
def declaration(facts: DeclarationFacts, law: Statutes) -> Answer[Declaration]:
    """A discharge is declared by its kind: in public, but for minors and releases from prison."""
    says, article = SAID[facts.kind]
    found = grounds(law, says.says, "measures-2020:54")
    minor = need(facts.minor, "minor", Text("是否适用未成年人规定", "whether minors' rules apply"))
    if minor:
        quiet = Text("未成年人的宣告不公开进行", "a minor's declaration is not public")
        return Verdict(
            Declaration(says, False),
            (Ground(article, says.says), Ground("measures-2020:55.2", quiet)),
        )
    public = facts.kind is not Kind.OUTSIDE
    return Verdict(Declaration(says, public), distinct((Ground(article, says.says), *found)))
