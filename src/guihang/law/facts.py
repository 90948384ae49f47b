"""The one frozen view of a case the law looks at: a few fixed facts and an ordered event list.

Rooms build it from their rows; anyone may write it as JSON. No names, no addresses. Its
`memory` keeps what was derived from it (the term), because many duties of one day ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from guihang.law.codes import Kind, Organ, OutsideGround, Penalty, Sex
from guihang.law.events import Area, Event, What, check_order
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.texts import Text

CLOSING = (What.DISCHARGED, What.TERMINATED, What.MOVED_OUT)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One person under one order (社区矫正对象一案), as far as the law asks."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    events: Annotated[tuple[Event, ...], Text("事件", "what happened, in order")] = ()
    organ: Annotated[Organ | None, Text("决定机关", "deciding organ")] = None
    penalty: Annotated[Penalty | None, Text("原判主刑", "principal penalty")] = None
    sentence: Annotated[Span | None, Text("原判刑期", "length of the sentence")] = None
    probation: Annotated[Span | None, Text("缓刑考验期", "probation of a suspension")] = None
    several_crimes: Annotated[bool, Text("数罪并罚", "sentenced for several crimes")] = False
    sentence_begins: Annotated[date | None, Text("刑期起", "first day of the sentence")] = None
    sentence_ends: Annotated[date | None, Text("刑期止", "last day of the sentence")] = None
    paper_begins: Annotated[date | None, Text("文书载明的起日", "first day the paper prints")] = (
        None
    )
    paper_ends: Annotated[date | None, Text("文书载明的止日", "last day the paper prints")] = None
    birth: Annotated[date | None, Text("出生日期", "day of birth")] = None
    sex: Annotated[Sex | None, Text("性别", "sex")] = None
    minor_at_crime: Annotated[
        bool | None, Text("犯罪时不满十八周岁", "under eighteen at the crime")
    ] = None
    schooling_done: Annotated[
        bool | None, Text("已完成义务教育", "compulsory schooling is finished")
    ] = None
    repeat_offender: Annotated[bool | None, Text("累犯", "repeat offender")] = None
    ringleader: Annotated[
        bool | None, Text("犯罪集团首要分子", "ringleader of a criminal group")
    ] = None
    order_begins: Annotated[date | None, Text("禁止令起", "first day of the order")] = None
    order_ends: Annotated[date | None, Text("禁止令止", "last day of the order")] = None
    outside_ground: Annotated[
        OutsideGround | None, Text("暂予监外执行情形", "why he or she serves outside")
    ] = None
    deprivation: Annotated[
        Span | None, Text("附加剥夺政治权利", "deprivation of political rights")
    ] = None
    organ_elsewhere: Annotated[
        bool | None, Text("决定地与执行地不在同一地方", "the organ is in another place")
    ] = None
    organ_other_province: Annotated[
        bool | None, Text("原审法院在外省", "the court is in another province")
    ] = None
    office_entrusted: Annotated[
        bool | None, Text("已委托司法所", "the township office is entrusted")
    ] = None
    place: Annotated[Area | None, Text("执行地", "code of the county of execution")] = None
    _index: dict[What, list[Event]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    memory: dict[object, object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Put the events in order and find them by kind."""
        events, latest = self.events, date.min
        for event in events:
            if event.day < latest:
                events = tuple(sorted(events, key=lambda event: event.day))
                object.__setattr__(self, "events", events)
                break
            latest = event.day
        index: dict[What, list[Event]] = {}
        for event in events:
            index.setdefault(event.what, []).append(event)
        object.__setattr__(self, "_index", index)

    def all(self, *whats: What) -> tuple[Event, ...]:
        """Return every event of these kinds, in order."""
        found = [self._index[what] for what in whats if what in self._index]
        if len(found) > 1:
            return tuple(event for event in self.events if event.what in whats)
        return tuple(found[0]) if found else ()

    @property
    def happened(self) -> Set[What]:
        """The kinds of events there are."""
        return self._index.keys()

    def of_kind(self, what: What) -> Sequence[Event]:
        """Return every event of one kind, in order, as they are kept: not to be changed."""
        return self._index.get(what, ())

    def first(self, what: What, *, of: str | None = None) -> Event | None:
        """Return the first event of a kind, of one matter if asked so."""
        for event in self._index.get(what, ()):
            if of is None or event.of == of:
                return event
        return None

    def last(self, what: What, *, of: str | None = None) -> Event | None:
        """Return the latest event of a kind, of one matter if asked so."""
        for event in reversed(self._index.get(what, ())):
            if of is None or event.of == of:
                return event
        return None

    def day_of(self, what: What) -> date | None:
        """Return the day of the first event of a kind."""
        found = self._index.get(what)
        return found[0].day if found else None

    @property
    def closed_on(self) -> date | None:
        """The day correction here ended: discharged, terminated or moved out."""
        for what in CLOSING:
            if what in self._index:
                return self._index[what][0].day
        return None

    def until(self, on: date) -> CaseFacts:
        """Return the case as it stood on a day: what happened later is left out."""
        if not self.events or self.events[-1].day <= on:
            return self
        return replace(self, events=tuple(event for event in self.events if event.day <= on))

    def with_events(self, *events: Event) -> CaseFacts:
        """Return the case as if this had happened too."""
        return replace(self, events=(*self.events, *events))

    def check(self) -> None:
        """Refuse a case whose facts contradict each other; names the field."""
        check_order("sentence_ends", self.sentence_begins, self.sentence_ends)
        check_order("paper_ends", self.paper_begins, self.paper_ends)
        check_order("order_ends", self.order_begins, self.order_ends)
        if self.birth and self.events and self.events[0].day <= self.birth:
            raise BadFacts(
                "birth", why=Text("出生日期晚于案件事件。", "Born after the case began.")
            )
