"""What a township office can be entrusted with (委托事项). The list is the office's own, not law.

The Act says only that an office takes on related work as entrusted (ccl-2019:9.2); which work,
the county agency writes into the paper.
"""

from __future__ import annotations

from guihang.law.texts import Text

POWERS: dict[str, Text] = {
    "inquiry": Text("协助开展调查评估", "Helping with the inquiry before a decision"),
    "induction": Text("参与入矫宣告、解矫宣告", "Taking part in induction and discharge"),
    "plan": Text("协助制定并落实矫正方案", "Helping to draw up and carry out the plan"),
    "daily": Text(
        "日常监督管理：报告、走访、信息化核查",
        "Everyday supervision: reports, visits, spot checks",
    ),
    "education": Text("组织教育学习和公益活动", "Education and public service"),
    "help": Text("协调就业、就学、救助等帮扶", "Help with work, schooling and relief"),
    "opinions": Text(
        "对外出、会客、进入特定场所、执行地变更等申请提出意见",
        "Opinions on requests for leave, visits, places and change of place",
    ),
    "short_leave": Text(
        "在规定天数内审批外出申请", "Deciding requests for leave within the days laid down"
    ),
    "work_file": Text("建立和保管工作档案", "Keeping the work file"),
}


def said(power: str) -> Text:
    """Return a power in words; one no longer on the list keeps its code."""
    return POWERS.get(power, Text(power, power))
