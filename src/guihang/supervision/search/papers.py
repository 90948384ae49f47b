"""What the papers of a search say: the notices to police and procuratorate, and its record."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from guihang.cases.actions.drawing_up import Sheet, drawn_up, issued
from guihang.cases.papers import POLICE, procuratorate_of
from guihang.law.codes import Body
from guihang.law.events import Missed
from guihang.law.texts import Text
from guihang.law.verdicts import Verdict
from guihang.ledger.actions import use
from guihang.supervision.models import Attempt, Search
from guihang.supervision.search import judging
from guihang.supervision.search.words import (
    CAME_ON_PAPER,
    FOUND_ON_PAPER,
    OUTCOME,
    OUTCOMES_ON_PAPER,
    SEARCH,
    WAYS_ON_PAPER,
)

TO_POLICE, REPORT, RECORD = "search_notice", "search_report", "search_record"
LONGEST_LINE, LONGEST_WORDS = 200, 400


def notice(  # noqa: PLR0913 - whom, of what, by whom and when stand in it
    search: Search, to: Body, about: str, because: str, *, by, at: datetime
):
    """Return the issued paper by which somebody is told of a search, or of how it ended."""
    form = TO_POLICE if to is Body.POLICE and about == SEARCH else REPORT
    entries = _common(search, at) | {
        "recipient": _name_of(search, to),
        "attempts": [_line(one) for one in search.attempts.all()],
        "because": because,
    }
    if form == REPORT:
        entries |= {"police_told": _police_told(search), "outcome": _outcome(search, about)}
    return issued(drawn_up(search.case, Sheet(form, _full(entries), anew=True), by=by, at=at))


def summary(search: Search, *, by, at: datetime):
    """Return the issued record of a search, with every attempt in its own words."""
    entries = _common(search, at) | {
        "attempts": [_whole(one, search, by, at) for one in search.attempts.all()],
        "notices": [_told(one) for one in search.notices.all()],
        "found": _found(search, by, at),
        "outcome": OUTCOMES_ON_PAPER[search.outcome],
        "because": search.because,
        "proposed": _proposed(search, at),
    }
    return issued(drawn_up(search.case, Sheet(RECORD, _full(entries), anew=True), by=by, at=at))


def _full(entries: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in entries.items() if value not in ("", None, [])}


def _common(search: Search, at: datetime) -> dict[str, object]:
    contact = search.contact_on
    return {
        "missed": _missed(search),
        "last_contact": _day(contact) if contact else "案件中没有有效联系的记录",
        "days": _days(search, timezone.localtime(at).date()),
        "opened": _moment(search.opened_at),
    }


def _missed(search: Search) -> str:
    if search.missed_on is None:
        return "未记录应当履行而未履行的义务"
    what = Missed(search.missed).says.zh if search.missed else "义务"
    return f"{_day(search.missed_on)}应当履行而未履行：{what}"


def _days(search: Search, on: date) -> str:
    answer = judging.clock(search, on=on)
    if not isinstance(answer, Verdict):
        return ""
    told = answer.outcome
    return f"至{_day(search.found_on or on)}脱离监管{told.days}日（{told.threshold.says.zh}）"


def _line(one: Attempt) -> str:
    with_ = f"、{one.second}" if one.second_id else ""
    whom = f"，询问{one.asked}" if one.asked else ""
    came = CAME_ON_PAPER[one.came]
    said = f"{_moment(one.moment)}{WAYS_ON_PAPER[one.way]}{whom}：{came}（{one.by}{with_}）"
    return said[:LONGEST_LINE]


def _whole(one: Attempt, search: Search, by, at: datetime) -> str:
    words = use(one, "words", purpose="制作失联查找记录", chain=search.case.chain, by=by, at=at)
    return f"{_line(one)}。{words}"[:LONGEST_WORDS]


def _told(one) -> str:
    number = f"，文号{one.paper.number}" if one.paper_id else ""
    about = "查找情况" if one.about == SEARCH else "查找结果"
    came = f"，{_day(one.received_on)}由{one.received_by}签收" if one.received_on else "，未见回执"
    return f"{_day(one.day)}向{Body(one.to).says.zh}通报{about}{number}{came}"


def _found(search: Search, by, at: datetime) -> str:
    if search.found_on is None:
        return ""
    chain, purpose = search.case.chain, "制作失联查找记录"
    told = [_day(search.found_on), FOUND_ON_PAPER[search.found_how]]
    for field in ("found_place", "found_words"):
        if getattr(search, field):
            told.append(use(search, field, purpose=purpose, chain=chain, by=by, at=at))
    told += ["拒绝接受监督管理"] if search.refuses else []
    return "；".join(told)[:LONGEST_WORDS]


def _outcome(search: Search, about: str) -> str:
    if about != OUTCOME:
        return "正在继续查找，结果另行通报"
    if search.found_on is None:
        return "未查找到，社区矫正已经结束"
    refuses = "，拒绝接受监督管理" if search.refuses else ""
    return f"{_day(search.found_on)}{FOUND_ON_PAPER[search.found_how]}{refuses}"


def _police_told(search: Search) -> str:
    there = judging.told(search, Body.POLICE, SEARCH)
    return f"{_day(there.day)}已通知公安机关协助查找" if there is not None else "尚未通知公安机关"


def _proposed(search: Search, at: datetime) -> str:
    measures = judging.proposed(search, on=timezone.localtime(at).date())
    return "、".join(one.says.zh for one in measures)


def _name_of(search: Search, to: Body) -> str:
    if to is Body.ORGAN:
        return search.case.organ_name or "社区矫正决定机关"
    named = procuratorate_of(search.unit) if to is Body.PROCURATORATE else POLICE.zh
    return named or Text("人民检察院", "procuratorate").zh


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{_day(local.date())}{local:%H:%M}"
