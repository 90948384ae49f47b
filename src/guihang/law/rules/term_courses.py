"""How a term moves: the order it starts from, then every event that lengthens or shortens it.

A course is kept as a length from a start while the law gives one, and as a copied day where a
paper or the prison's date rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Kind, Penalty
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Ground, Step, Verdict, lacking


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when somebody is under correction; ends at 24:00 of the last day (期限).

    `computed` is the last day the law gives where the paper prints another; `agrees` is None
    where the two could not be compared.
    """

    begins: date
    ends: date | None
    computed: date | None = None
    agrees: bool | None = None


@dataclass(slots=True)
class Course:
    """A term on its way through the events of a case; it moves, what comes out is frozen."""

    case: CaseFacts
    begins: date
    span: Span | None
    copy: date | None
    cut: Span | None = None
    offset: int = 0
    added: int = 0
    computed: date | None = None
    agrees: bool | None = None
    steps: list[Step] = field(default_factory=list)
    grounds: dict[str, Ground] = field(default_factory=dict)

    @property
    def ends(self) -> date | None:
        """The last day as things stand."""
        full, moved = self.full, self.added - self.offset
        return full + timedelta(days=moved) if full and moved else full

    @property
    def full(self) -> date | None:
        """The last day before offsets and added days."""
        if self.span is not None:
            left = _months_left(self.span, self.cut)
            return self.begins - ONE_DAY if left is None else periods.term(self.begins, left).last
        if self.copy is None or self.cut is None:
            return self.copy
        return periods.before(self.copy + ONE_DAY, self.cut).last - ONE_DAY

    def noting(self, article: str, says: Text) -> Course:
        """Keep a step and its ground, with the last day it led to."""
        self.steps.append(Step(says, self.ends, article))
        self.grounds[article] = Ground(article, says)
        return self


def _months_left(span: Span, cut: Span | None) -> Span | None:
    """Return a length less so many months; None where nothing is left of it."""
    if cut is None:
        return span
    months = span.in_months - cut.in_months
    if months < 0 or (months, span.days) == (0, 0):
        return None
    return Span(months=months, days=span.days)


def counted(case: CaseFacts, begins: date, span: Span, article: str) -> Course:
    """Start a course that is a length from a day."""
    course = Course(case, begins, span, None)
    for step in periods.term(begins, span).steps:
        course.grounds[article] = Ground(article, step.says)
        course.grounds[periods.TERMS] = Ground(periods.TERMS, step.says)
        course.steps.append(step)
    return course


def copied(case: CaseFacts, begins: date, ends: date, article: str) -> Course:
    """Start a course whose end is the end of the sentence: copied, no months added."""
    if ends < begins:
        raise BadFacts(
            "sentence_ends",
            why=Text("刑期止日早于起日。", "The sentence ended before the term began."),
            ground=article,
        )
    says = Text(f"至刑期届满之日 {ends} 止，不另行计算", f"to the sentence's own end, {ends}")
    return Course(case, begins, None, ends).noting(article, says)


def endless(case: CaseFacts, begins: date) -> Course:
    """Start a course that has no end: a life sentence served outside."""
    says = Text("无期徒刑没有刑期止日", "a life sentence has no last day")
    return Course(case, begins, None, None).noting("cpl-2018:265.2", says)


OFFSETS: Mapping[What, tuple[str, Text]] = {
    What.CUSTODY_OFFSET: ("terms.offset_custody", Text("先行羁押", "custody")),
    What.RESIDENCE_OFFSET: (
        "terms.offset_residence",
        Text("指定居所监视居住", "residential surveillance"),
    ),
}
NOT_OFFSET: Mapping[Kind, tuple[str, Text]] = {
    Kind.SUSPENSION: (
        "cl-1997:73.3",
        Text("先行羁押不折抵缓刑考验期", "custody takes nothing off a probation"),
    ),
    Kind.PAROLE: (
        "cl-1997:83.1",
        Text("先行羁押已计入刑期止日", "custody is already inside the sentence's end"),
    ),
    Kind.OUTSIDE: (
        "cl-1997:47",
        Text("先行羁押已计入刑期止日", "custody is already inside the sentence's end"),
    ),
}


def offset(course: Course, case: CaseFacts, law: Statutes) -> Course:
    """Take off what custody before the judgment takes off, or say why it takes off nothing."""
    for event in case.all(*OFFSETS):
        if case.kind is not Kind.SURVEILLANCE:
            return course.noting(*NOT_OFFSET[case.kind])
        if course.span is not None:
            course = _less(course, event, law)
    return course


def _less(course: Course, event: Event, law: Statutes) -> Course:
    """Take the days of one custody off; a term cannot end before the day before it began."""
    key, what = OFFSETS[event.what]
    each, days = law[key], event.days or 0
    full = course.full or course.begins
    room = (full - course.begins + ONE_DAY).days
    taken = min(course.offset + days * each.number, room)
    says = Text(
        f"{what.zh}{days}日折抵{days * each.number}日，共折抵{taken}日",
        f"{days} days of {what.en} take off {days * each.number}; {taken} in all",
    )
    course.offset = taken
    return course.noting(each.by, says)


def papered(course: Course, case: CaseFacts) -> Course:
    """Let the paper's own days rule, and say whether the law gives the same."""
    begins, ends = case.paper_begins or course.begins, course.ends
    if begins == course.begins and case.paper_ends in (None, ends):
        is_copy = case.sentence_ends is None and course.span is None
        course.computed = ends
        course.agrees = None if is_copy or case.paper_ends is None else True
        return course
    lawful = course.begins
    course.begins, course.computed, course.agrees = begins, ends, False
    if case.paper_ends is not None:
        fix(course, case.paper_ends)
    says = Text(
        f"文书载明 {begins} 至 {course.ends}，与推算的 {lawful} 至 {ends} 不一致；更正前以文书为准",
        f"the paper says {begins} to {course.ends}, the law {lawful} to {ends}; "
        "the paper rules until it is corrected",
    )
    return course.noting("ccl-2019:22", says)


def fix(course: Course, ends: date) -> None:
    """Let a day a paper prints be the end, whatever led to it."""
    course.span, course.copy, course.cut = None, ends, None
    course.offset = course.added = 0


def _reduced(course: Course, event: Event, law: Statutes, path: str) -> Course:
    """A ruling shortens the term: by the day it prints, or by a length."""
    if course.case.kind is Kind.SUSPENSION:
        _demand_great_merit(course.case, event)
    before = course.ends
    _shorten(course, event, path)
    if before and course.ends and course.ends > before:
        why = Text("减刑后止日晚于原止日。", "The reduced term ends later than before.")
        raise BadFacts(f"{path}.ends", why=why, ground="cl-1997:78.1")
    article = "mjp-2016:18.2" if course.case.kind is Kind.SUSPENSION else "cl-1997:78.1"
    says = Text(
        f"{event.day} 裁定减刑，止日由 {before} 变为 {course.ends}",
        f"reduced on {event.day}: from {before} to {course.ends}",
    )
    return _above_floor(course.noting(article, says), law, path)


def _demand_great_merit(case: CaseFacts, event: Event) -> None:
    merit = case.first(What.GREAT_MERIT)
    if merit is None or merit.day > event.day:
        lacking("events.great_merit", Text("重大立功的记录", "a record of great merit"))


def _shorten(course: Course, event: Event, path: str) -> None:
    if event.ends is not None:
        fix(course, event.ends)
        return
    if event.span is None or course.case.kind is Kind.PAROLE or course.full is None:
        lacking(f"{path}.ends", Text("裁定载明的止日", "the last day the ruling prints"))
    months = event.span.in_months + (course.cut.in_months if course.cut else 0)
    course.cut = Span(months=months) if months else None
    course.offset += event.span.days
    if course.ends is None or course.ends < course.begins:
        why = Text("减刑后期限不复存在。", "The reduction leaves nothing of the term.")
        raise BadFacts(f"{path}.span", why=why, ground="cl-1997:78.2")


def _above_floor(course: Course, law: Statutes, path: str) -> Course:
    """Refuse a reduction below the floor; say so where the floor cannot be computed."""
    least = _floor(course, law)
    if least is None or course.ends is None:
        says = Text(
            "缺少原判刑期或者起日，未核对减刑下限",
            "the floor was not checked: the sentence or its start is missing",
        )
        return course.noting("cl-1997:78.2", says)
    last, article = least
    served = course.ends + timedelta(days=_offset_before(course, law))
    if served < last:
        why = Text(f"减刑后不得早于 {last}。", f"A reduction cannot end it before {last}.")
        raise BadFacts(path, why=why, ground=article)
    says = Text(f"不早于减刑下限 {last}", f"not before the floor, {last}")
    return course.noting(article, says)


def _offset_before(course: Course, law: Statutes) -> int:
    """The days of a surveillance that custody had served before it began."""
    if course.case.kind is not Kind.SURVEILLANCE:
        return 0
    return sum(
        (event.days or 0) * law[OFFSETS[event.what][0]].number
        for event in course.case.all(*OFFSETS)
    )


def _floor(course: Course, law: Statutes) -> tuple[date, str] | None:
    """Return the day before which a reduction cannot end the term, and its article."""
    case = course.case
    if case.kind is Kind.SUSPENSION:
        if case.penalty is None:
            return None
        least = law[f"terms.reduced_probation_{case.penalty.value}_min"]
        return periods.term(course.begins, least.span).last, least.by
    start = course.begins if case.kind is Kind.SURVEILLANCE else case.sentence_begins
    if start is None:
        return None
    if case.penalty is Penalty.LIFE:
        least = law["terms.life_served_min"]
        return periods.term(start, least.span).last, least.by
    if case.sentence is None:
        return None
    return periods.term(start, case.sentence.half()).last, "cl-1997:78.2(1)"


def _not_counted(course: Course, event: Event, law: Statutes, path: str) -> Course:
    """Days that a court ruled not to count put the end off; only outside prison."""
    if course.case.kind is not Kind.OUTSIDE:
        why = Text("该类别没有不计入刑期的规定。", "No days are left out for this kind.")
        raise BadFacts(f"{path}.what", why=why, ground="cpl-2018:268.3")
    days = event.days or 0
    says = Text(
        f"{event.day} 法院确定{days}日不计入执行刑期",
        f"the court ruled on {event.day} that {days} days do not count",
    )
    course.added += days
    return course.noting("spc-2021:518", says)


def _escaped(course: Course, event: Event, law: Statutes, path: str) -> Course:
    """An escape alone moves nothing: the court says which days do not count."""
    if course.case.kind is not Kind.OUTSIDE:
        return course
    says = Text(
        "脱逃期间须由法院确定具体日数后方不计入，止日不自动变动",
        "days of escape are left out only when a court has named them",
    )
    return course.noting("spc-2021:518", says)


def _corrected(course: Course, event: Event, law: Statutes, path: str) -> Course:
    """A corrected paper gives the term anew."""
    begins, ends = event.begins or course.begins, event.ends
    if ends is None or ends < begins:
        why = Text("更正后的止日早于起日。", "The corrected term ends before it begins.")
        raise BadFacts(f"{path}.ends", why=why, ground="ccl-2019:22")
    says = Text(
        f"{event.day} 文书更正为 {begins} 至 {ends}",
        f"corrected on {event.day}: {begins} to {ends}",
    )
    fix(course, ends)
    course.begins = begins
    course.agrees = None if course.agrees is None else ends == course.computed
    return course.noting("ccl-2019:22", says)


def _replaced(course: Course, event: Event, law: Statutes, path: str) -> Course:
    """A new judgment for several crimes takes the place of the old terms."""
    if event.ends is None:
        lacking(f"{path}.ends", Text("新判决载明的止日", "the last day the new judgment prints"))
    begins = event.begins or event.day
    says = Text(
        f"{event.day} 数罪并罚，新判决取代原期限：{begins} 至 {event.ends}",
        f"a new judgment of {event.day} replaces the term: {begins} to {event.ends}",
    )
    fix(course, event.ends)
    course.begins, course.computed, course.agrees = begins, None, None
    return course.noting("cl-1997:69", says)


type Turn = Callable[[Course, Event, Statutes, str], Course]

TURNS: Mapping[What, Turn] = {
    What.REDUCED: _reduced,
    What.NOT_COUNTED: _not_counted,
    What.ESCAPED: _escaped,
    What.TERM_CORRECTED: _corrected,
    What.NEW_SENTENCE: _replaced,
}


def verdict(course: Course) -> Verdict[Term]:
    """Return the term a course came to, with every step that led there."""
    term = Term(course.begins, course.ends, course.computed, course.agrees)
    return Verdict(term, tuple(course.grounds.values()), tuple(course.steps))
