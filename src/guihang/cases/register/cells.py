"""What one cell of a register says: words, days, lengths, codes, as people really write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guihang.dossiers.forms import cleaned
from guihang.law.codes import Penalty
from guihang.law.spans import Span
from guihang.law.texts import Text

MOST_SIGNS = 2000
EXACT_NUMBERS = 10**15
"""Beyond this Excel keeps no exact whole number: a long number typed as one has lost its end."""
SERIALS = range(7_000, 80_000)
"""Days Excel may have kept as a bare number: 1919 to 2119."""
WRITTEN_DAYS = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
BETWEEN = re.compile(r"\s*(?:至|到|~|～|—+|－)\s*|(?<=^\d{8})-(?=\d{8}$)")
YES, NO = frozenset({"是", "有", "对", "y", "yes", "1"}), frozenset({"否", "无", "n", "no", "0"})
PENALTIES: Mapping[str, Penalty] = {penalty.says.zh: penalty for penalty in Penalty}
SUSPENDED = re.compile(r"[,，;；、]?\s*(?:宣告)?缓刑(?:考验期)?(?:限)?(?:为)?")
SPAN_NOISE = re.compile(r"[\s零又]+")


class UnreadableError(ValueError):
    """A cell says nothing that its column takes; says what it takes instead."""

    def __init__(self, zh: str, en: str) -> None:
        """Say it in both languages."""
        super().__init__(en)
        self.says = Text(zh, en)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as one cell has it: the penalty, its length, and the probation if it is there."""

    penalty: Penalty | None = None
    length: Span | None = None
    probation: Span | None = None


type Reader = Callable[[object], object]


def plain(value: object) -> str:
    """Return what a cell shows, without blanks around and without what cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    return cleaned(str(value)).strip()


def words(value: object) -> str:
    """Read words; a very long number cannot be trusted any more."""
    if isinstance(value, int | float) and abs(value) >= EXACT_NUMBERS:
        raise UnreadableError(
            "长号码被存成了数字，末尾几位已经丢失；请把该列设为“文本”后重新填写。",
            "A long number was kept as a figure and lost its end; make the column text.",
        )
    found = plain(value)
    if len(found) > MOST_SIGNS:
        raise _too_long(MOST_SIGNS)
    return found


def _too_long(most: int) -> UnreadableError:
    return UnreadableError(f"内容超过 {most} 字。", f"This is longer than {most} signs.")


def short(most: int) -> Reader:
    """Return a reader of words that are not longer than a column takes."""

    def read(value: object) -> str:
        found = " ".join(words(value).split())
        if len(found) > most:
            raise _too_long(most)
        return found

    return read


def number(value: object) -> str:
    """Read a number that is compared sign by sign: no blanks, half width, capitals."""
    return "".join(unicodedata.normalize("NFKC", words(value)).split()).upper()


def day(value: object) -> date | None:
    """Read a day: an Excel date, or 2026-03-01, 2026/3/1, 2026年3月1日, 20260301."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and int(value) in SERIALS:
        from openpyxl.utils.datetime import from_excel

        return from_excel(int(value)).date()
    written = number(CLOCK.sub("", plain(value)))
    if not written:
        return None
    for form in WRITTEN_DAYS:
        if found := form.fullmatch(written):
            return _day(*map(int, found.groups()))
    raise UnreadableError(
        "不是日期；请写成 2026-03-01。", "This is not a day; write it like 2026-03-01."
    )


def _day(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise UnreadableError("没有这一天。", "There is no such day.") from None


def days(value: object) -> tuple[date | None, date | None]:
    """Read two days in one cell: 2026-03-01至2027-02-28."""
    if isinstance(value, date):
        return day(value), None
    parts = [part for part in BETWEEN.split(plain(value)) if part]
    if len(parts) > len(("from", "to")):
        raise UnreadableError(
            "不是起止日；请写成 2026-03-01至2027-02-28。",
            "These are not two days; write them like 2026-03-01至2027-02-28.",
        )
    first, last = [*parts, "", ""][:2]
    return day(first), day(last)


def span(value: object) -> Span | None:
    """Read a length of time: 1年6个月, 二年, 拘役五个月."""
    written = SPAN_NOISE.sub("", plain(value))
    for penalty in PENALTIES:
        written = written.removeprefix(penalty)
    if not written:
        return None
    try:
        return Span.parse(written)
    except ValueError:
        raise UnreadableError(
            "不是期限；请写明年、月，如“1年6个月”。",
            "This is not a length of time; write years and months like 1年6个月.",
        ) from None


def sentence(value: object) -> Sentence:
    """Read a sentence: 有期徒刑一年六个月, or with its probation: 有期徒刑一年，缓刑二年."""
    before, *after = SUSPENDED.split(plain(value), maxsplit=1)
    named = next((one for zh, one in PENALTIES.items() if before.startswith(zh)), None)
    if named is Penalty.LIFE:
        return Sentence(named)
    return Sentence(named, span(before), span(after[0]) if after else None)


def code(known: Mapping[str, str]) -> Reader:
    """Return a reader of one of a few words; a number before the word does not matter."""
    shown = "、".join(dict.fromkeys(known))

    def read(value: object) -> str:
        found = re.sub(r"^\d+[\s.、:：-]*(?=\D)", "", number(value))
        if not found or found in known:
            return known.get(found, "")
        raise UnreadableError(f"应为：{shown}。", f"This is one of: {shown}.")

    return read


def yes(value: object) -> bool | None:
    """Read yes or no."""
    found = plain(value).lower()
    if not found:
        return None
    if found in YES or found in NO:
        return found in YES
    raise UnreadableError("应为：是、否。", "This is 是 (yes) or 否 (no).")
