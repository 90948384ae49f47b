"""What is special for minors: who counts as one, what is not public, school, guardians (未成年人).

Whoever was under age when correction began keeps the rules for minors, after eighteen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.articles import article
from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.events import check_order
from guihang.law.refusals import BadFacts
from guihang.law.rules.group import GroupFacts, is_minor
from guihang.law.rules.limbs import distinct, texts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, need

GOES_ON = "ccl-2019:58"
QUIET = "measures-2020:55.2"
SEPARATELY = Text("对未成年人的社区矫正与成年人分别进行", "minors apart from adults")


@dataclass(frozen=True, slots=True)
class MinorFacts:
    """When somebody was born and when correction began (未成年社区矫正对象)."""

    birth: Annotated[date | None, Text("出生日期", "day of birth")] = None
    began: Annotated[date | None, Text("开始矫正之日", "day correction began")] = None
    minor: Annotated[
        bool | None, Text("开始矫正时未满十八周岁", "under eighteen when correction began")
    ] = None

    def check(self) -> None:
        """Refuse a beginning before the birth."""
        check_order("began", self.birth, self.began)


def check_born(birth: date, law: Statutes) -> None:
    """Refuse a birth after the day asked about."""
    if birth > law.on:
        raise BadFacts("birth", why=Text("出生日期晚于查询日。", "Born after the day asked about."))


def applies(facts: MinorFacts, law: Statutes) -> bool:
    """Tell whether the rules for minors hold for somebody."""
    texts(law, GOES_ON)
    if facts.birth:
        check_born(facts.birth, law)
    asked = GroupFacts((), minor=facts.minor, birth=facts.birth, began=facts.began)
    return is_minor(asked, law)


def _because(minor: bool) -> Ground:
    says = (
        Text(
            "开始矫正时未满十八周岁，期间年满后继续适用", "began under age; goes on after eighteen"
        )
        if minor
        else Text("开始矫正时已满十八周岁", "of age when correction began")
    )
    return Ground(GOES_ON, says)


@dataclass(frozen=True, slots=True)
class Minority:
    """Whether the rules for minors hold, and since when or from when somebody is of age."""

    applies: bool
    of_age: bool
    of_age_on: date


@rule("minors.status", GOES_ON, "juvenile-2006:2", zh="是否适用未成年人社区矫正规定")
def status(facts: MinorFacts, law: Statutes) -> Answer[Minority]:
    """The rules for minors hold for whoever began under age, and go on after eighteen."""
    birth = need(facts.birth, "birth", Text("出生日期", "the day of birth"))
    need(facts.began, "began", Text("开始矫正之日", "the day correction began"))
    minor, age = applies(facts, law), law["minors.adult_age"]
    day = periods.reaches(birth, age.number)
    says = Text(f"{day} 起已满{age.number}周岁", f"{age.number} years of age from {day}")
    found = (_because(minor), Ground(periods.AGE, says))
    return Verdict(Minority(minor, day <= law.on, day), found, (Step(says, day, periods.AGE),))


class Special(Code):
    """The special rules for minors (未成年人社区矫正特别规定)."""

    TAILORED = "tailored", "采取针对性的矫正措施", "measures that fit the minor"
    EXPERT = "expert", "矫正小组有熟悉未成年人身心特点的人员", "somebody in the group knows minors"
    SEPARATE = "separate", "与成年人分别进行", "apart from adults"
    GUARDIAN = "guardian", "监护人履行抚养、管教等监护责任", "the guardian looks after the minor"
    SECRET = "secret", "身份信息保密", "the identity is kept secret"
    FILE_CLOSED = "file_closed", "档案信息不得提供给他人", "the file is given to nobody"
    EQUAL = "equal", "复学、升学、就业不受歧视", "no discrimination at school and work"
    NOT_PUBLIC = "not_public", "考核奖惩和宣告不公开", "sanctions and declarations are not public"
    GUARDIAN_TOLD = "guardian_told", "宣告、处罚通知监护人到场", "the guardian is called to attend"
    STAFF = "staff", "选任熟悉未成年人的工作人员", "staff chosen for minors"
    AFTERCARE = "aftercare", "告知安置帮教的有关规定", "told the rules of resettlement aid"
    GOING_ON = "going_on", "已满十八周岁，继续适用", "of age now, the rules go on"


SPECIAL: tuple[tuple[Special, str], ...] = (
    (Special.TAILORED, "ccl-2019:52.1"),
    (Special.EXPERT, "ccl-2019:52.2"),
    (Special.SEPARATE, "ccl-2019:52.3"),
    (Special.GUARDIAN, "ccl-2019:53.1"),
    (Special.SECRET, "ccl-2019:54.1"),
    (Special.FILE_CLOSED, "ccl-2019:54.2"),
    (Special.EQUAL, "ccl-2019:57"),
    (Special.NOT_PUBLIC, QUIET),
    (Special.GUARDIAN_TOLD, QUIET),
    (Special.STAFF, "measures-2020:55.3"),
    (Special.AFTERCARE, "jp-2020:55"),
)


@rule(
    "minors.special_rules",
    "ccl-2019:52",
    "ccl-2019:53.1",
    "ccl-2019:54",
    "ccl-2019:57",
    GOES_ON,
    "measures-2020:55",
    "jp-2020:55",
    zh="适用哪些未成年人特别规定",
)
def special_rules(facts: MinorFacts, law: Statutes) -> Answer[tuple[Special, ...]]:
    """Minors are corrected apart, in secret, with their guardian and somebody who knows them."""
    if not applies(facts, law):
        return Verdict((), (_because(False),))
    found = list(_in_force(SPECIAL, law))
    if facts.birth and periods.age(facts.birth, law.on) >= law["minors.adult_age"].number:
        found.append((Special.GOING_ON, GOES_ON))
    reasons = (Ground(article, special.says) for special, article in found)
    return Verdict(tuple(special for special, _ in found), distinct((*reasons, _because(True))))


def _in_force(table: Iterable[tuple[Special, str]], law: Statutes) -> Iterator[tuple[Special, str]]:
    return (each for each in table if article(each[1]).instrument.in_force(law.on))


class Act(Code):
    """What is done in front of others or made known (宣告、奖惩)."""

    ENTRY = "entry", "入矫宣告", "declaration of entry"
    SANCTION = "sanction", "训诫、警告等处罚", "sanction"
    COMMENDATION = "commendation", "表扬", "commendation"
    PUBLICATION = "publication", "考核奖惩结果公示", "publication of results and sanctions"
    DISCHARGE = "discharge", "解矫宣告", "declaration of discharge"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts(MinorFacts):
    """Something done in front of others, and whether the person is a minor."""

    act: Annotated[Act, Text("事项", "what is done")]


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether something may be public, and whether the guardian is called to attend."""

    public: bool
    guardian: bool


GUARDED = (Act.ENTRY, Act.SANCTION, Act.DISCHARGE)
ADULTS: dict[Act, tuple[bool, str]] = {
    Act.ENTRY: (False, "measures-2020:20"),
    Act.SANCTION: (False, "measures-2020:32.3"),
    Act.COMMENDATION: (False, "measures-2020:32.3"),
    Act.PUBLICATION: (True, "measures-2020:32.3"),
    Act.DISCHARGE: (True, "measures-2020:54"),
}


@rule("minors.manner", QUIET, GOES_ON, "ccl-2019:54.1", zh="宣告、奖惩是否公开，监护人是否到场")
def manner(facts: ActFacts, law: Statutes) -> Answer[Manner]:
    """A minor's sanctions and declarations are not public, and the guardian is called to them."""
    # Not modelled: who attends in place of a guardian who cannot come (measures-2020:55).
    minor = applies(facts, law)
    if minor:
        says = Text("不公开进行，通知监护人到场", "not public, the guardian called")
        found = (Ground(QUIET, says), _because(True), Ground("ccl-2019:54.1", Special.SECRET.says))
        return Verdict(Manner(False, facts.act in GUARDED), found)
    public, article_name = ADULTS[facts.act]
    says = Text("成年人的一般规定", "the general rule for adults")
    return Verdict(Manner(public, False), (Ground(article_name, says), _because(False)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFacts(MinorFacts):
    """A minor's schooling and wish to work (义务教育、就业)."""

    schooling_done: Annotated[
        bool | None, Text("已完成义务教育", "compulsory schooling is finished")
    ] = None
    wants_work: Annotated[bool | None, Text("有就业意愿", "wants to work")] = None


@dataclass(frozen=True, slots=True)
class Schooling:
    """Who must see to a minor's schooling, and whether training may be given (就学、就业)."""

    tell_education: bool
    guardian_sends: bool
    training: bool


@rule("minors.schooling", "ccl-2019:55", zh="未成年人的就学与就业")
def schooling(facts: SchoolFacts, law: Statutes) -> Answer[Schooling]:
    """Unfinished schooling is told to the education authority; from sixteen, training may help."""
    work = law["minors.work_age"]
    wish = Text("有无就业意愿", "whether work is wished for")
    wants = need(facts.wants_work, "wants_work", wish)
    of_age = False
    if wants:
        birth = need(facts.birth, "birth", Text("出生日期", "the day of birth"))
        of_age = periods.age(birth, law.on) >= work.number
    if not applies(facts, law):
        return Verdict(Schooling(False, False, of_age), (work.ground(), _because(False)))
    done = need(
        facts.schooling_done, "schooling_done", Text("是否完成义务教育", "whether school is done")
    )
    told = Text(
        "通知并配合教育部门；监护人保证入学",
        "tell the education authority; the guardian sends to school",
    )
    finished = Text("已完成义务教育", "schooling is finished")
    ground = Ground("ccl-2019:55.1", finished if done else told)
    return Verdict(Schooling(not done, not done, of_age), (ground, work.ground()))


class Guarding(Code):
    """How a guardian does the duty (监护履行情况)."""

    FULFILS = "fulfils", "履行监护责任", "does the duty"
    NEGLECTS = "neglects", "怠于履行监护职责", "neglects it"
    REFUSES = "refuses", "拒不履行监护职责", "refuses it"


class Response(Code):
    """What the agency does about it (处理)."""

    NOTHING = "nothing", "无须处理", "nothing"
    URGE = "urge", "督促、教育其履行监护责任", "urge and teach the guardian"
    NOTIFY = "notify", "通知有关部门依法处理", "tell the authorities that deal with it"


@dataclass(frozen=True, slots=True)
class GuardianFacts:
    """A minor's guardian (监护人)."""

    guardian: Annotated[Guarding, Text("监护履行情况", "how the guardian does the duty")]


RESPONSES = {
    Guarding.FULFILS: (Response.NOTHING, "ccl-2019:53.1"),
    Guarding.NEGLECTS: (Response.URGE, "ccl-2019:53.2"),
    Guarding.REFUSES: (Response.NOTIFY, "ccl-2019:53.2"),
}


@rule("minors.guardian", "ccl-2019:53", zh="监护人不履行监护责任如何处理")
def guardian(facts: GuardianFacts, law: Statutes) -> Answer[Response]:
    """A guardian who neglects a minor is urged and taught; one who refuses is reported."""
    response, name = RESPONSES[facts.guardian]
    texts(law, name)
    return Verdict(response, (Ground(name, response.says),))


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child whose information stands in a file, as family of the person for instance."""

    birth: Annotated[date, Text("出生日期", "day of birth")]
    statutory: Annotated[
        bool | None, Text("为履行法定职责所必需", "needed for a duty the law gives")
    ] = None


@dataclass(frozen=True, slots=True)
class Child:
    """Whether a child's information is sensitive, and whether the guardian must consent."""

    sensitive: bool
    consent: bool


@rule("minors.child_records", "pipl-2021:28.1", "pipl-2021:31", "pipl-2021:13", zh="儿童个人信息")
def child_records(facts: ChildFacts, law: Statutes) -> Answer[Child]:
    """What is known of a child under fourteen is sensitive; a guardian consents unless law asks."""
    age = law["minors.consent_age"]
    check_born(facts.birth, law)
    if periods.age(facts.birth, law.on) >= age.number:
        return Verdict(Child(False, False), (age.ground(),))
    statutory = need(
        facts.statutory, "statutory", Text("是否为履行法定职责所必需", "whether a duty needs it")
    )
    sensitive = Ground("pipl-2021:28.1", Text("不满十四周岁，属敏感信息", "sensitive"))
    if statutory:
        says = Text("为履行法定职责所必需，不需同意", "a statutory duty needs no consent")
        return Verdict(Child(True, False), (sensitive, Ground("pipl-2021:13.1(3)", says)))
    return Verdict(Child(True, True), (sensitive, age.ground()))
