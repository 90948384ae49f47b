"""What is written into the sheet of a month (月考核表)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from guihang.cases.papers import complete, head
from guihang.cases.vocabulary import Channel
from guihang.duties.owing import day_of
from guihang.law.codes import MonthResult
from guihang.law.events import CODES, What
from guihang.ledger.chains import SYSTEM
from guihang.supervision.assessment import evidence, scheme
from guihang.supervision.assessment.month import Month
from guihang.supervision.models import MonthlyAssessment

FORM = "monthly_assessment"
LONGEST_LINE = 200
CHANNELS = {
    Channel.COUNTER: "当面",
    Channel.POST: "邮寄",
    Channel.EXCHANGE: "数据交换",
    Channel.VISIT: "上门",
    Channel.PHONE: "电话",
    Channel.KIOSK: "自助终端",
    Channel.MOBILE: "手机",
    Channel.REGISTER: "登记册",
}


def sheet(
    assessment: MonthlyAssessment, *, confirmed_by: str, at: datetime
) -> Mapping[str, object]:
    """Return what stands in the sheet of a month; facts first, points as the explanation."""
    case, month = assessment.case, Month(assessment.month)
    found = evidence.gather(case, month)
    written = {
        "month": f"{month.first.year}年{month.first.month}月",
        "evidence": [_topic(one) for one in found.topics if one.rows],
        "points": _points(assessment),
        "result": MonthResult(assessment.result).says.zh,
        "reasons": assessment.reasons,
        "assessed_by": assessment.by.name,
        "assessed_on": day_of(assessment.at),
        "confirmed_by": confirmed_by,
        "confirmed_on": day_of(at),
    }
    return complete(FORM, head(case, FORM, by=SYSTEM, at=at) | written)


def _line(one: Mapping[str, object]) -> str:
    """Return a line of the count, with what an exemption credited."""
    says = f"{one['zh']}：{one['points']:+d}分"
    return f"{says}（其中减免计{one['credited']}分）" if one.get("credited") else says


def _topic(topic) -> str:
    told = "、".join(_row(row) for row in topic.rows)
    return f"{topic.says.zh}：{told}"[:LONGEST_LINE]


def _row(row) -> str:
    kind = What(row.what)
    known = CODES.get(kind)
    besides = known(row.code).says.zh if known and row.code in set(known) else ""
    how = CHANNELS.get(row.channel, "")
    marks = "，".join(one for one in (besides, how) if one)
    says = f"{row.day.month}月{row.day.day}日{kind.says.zh}"
    return f"{says}（{marks}）" if marks else says


def _points(assessment: MonthlyAssessment) -> list[str]:
    """Return the count as it was shown to the officer, line by line."""
    used = scheme.named(assessment.scheme) if assessment.scheme else None
    if used is None:
        return []
    lines = [_line(one) for one in assessment.lines]
    proposed = MonthResult(assessment.proposed).says.zh
    return [
        f"{used.title.zh}（{used.version}）：基础{used.base}分",
        *lines,
        f"合计{assessment.points}分，办法建议：{proposed}。计分仅供参考，由工作人员评定。",
    ]
