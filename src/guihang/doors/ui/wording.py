"""How days, moments, numbers and sentences are written for people, in both languages.

Desk and tables: ISO days. Where somebody must act: with the weekday. Missing is —, zero is 0.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import get_language

from guihang.law import articles
from guihang.law.refusals import BadFacts, Refused
from guihang.law.texts import Text

MISSING = "—"
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_TITLES = {
    "ccl-2019": Text("法", "Act"),
    "measures-2020": Text("办法", "Measures"),
    "cl-1997": Text("刑法", "Criminal Law"),
    "cpl-2018": Text("刑诉法", "Procedure Law"),
}
_OWN_RULES = {"house": Text("平台规则", "house rule"), "local": Text("本局规定", "local rule")}


def is_english() -> bool:
    """Tell whether the reader chose English; everybody else reads Chinese."""
    return (get_language() or "").startswith("en")


def said(sentence: object) -> str:
    """Say a sentence in the reader's language: a `Text`, a refusal, a lazy or a plain string."""
    if isinstance(sentence, Refused):
        sentence = sentence.why
    if isinstance(sentence, Text):
        return sentence.en if is_english() else sentence.zh
    return "" if sentence is None else str(sentence)


def day(value: date | datetime | None) -> str:
    """Write a day as tables do: 2026-11-28."""
    return MISSING if value is None else _local(value).strftime("%Y-%m-%d")


def day_short(value: date | datetime | None) -> str:
    """Write a day whose year is plain: 11-28."""
    return MISSING if value is None else _local(value).strftime("%m-%d")


def weekday(value: date | datetime) -> str:
    """Name the weekday: 星期六, Saturday."""
    number = _local(value).weekday()
    return _WEEKDAYS_EN[number] if is_english() else f"星期{_WEEKDAYS_ZH[number]}"


def weekday_short(value: date | datetime) -> str:
    """Name the weekday shortly: 周六, Sat."""
    number = _local(value).weekday()
    return _WEEKDAYS_EN[number][:3] if is_english() else f"周{_WEEKDAYS_ZH[number]}"


def day_week(value: date | datetime | None) -> str:
    """Write a day on which somebody must act: 11-28（周六）."""
    if value is None:
        return MISSING
    pattern = "{} ({})" if is_english() else "{}（{}）"
    return pattern.format(day_short(value), weekday_short(value))


def day_long(value: date | datetime | None) -> str:
    """Write a day for the person: 11月28日 周六, Sat 28 Nov."""
    if value is None:
        return MISSING
    local = _local(value)
    if is_english():
        return f"{weekday_short(local)} {local.day} {_MONTHS_EN[local.month - 1]}"
    return f"{local.month}月{local.day}日 {weekday_short(local)}"


def clock(value: datetime | time | None) -> str:
    """Write a time of day: 08:39."""
    return MISSING if value is None else _local(value).strftime("%H:%M")


def moment(value: datetime | None) -> str:
    """Write a day and its time: 2026-11-23 09:12."""
    return MISSING if value is None else f"{day(value)} {clock(value)}"


def thousands(value: int | float | None) -> str:
    """Write a number with commas from a thousand on: 1,076."""
    return MISSING if value is None else f"{value:,}"


def cite(name: str) -> str:
    """Cite an article in full, or name the rule it is where no text decides."""
    if is_own_rule(name):
        return cite_short(name)
    try:
        return said(articles.article(name).citation())
    except BadFacts:
        return name


def cite_short(name: str) -> str:
    """Cite an article as lists do: 法 29 条."""
    key, _, place = name.partition(":")
    if key in _OWN_RULES:
        return said(_OWN_RULES[key])
    if key not in _SHORT_TITLES:
        return cite(name)
    title, number = said(_SHORT_TITLES[key]), place.split(".")[0].split("(")[0]
    return f"{title} {number}" if is_english() else f"{title} {number} 条"


def is_read(name: str) -> bool:
    """Tell whether the words of an article were read in the official text (原文已核对)."""
    try:
        return articles.article(name).status is articles.Status.OFFICIAL
    except BadFacts:
        return False


def is_own_rule(name: str) -> bool:
    """Tell a rule of this platform or of the locality from an article of law."""
    return name.partition(":")[0] in _OWN_RULES


def _local[T: (date, datetime, time)](value: T) -> T:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value
