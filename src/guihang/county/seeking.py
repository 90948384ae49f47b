"""Searches of the simulated county: attempts, notices with receipts, the finding."""

from __future__ import annotations

from datetime import datetime, timedelta

from guihang.county.acts import Acts
from guihang.county.steps import Step
from guihang.supervision.search import actions, officers, queries
from guihang.supervision.search.actions import Found, Tried

SAID = {
    "phone": "拨打本人电话三次，均关机；短信未回。",
    "check": "核查通信联络和信息平台，近日没有活动记录。",
    "visit": "到登记住所查访，门锁，邻居称数日未见。",
    "family": "询问其家属，称外出未告知去向。",
}
BETWEEN = timedelta(minutes=20)


def seek(acts: Acts, step: Step, at: datetime) -> None:
    """Try to reach somebody in the ways a step names, an attempt every twenty minutes before."""
    search, by = _search(acts), acts.who(step, at)
    beside = officers.others(search, by=by, on=at.date())
    ways = tuple(step.more["ways"])
    for order, way in enumerate(ways):
        tried = Tried(
            way=way,
            moment=at - BETWEEN * (len(ways) - order),
            came="nothing",
            words=SAID[way],
            asked="家属" if way == "family" else "",
            second=beside[0].account_id if way == "visit" else None,
        )
        actions.note_attempt(search=search, tried=tried, by=by, at=at)


def tell_of_search(acts: Acts, step: Step, at: datetime) -> None:
    """Tell the police and the procuratorate; both sign for it."""
    search, by = _search(acts), acts.hands.of_squad(acts.life.office, at)
    for to in ("police", "procuratorate"):
        actions.tell(search=search, to=to, about="search", by=by, at=at)
    for notice in search.notices.all():
        actions.note_receipt(
            notice=notice, day=at.date(), received_by="值班民警、检察官", by=by, at=at
        )


def find(acts: Acts, step: Step, at: datetime) -> None:
    """Find the person at work in the next town, without a good reason."""
    found = Found(
        day=at.date(),
        how="police",
        place="零陵区建材市场",
        words="民警在市场找到本人，称外出务工忘记报告，已当面教育。",
        good_reason=False,
        severity="light",
    )
    actions.note_found(search=_search(acts), found=found, by=acts.who(step, at), at=at)


def _search(acts: Acts):
    return queries.of_case(acts.life.case).first()
