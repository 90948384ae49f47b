"""From the cells of one row to a notice that can be taken in: person, order, office, events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guihang.cases.actions.noting import Besides
from guihang.cases.actions.receiving import OrderDraft, PersonDraft, Receipt, SideDraft
from guihang.cases.register.cells import Sentence
from guihang.cases.register.columns import BY_KEY
from guihang.cases.vocabulary import Channel, SideKind
from guihang.law.codes import Kind, Organ, Penalty
from guihang.law.events import Event, What
from guihang.law.spans import Span
from guihang.law.texts import Text

ORGANS = (
    ("法院", Organ.COURT),
    ("监狱管理局", Organ.PRISON_BUREAU),
    ("监狱管理机关", Organ.PRISON_BUREAU),
    ("公安", Organ.POLICE),
)
SIDES = {
    "剥夺政治权利": SideKind.DEPRIVATION,
    "罚金": SideKind.FINE,
    "没收": SideKind.CONFISCATION,
    "驱逐出境": SideKind.EXPULSION,
    "从业禁止": SideKind.OCCUPATION_BAN,
}
NONE = frozenset({"", "无", "没有", "/", "-", "—"})
LENGTH = re.compile(r"[0-9一二两三四五六七八九十]+年(?:[0-9一二两三四五六七八九十]+个?月)?")
STEPS = (
    What.IDENTITY_CHECKED,
    What.FILE_OPENED,
    What.EXIT_BAN_REPORTED,
    What.GROUP_FORMED,
)
AFTER_DECLARED = (What.ASSESSED, What.PLAN_MADE)
ASSUMED = Text(
    "按登记册导入，登记册未载明日期的手续按报到（宣告）当日计",
    "taken from a register; steps without a day count as of the day of reporting",
)
OF_PERSON = (
    "name", "former_name", "identity_number", "phone", "home", "birth", "sex", "nation",
    "nationality", "occupation", "contact", "mental_illness", "infection",
    "education", "marriage", "work", "registered_home", "health", "record", "resume", "relatives",
)  # fmt: skip
OF_ORDER = (
    "kind", "organ_name", "judgment_number", "execution_number", "judged_on", "crime",
    "crime_facts", "sentence_begins", "sentence_ends", "outside_ground", "custody_place",
    "minor_at_crime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a register is to come in: which offices there are, which one rows without go to.

    `steps_done`: what comes before the declaration counts as done where a row gives no day.
    """

    offices: Mapping[str, object]
    office: object | None = None
    steps_done: bool = True


class Faulty(Exception):  # noqa: N818 - what is wrong with a row is an answer
    """A row that cannot come in as it is; the rest of it may still be looked at."""

    def __init__(self, faults: Mapping[str, Text], receipt: Receipt | None) -> None:
        """Keep what is wrong by column, and the draft if there is enough for one."""
        super().__init__(", ".join(faults))
        self.faults, self.receipt = faults, receipt


@dataclass(slots=True)
class _Row:
    """One row on its way: what its cells say, and what is wrong."""

    values: Mapping[str, Any]
    faults: dict[str, Text] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key) or default

    def wrong(self, key: str, zh: str, en: str) -> None:
        self.faults.setdefault(key, Text(zh, en))


def drafted(values: Mapping[str, object], wishes: Wishes, on: date) -> Receipt:
    """Return what a row asks to take in; raise `Faulty` where it cannot come in."""
    row = _Row(values)
    _demand(row)
    begins, ends = _days(row)
    unit = _office(row, wishes)
    organ = _organ(row)
    receipt = None
    if row.get("kind") and organ and unit and row.get("name"):
        order = _order(row, organ, begins, ends)
        receipt = Receipt(
            PersonDraft(**{key: row.get(key, _blank(key)) for key in OF_PERSON}),
            order,
            unit,
            channel=Channel.REGISTER,
            events=tuple(_events(row, order, wishes, on)),
            besides=Besides(channel=Channel.REGISTER),
            notes=dict.fromkeys(_assumed(row), ASSUMED.zh) if wishes.steps_done else {},
        )
    if row.faults:
        raise Faulty(row.faults, receipt)
    return receipt


def _blank(key: str) -> object:
    return None if key == "birth" else ""


def _demand(row: _Row) -> None:
    for column in BY_KEY.values():
        # A cell that could not be read has said so already.
        if column.required and column.key in row.values and not row.get(column.key):
            row.wrong(column.key, f"缺{column.title}。", f"{column.title} is missing.")
    if not row.get("identity_number") and not row.get("birth"):
        row.wrong(
            "identity_number",
            "身份证号码和出生年月日至少填一项。",
            "Give the identity number or the day of birth.",
        )


def _days(row: _Row) -> tuple[date | None, date | None]:
    both = row.get("both_days", (None, None))
    found = []
    for key, other in zip(("paper_begins", "paper_ends"), both, strict=True):
        if row.get(key) and other and row.get(key) != other:
            row.wrong(
                key,
                f"与“{BY_KEY['both_days'].title}”（{other}）不一致。",
                f"This is not the day in {BY_KEY['both_days'].title} ({other}).",
            )
        found.append(row.get(key) or other)
        if found[-1] is None and not row.faults.get(key):
            row.wrong(key, f"缺{BY_KEY[key].title}。", f"{BY_KEY[key].title} is missing.")
    return found[0], found[1]


def _office(row: _Row, wishes: Wishes) -> object | None:
    named = row.get("office", "")
    if not named:
        if wishes.office is None:
            row.wrong("office", "缺司法所。", "The justice office is missing.")
        return wishes.office
    unit = wishes.offices.get(named) or wishes.offices.get(named.removesuffix("司法所"))
    if unit is None:
        known = "、".join(dict.fromkeys(str(one) for one in wishes.offices.values()))
        row.wrong("office", f"没有这个司法所；应为：{known}。", f"No such office; one of: {known}.")
    elif wishes.office is not None and unit.pk != wishes.office.pk:
        row.wrong(
            "office",
            f"这一行不属于{wishes.office}，本次只导入该所。",
            f"This row is not of {wishes.office}, the only office imported now.",
        )
    return unit


def _organ(row: _Row) -> Organ | None:
    named = row.get("organ_name", "")
    organ = next((organ for part, organ in ORGANS if part in named), None)
    if named and organ is None:
        row.wrong(
            "organ_name",
            "看不出是法院、监狱管理机关还是公安机关；请写机关全称。",
            "This tells no court, prison bureau or police; write the whole name.",
        )
    return organ


def _order(row: _Row, organ: Organ, begins: date | None, ends: date | None) -> OrderDraft:
    kind = Kind(row.get("kind"))
    named, told = row.get("penalty", Sentence()), row.get("sentence", Sentence())
    penalty = named.penalty or told.penalty
    if penalty is None and kind is Kind.SURVEILLANCE:
        penalty = Penalty.SURVEILLANCE
    length = told.length or named.length
    probation = row.get("probation") or told.probation or named.probation
    term: Span | None = row.get("term")
    if kind is Kind.SUSPENSION:
        probation = probation or term
    elif kind is Kind.SURVEILLANCE:
        length = length or term
    return OrderDraft(
        **{key: row.get(key, _nothing(key)) for key in OF_ORDER},
        organ=organ.value,
        penalty=penalty.value if penalty else "",
        sentence=str(length) if length else "",
        probation=str(probation) if probation and kind is Kind.SUSPENSION else "",
        several_crimes=bool(row.get("several_crimes")),
        paper_begins=begins,
        paper_ends=ends,
        sides=tuple(_sides(row)),
    )


def _nothing(key: str) -> object:
    has_none = key.endswith(("_on", "_begins", "_ends")) or key == "minor_at_crime"
    return None if has_none else ""


def _sides(row: _Row) -> Iterator[SideDraft]:
    order = row.get("prohibition", "")
    if order not in NONE:
        begins, ends = row.get("prohibition_begins"), row.get("prohibition_ends")
        yield SideDraft(SideKind.PROHIBITION, order, begins=begins, ends=ends)
    for part in re.split(r"[;；，,、]", row.get("additional", "")):
        kind = next((kind for words, kind in SIDES.items() if words in part), None)
        if kind is not None:
            length = LENGTH.search(part) if kind is SideKind.DEPRIVATION else None
            span = str(Span.parse(length.group())) if length else ""
            yield SideDraft(kind, part.strip(), length=span)


def _events(row: _Row, order: OrderDraft, wishes: Wishes, on: date) -> Iterator[Event]:
    """Yield what happened by day; what a row leaves out is only taken as done if wished so."""
    arrived, declared = row.get("arrived_on"), row.get("declared_on")
    received = row.get("received_on") or (arrived if wishes.steps_done else None)
    if declared and not arrived:
        row.wrong("arrived_on", "有宣告日期，缺报到时间。", "Declared, but no day of reporting.")
    days = [(What.EFFECTIVE, row.get("effective_on")), (What.DOCUMENTS_RECEIVED, received)]
    outside = order.kind == Kind.OUTSIDE
    days += [(What.HANDED_OVER if outside else What.REPORTED, arrived), (What.REGISTERED, arrived)]
    if wishes.steps_done and arrived:
        declared = declared or arrived
        days.insert(2, (What.RECEIPT_RETURNED, received))
        days += [(what, arrived) for what in STEPS]
    days.append((What.DECLARED, declared))
    if wishes.steps_done and declared:
        days += [(what, declared) for what in AFTER_DECLARED]
    days += [
        (What.HEALTH_REPORTED, row.get("health_on")),
        (What.REVIEW_HANDED_IN, row.get("review_on")),
    ]
    _demand_past(row, on)
    for what, day in days:
        if day is not None:
            yield Event(what, day)
    if row.get("level") and declared:
        yield Event(What.CLASSIFIED, declared, code=row.get("level"))


def _assumed(row: _Row) -> Iterator[What]:
    """Yield what is only taken as done: whatever no cell of the row gives a day for."""
    yield from (What.RECEIPT_RETURNED, *STEPS, *AFTER_DECLARED)
    if not row.get("received_on"):
        yield What.DOCUMENTS_RECEIVED
    if not row.get("declared_on"):
        yield What.DECLARED


def _demand_past(row: _Row, on: date) -> None:
    for key in ("received_on", "arrived_on", "declared_on", "health_on", "review_on", "judged_on"):
        day = row.get(key)
        if day and day > on:
            row.wrong(key, "这一天还没有到。", "This day has not come yet.")
    arrived = row.get("arrived_on")
    for key in ("declared_on", "health_on", "review_on"):
        if arrived and row.get(key) and row.get(key) < arrived:
            row.wrong(key, f"早于报到时间（{arrived}）。", f"This is before reporting ({arrived}).")
    judged, begins = row.get("judged_on"), row.get("paper_begins")
    if judged and begins and begins < judged:
        row.wrong("paper_begins", f"早于判决日期（{judged}）。", f"Before the judgment ({judged}).")
    if judged and arrived and arrived < judged:
        row.wrong("arrived_on", f"早于判决日期（{judged}）。", f"Before the judgment ({judged}).")
