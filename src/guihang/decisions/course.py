"""The course of a matter: which act leads from which stage to which. Pure; drawn for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where a matter stands (审批环节)."""

    ASKED = "asked"  # 已申请
    RETURNED = "returned"  # 退回补正
    CHECKED = "checked"  # 已核实
    OPINIONS = "opinions"  # 已出具意见
    GRANTED = "granted"  # 已批准
    REFUSED = "refused"  # 不予批准
    TOLD = "told"  # 批准已告知
    EFFECTIVE = "effective"  # 生效
    LAPSED = "lapsed"  # 到期失效
    ENDED = "ended"  # 提前终止
    CLOSED = "closed"  # 不予批准已告知
    WITHDRAWN = "withdrawn"  # 申请人撤回


class Act(StrEnum):
    """What somebody does to a matter, or what a day does to it."""

    ASK = "ask"
    RESUBMIT = "resubmit"
    CHECK = "check"
    RETURN = "return"
    GIVE_OPINION = "give_opinion"
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    TELL = "tell"
    CONFIRM_RECEIPT = "confirm_receipt"
    LEAVE_WITH_WITNESS = "leave_with_witness"  # 留置送达
    TAKE_EFFECT = "take_effect"
    LAPSE = "lapse"
    END = "end"


BEGINS = Stage.ASKED
"""Every matter begins by being asked for."""

DECIDING = {
    Act.GIVE_OPINION: Stage.OPINIONS,
    Act.GRANT: Stage.GRANTED,
    Act.REFUSE: Stage.REFUSED,
    Act.RETURN: Stage.RETURNED,
    Act.WITHDRAW: Stage.WITHDRAWN,
}

COURSE: Mapping[Stage, Mapping[Act, Stage]] = {
    Stage.ASKED: {
        Act.CHECK: Stage.CHECKED,
        Act.RETURN: Stage.RETURNED,
        Act.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.RETURNED: {Act.RESUBMIT: Stage.ASKED, Act.WITHDRAW: Stage.WITHDRAWN},
    Stage.CHECKED: DECIDING,
    Stage.OPINIONS: DECIDING,
    Stage.GRANTED: {Act.TELL: Stage.TOLD, Act.END: Stage.ENDED},
    Stage.REFUSED: {Act.TELL: Stage.CLOSED},
    Stage.TOLD: {
        Act.CONFIRM_RECEIPT: Stage.TOLD,
        Act.LEAVE_WITH_WITNESS: Stage.TOLD,
        Act.TAKE_EFFECT: Stage.EFFECTIVE,
        Act.END: Stage.ENDED,
    },
    Stage.EFFECTIVE: {
        Act.CONFIRM_RECEIPT: Stage.EFFECTIVE,
        Act.LEAVE_WITH_WITNESS: Stage.EFFECTIVE,
        Act.LAPSE: Stage.LAPSED,
        Act.END: Stage.ENDED,
    },
    Stage.LAPSED: {},
    Stage.ENDED: {},
    Stage.CLOSED: {Act.CONFIRM_RECEIPT: Stage.CLOSED, Act.LEAVE_WITH_WITNESS: Stage.CLOSED},
    Stage.WITHDRAWN: {},
}

FINAL = frozenset({Stage.LAPSED, Stage.ENDED, Stage.CLOSED, Stage.WITHDRAWN})
"""The stages a matter does not leave."""

UNDECIDED = frozenset({Stage.ASKED, Stage.RETURNED, Stage.CHECKED, Stage.OPINIONS})
"""The stages before a decision."""


def after(stage: Stage, act: Act) -> Stage | None:
    """Return the stage an act leads to; None when it is not possible from here."""
    return COURSE[stage].get(act)


def possible_from(stage: Stage) -> tuple[Act, ...]:
    """Return what can be done at a stage, by whomever."""
    return tuple(COURSE[stage])


def stages_for(act: Act) -> tuple[Stage, ...]:
    """Return the stages in which an act is possible."""
    return tuple(stage for stage, acts in COURSE.items() if act in acts)


def leads_to(stage: Stage) -> frozenset[Stage]:
    """Return every stage that can still be reached from one, itself left out unless it returns."""
    found: set[Stage] = set()
    waiting = [stage]
    while waiting:
        for target in COURSE[waiting.pop()].values():
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def standing(stage: Stage, *, begins: date | None, ends: date | None, on: date) -> Stage:
    """A told grant is in force from its first day to its last, whoever has looked meanwhile."""
    if stage not in {Stage.TOLD, Stage.EFFECTIVE}:
        return stage
    if ends is not None and on > ends:
        return Stage.LAPSED
    if begins is not None and on >= begins:
        return Stage.EFFECTIVE
    return stage


def draw() -> str:
    """Return the course as a Mermaid diagram for docs/reference/course.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {BEGINS}: {Act.ASK}"]
    for stage, acts in COURSE.items():
        lines += [f"    {stage} --> {target}: {act}" for act, target in acts.items()]
    lines += [f"    {stage} --> [*]" for stage in Stage if stage in FINAL]
    return "\n".join(lines) + "\n"
