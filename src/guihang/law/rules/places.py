"""Prohibition orders: how long, entering where one may not go, and how grave a breach (禁止令)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import What, check_order
from guihang.law.obligations import Obligation, register
from guihang.law.refusals import BadFacts
from guihang.law.rules import lengths
from guihang.law.rules.answers_given import given
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, need

ENTRY = "measures-2020:39.2"
CONTENT = "spp-2019:643(2)"
LENGTH = "po-2011:6"
BASIS: dict[Kind, str] = {
    Kind.SURVEILLANCE: "cl-1997:38.2",
    Kind.SUSPENSION: "cl-1997:72.2",
}
SHORTEST: dict[Kind, str] = {
    Kind.SURVEILLANCE: "prohibition.surveillance_min",
    Kind.SUSPENSION: "prohibition.suspension_min",
}


def _refuse_kind(kind: Kind) -> None:
    if kind not in BASIS:
        why = Text("禁止令只适用于管制和缓刑。", "Only surveillance and suspension know orders.")
        raise BadFacts("kind", why=why, ground="cl-1997:72.2")


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """A prohibition order beside the term it belongs to."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    length: Annotated[Span, Text("禁止令期限", "length of the order")]
    term: Annotated[Span, Text("管制期限或者缓刑考验期", "length of the term")]
    left: Annotated[
        Span | None, Text("先行羁押折抵后的管制期限", "what custody left of the surveillance")
    ] = None
    begins: Annotated[date | None, Text("起算日", "first day")] = None

    def check(self) -> None:
        """Refuse a kind without orders."""
        _refuse_kind(self.kind)


class OrderFault(Code):
    """What is wrong with the length of an order (期限不合规定)."""

    TOO_LONG = "too_long", "长于管制期限或者缓刑考验期", "longer than the term"
    TOO_SHORT = "too_short", "短于最短期限", "shorter than allowed"


@dataclass(frozen=True, slots=True)
class OrderLength:
    """Whether an order's length is allowed, what is wrong, and how short it may be."""

    allowed: bool
    faults: tuple[OrderFault, ...]
    shortest: Span | None


@rule("prohibition.term", LENGTH, "cl-1997:38.2", "cl-1997:72.2", zh="禁止令的期限是否合法")
def term(facts: OrderFacts, law: Statutes) -> Answer[OrderLength]:
    """An order is no longer than its term, nor under three months, two with a suspension."""
    least = law[SHORTEST[facts.kind]]
    shortest: Span | None = least.span
    grounds = [Ground(BASIS[facts.kind], Text("同时禁止", "ordered with it")), least.ground()]
    if _custody_left_less(facts, least.span):
        shortest = None
        says = Text("羁押折抵后不足最短期限的，不受限制", "custody left less: no shortest length")
        grounds.append(Ground(LENGTH, says))
    faults = []
    if lengths.compare(facts.length, facts.term, facts.begins) > 0:
        faults.append(OrderFault.TOO_LONG)
    if shortest and lengths.compare(facts.length, shortest, facts.begins) < 0:
        faults.append(OrderFault.TOO_SHORT)
    return Verdict(OrderLength(not faults, tuple(faults), shortest), tuple(grounds))


def _custody_left_less(facts: OrderFacts, least: Span) -> bool:
    if facts.kind is not Kind.SURVEILLANCE or facts.left is None:
        return False
    return lengths.compare(facts.left, least, facts.begins) < 0


@dataclass(frozen=True, slots=True)
class RunFacts:
    """From when an order runs."""

    begins: Annotated[
        date, Text("管制执行之日或者缓刑考验期起算日", "first day of surveillance or probation")
    ]
    length: Annotated[Span, Text("禁止令期限", "length of the order")]


@dataclass(frozen=True, slots=True)
class Run:
    """From when to when an order holds, and whether it does on the day."""

    begins: date
    ends: date
    in_force: bool


@rule("prohibition.runs", LENGTH, "spc-2021:202.2", zh="禁止令的起止日")
def runs(facts: RunFacts, law: Statutes) -> Answer[Run]:
    """An order runs from the day surveillance or probation does, and ends like a term."""
    count = periods.term(facts.begins, facts.length)
    in_force = facts.begins <= law.on <= count.last
    says = Text("自管制、缓刑执行之日起计算", "from the day surveillance or suspension runs")
    return periods.verdict(Run(facts.begins, count.last, in_force), count, Ground(LENGTH, says))


class Entering(Code):
    """What an order says about a place (禁止令对场所的规定)."""

    NOTHING = "nothing", "没有规定", "nothing"
    FORBIDDEN = "forbidden", "禁止进入", "forbidden"
    BY_APPROVAL = "by_approval", "未经批准禁止进入", "forbidden without approval"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A place somebody needs to enter."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    order: Annotated[Entering, Text("禁止令的规定", "what the order says")]
    enters: Annotated[date, Text("拟进入之日", "day of entering")]
    order_begins: Annotated[date | None, Text("禁止令起", "first day of the order")] = None
    order_ends: Annotated[date | None, Text("禁止令止", "last day of the order")] = None

    def check(self) -> None:
        """Refuse an order where no order can be, and one that ends before it begins."""
        check_order("order_ends", self.order_begins, self.order_ends)
        if self.order is not Entering.NOTHING:
            _refuse_kind(self.kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether approval is needed, can be given, by whom, and who is told of it."""

    approval: bool
    possible: bool
    decides: Rung | None
    told: tuple[Body, ...]


FREE = Entry(False, True, None, ())


@rule("places.entry", ENTRY, CONTENT, zh="能否进入特定区域（场所）")
def entry(facts: EntryFacts, law: Statutes) -> Answer[Entry]:
    """Where an order leaves it to approval the county agency decides; else nobody can allow it."""
    if facts.order is Entering.NOTHING:
        says = Text("禁止令未涉及该场所", "the order says nothing of this place")
        return Verdict(FREE, (Ground(ENTRY, says),))
    begins = need(facts.order_begins, "order_begins", Text("禁止令起日", "its first day"))
    ends = need(facts.order_ends, "order_ends", Text("禁止令止日", "its last day"))
    if not begins <= facts.enters <= ends:
        says = Text("不在禁止令期限内", "the order does not hold on that day")
        return Verdict(FREE, (Ground(BASIS[facts.kind], says),))
    if facts.order is Entering.FORBIDDEN:
        says = Text("不得违反禁止令的内容批准进入", "approving against the order is a fault")
        grounds = (Ground(BASIS[facts.kind], says), Ground(CONTENT, says))
        return Verdict(Entry(False, False, None, ()), grounds)
    says = Text(
        "经批准方可进入，并通知原审法院和检察院", "with approval; court and procuratorate told"
    )
    told = (Body.FIRST_COURT, Body.PROCURATORATE)
    return Verdict(Entry(True, True, Rung.AGENCY, told), (Ground(ENTRY, says),))


class Grade(Code):
    """How grave a breach of an order is (违反禁止令的情节)."""

    LIGHT = "light", "情节轻微", "light"
    ORDINARY = "ordinary", "尚不属情节严重", "not serious"
    SERIOUS = "serious", "情节严重", "serious"


class Answers(Code):
    """What a breach of an order leads to (处理)."""

    WARNING = "warning", "警告", "warning"
    POLICE = "police_penalty", "提请治安管理处罚", "penalty by the police"
    REVOCATION = "revocation", "提请撤销缓刑", "revocation of the suspension"


class Serious(Code):
    """What makes a breach serious (情节严重的情形)."""

    REPEATED = "repeated", "三次以上违反", "broken so often"
    AFTER_PENALTY = "after_penalty", "因违反受治安处罚后再次违反", "again after a penalty for it"
    HARM = "harm", "造成较为严重的危害后果", "rather serious harm"
    OTHER = "other", "其他情节严重的情形", "otherwise serious"


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """How an order was broken."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    breaches: Annotated[int, Text("违反次数", "how often it was broken")]
    penalised_before: Annotated[
        bool | None, Text("曾因违反禁止令受治安处罚", "penalised for it before")
    ] = None
    harm: Annotated[bool | None, Text("造成较为严重的危害后果", "rather serious harm")] = None
    other_serious: Annotated[
        bool | None, Text("其他情节严重的情形", "serious for another reason")
    ] = None
    light: Annotated[bool | None, Text("情节轻微", "it is light")] = None

    def check(self) -> None:
        """Refuse a kind without orders, no breach at all, and what is light and serious at once."""
        _refuse_kind(self.kind)
        if self.breaches < 1:
            raise BadFacts("breaches", why=Text("没有违反。", "Nothing was broken."))
        if self.light and (self.harm or self.other_serious):
            why = Text("情节不能既轻微又严重。", "It cannot be light and serious.")
            raise BadFacts("light", why=why, ground="po-2011:12")


@dataclass(frozen=True, slots=True)
class Breach:
    """How grave it is, why, and what follows."""

    grade: Grade
    reasons: tuple[Serious, ...]
    follows: Answers


SERIOUS = {
    "penalised_before": Serious.AFTER_PENALTY,
    "harm": Serious.HARM,
    "other_serious": Serious.OTHER,
}


@rule(
    "prohibition.breach",
    "po-2011:11",
    "po-2011:12",
    "cl-1997:38.4",
    "cl-1997:77.2",
    "measures-2020:35",
    zh="违反禁止令的情节与处理",
)
def breach(facts: BreachFacts, law: Statutes) -> Answer[Breach]:
    """Three breaches, one after a penalty, or grave harm are serious; a suspension is revoked."""
    often = law["prohibition.serious_breaches"]
    found = [reason for name, reason in SERIOUS.items() if getattr(facts, name)]
    if facts.breaches >= often.number:
        found.insert(0, Serious.REPEATED)
    if found:
        return _graded(facts, Grade.SERIOUS, tuple(found))
    for name in SERIOUS:
        given(facts, name)
    return _graded(facts, Grade.LIGHT if given(facts, "light") else Grade.ORDINARY, ())


def _graded(facts: BreachFacts, grade: Grade, reasons: tuple[Serious, ...]) -> Verdict[Breach]:
    """Surveillance cannot be revoked: the police punish; a suspension is, when it is serious."""
    follows, article = Answers.POLICE, "po-2011:11"
    if facts.kind is Kind.SURVEILLANCE:
        article = "cl-1997:38.4"
    if grade is Grade.SERIOUS and facts.kind is Kind.SUSPENSION:
        follows, article = Answers.REVOCATION, "cl-1997:77.2"
    if grade is Grade.LIGHT:
        follows, article = Answers.WARNING, "measures-2020:35"
    grounds = [Ground(article, follows.says)]
    if reasons:
        grounds.append(Ground("po-2011:12", grade.says))
    step = Step(Text(f"{grade.says.zh}：{follows.says.zh}", follows.says.en), None, article)
    return Verdict(Breach(grade, reasons, follows), tuple(grounds), (step,))


def _telling(name: str, to: Body, says: Text) -> Obligation:
    return Obligation(
        name=name,
        says=says,
        by=Body.COUNTY,
        to=(to,),
        opened_by=(What.ENTRY_GRANTED,),
        discharged_by=(What.TOLD, What.COPIED),
        told=to,
        articles=(ENTRY,),
    )


register(
    _telling(
        "places.tell_court",
        Body.FIRST_COURT,
        Text("将批准进入通知原审人民法院", "tell the court of first decision of the entry"),
    ),
    _telling(
        "places.tell_procuratorate",
        Body.PROCURATORATE,
        Text("将批准进入通知县级检察院", "tell the procuratorate of the entry"),
    ),
    Obligation(
        name="places.answer",
        says=Text("答复进入特定区域（场所）申请", "answer a request to enter a place"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.ENTRY_ASKED,),
        discharged_by=(What.ENTRY_GRANTED, What.ENTRY_REFUSED),
        articles=(ENTRY,),
        untimed=True,
    ),
)
