"""The correction group: who may sit in it, and whom it must not lack (矫正小组)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Sex
from guihang.law.events import What, check_order
from guihang.law.obligations import Obligation, register
from guihang.law.refusals import BadFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, lacking, need

MEMBERS = "ccl-2019:25.2"
FORMED = "ccl-2019:25.1"
FOR_MINORS = "ccl-2019:52.2"
STILL_MINOR = "ccl-2019:58"


class Role(Code):
    """Who may be a member of a group (小组成员)."""

    OFFICE = "office", "司法所人员", "staff of the township office"
    COMMITTEE = "committee", "居（村）民委员会人员", "member of the committee"
    GUARDIAN = "guardian", "监护人", "guardian"
    FAMILY = "family", "家庭成员", "family member"
    UNIT = "unit", "所在单位人员", "somebody from work"
    SCHOOL = "school", "就读学校人员", "somebody from school"
    SOCIAL_WORKER = "social_worker", "社会工作者", "social worker"
    VOLUNTEER = "volunteer", "志愿者", "volunteer"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a group."""

    role: Annotated[Role, Text("成员身份", "which member")]
    sex: Annotated[Sex | None, Text("性别", "sex")] = None
    knows_minors: Annotated[
        bool | None, Text("熟悉未成年人身心特点", "knows what minors are like")
    ] = None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group and whose it is."""

    members: Annotated[tuple[Member, ...], Text("小组成员", "members")]
    sex: Annotated[Sex | None, Text("社区矫正对象性别", "sex of the person")] = None
    minor: Annotated[
        bool | None, Text("开始矫正时未满十八周岁", "under eighteen when correction began")
    ] = None
    birth: Annotated[date | None, Text("出生日期", "day of birth")] = None
    began: Annotated[date | None, Text("开始矫正之日", "day correction began")] = None

    def check(self) -> None:
        """Refuse a beginning before the birth."""
        check_order("began", self.birth, self.began)


class Lacking(Code):
    """Whom a group lacks (小组缺少的成员)."""

    MEMBERS = "members", "小组没有成员", "it has no members"
    WOMAN = "woman", "缺少女性成员", "no woman"
    MINORS_EXPERT = "minors_expert", "缺少熟悉未成年人身心特点的人员", "nobody who knows minors"


@dataclass(frozen=True, slots=True)
class Composition:
    """Whether a group is as the law wants it, and whom it lacks."""

    complete: bool
    lacks: tuple[Lacking, ...]


@rule(
    "group.composition", MEMBERS, FOR_MINORS, STILL_MINOR, "measures-2020:19", zh="矫正小组的组成"
)
def composition(facts: GroupFacts, law: Statutes) -> Answer[Composition]:
    """A woman's group holds a woman; a minor's somebody who knows minors, after eighteen too."""
    says = Text("根据需要由有关人员组成", "made up as needed")
    grounds, lacks = [Ground(MEMBERS, says)], []
    if not facts.members:
        lacks.append(Lacking.MEMBERS)
    if _lacks_woman(facts):
        lacks.append(Lacking.WOMAN)
    if _lacks_expert(facts, law):
        lacks.append(Lacking.MINORS_EXPERT)
        grounds += [
            Ground(FOR_MINORS, Lacking.MINORS_EXPERT.says),
            Ground(STILL_MINOR, Text("期间年满十八周岁的继续适用", "it goes on after eighteen")),
        ]
    return Verdict(Composition(not lacks, tuple(lacks)), tuple(grounds))


def _lacks_woman(facts: GroupFacts) -> bool:
    if any(member.sex is Sex.FEMALE for member in facts.members):
        return False
    sex = need(facts.sex, "sex", Text("社区矫正对象的性别", "the sex of the person"))
    if sex is Sex.MALE:
        return False
    for at, member in enumerate(facts.members):
        need(member.sex, f"members[{at}].sex", Text("小组成员的性别", "the sex of a member"))
    return True


def _lacks_expert(facts: GroupFacts, law: Statutes) -> bool:
    if any(member.knows_minors for member in facts.members):
        return False
    if not is_minor(facts, law):
        return False
    for at, member in enumerate(facts.members):
        what = Text("成员是否熟悉未成年人", "whether a member knows minors")
        need(member.knows_minors, f"members[{at}].knows_minors", what)
    return True


def is_minor(facts: GroupFacts, law: Statutes) -> bool:
    """Tell whether the rules for minors hold: under age when correction began, whatever since."""
    if facts.birth is None or facts.began is None:
        if facts.minor is None:
            lacking("minor", Text("开始矫正时是否未成年", "whether it began under age"))
        return facts.minor
    adult = law["minors.adult_age"].number
    under = periods.age(facts.birth, facts.began) < adult
    if facts.minor is not None and facts.minor != under:
        why = Text("与出生日期不符。", "It contradicts the day of birth.")
        raise BadFacts("minor", why=why, ground=STILL_MINOR)
    return under


register(
    Obligation(
        name="group.form",
        says=Text("确定矫正小组、签订矫正责任书", "form the group and sign its duties"),
        by=Body.COUNTY,
        to=(Body.PERSON, Body.GROUP),
        opened_by=(What.REGISTERED,),
        discharged_by=(What.GROUP_FORMED,),
        articles=(FORMED, "measures-2020:19"),
        once=True,
        untimed=True,
    )
)
