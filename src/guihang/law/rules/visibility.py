"""Who may see what of a case, how names are written, what may be published (查阅、保密、公示).

The general rule first: those in charge see the file, other organs what concerns them, helpers
what they need, the person the own file. Then the exceptions: the secrets of an inquiry, positions,
minors, sealed crimes, sealed penalties. What one of them closes is closed, whatever is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.rules.limbs import cannot, distinct, texts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Unsaid, Verdict, need

PENALTIES = "psl-2025:136"
SIGHT = "house:sight"


class Viewer(Code):
    """Who wants to see something (查阅人)."""

    OFFICE = "office", "受委托的司法所", "entrusted township office"
    COUNTY = "county", "县级社区矫正机构", "county agency"
    UPPER = "upper", "上级社区矫正机构", "agency of an upper level"
    PROCURATORATE = "procuratorate", "人民检察院", "procuratorate"
    COURT = "court", "人民法院", "court"
    POLICE = "police", "公安机关", "police"
    PRISON = "prison", "监狱、看守所", "prison or detention house"
    GROUP = "group", "矫正小组成员", "member of the correction group"
    SOCIAL_WORKER = "social_worker", "社会工作者", "social worker"
    VOLUNTEER = "volunteer", "志愿者", "volunteer"
    COMMITTEE = "committee", "居（村）民委员会", "residents' or villagers' committee"
    PERSON = "person", "社区矫正对象本人", "the person"
    GUARDIAN = "guardian", "监护人", "guardian"
    LAWYER = "lawyer", "委托的律师", "the person's lawyer"
    VICTIM = "victim", "被害人", "victim"
    UNIT = "unit", "所在单位、就读学校", "employer or school"
    PRESS = "press", "新闻媒体", "the press"
    PUBLIC = "public", "其他单位、个人", "any other unit or person"


class Item(Code):
    """What is to be seen (查阅内容)."""

    IDENTITY = "identity", "身份信息", "identity"
    PROGRESS = "progress", "报告、教育、活动情况", "reports, education, activities"
    CONDUCT = "conduct", "考核奖惩", "rewards and sanctions"
    PAPERS = "papers", "法律文书", "documents of the sentence"
    CRIME = "crime", "犯罪事实、犯罪记录", "the crime and its record"
    HEALTH = "health", "健康、病情信息", "health"
    BIOMETRICS = "biometrics", "生物识别信息", "biometrics"
    INQUIRY = "inquiry", "调查评估内容", "content of the inquiry"
    STATEMENTS = "statements", "被害人及其他人的陈述和身份", "what victims and others said"
    POSITIONS = "positions", "电子定位信息", "positions from a device"
    PENALTY = "penalty", "违反治安管理的记录", "record of a police penalty"
    COMPLAINT = "complaint", "申诉、控告、检举", "complaints"


class Purpose(Code):
    """What it is wanted for (查阅目的)."""

    CORRECTION = "correction", "社区矫正工作", "community correction"
    SUPERVISION = "supervision", "法律监督", "the procuratorate's supervision"
    CASE = "case", "办案需要", "a case"
    INQUIRY = "inquiry", "根据国家规定查询", "an inquiry that state rules allow"
    OTHER = "other", "其他", "anything else"


class View(Code):
    """Whether something may be seen (可否查阅)."""

    OPEN = "open", "可以查阅", "may be seen"
    CLOSED = "closed", "不得查阅、提供", "may not be seen or given"


@dataclass(frozen=True, slots=True)
class SightFacts:
    """Somebody who wants to see something of a case (查阅)."""

    viewer: Annotated[Viewer, Text("查阅人", "who wants to see it")]
    item: Annotated[Item, Text("查阅内容", "what is to be seen")]
    purpose: Annotated[Purpose | None, Text("查阅目的", "what it is wanted for")] = None
    in_charge: Annotated[
        bool | None,
        Text("属其管辖、负责或者经办事项", "it is in his or her charge, or concerns the matter"),
    ] = None
    minor: Annotated[
        bool | None, Text("适用未成年人社区矫正规定", "the rules for minors apply")
    ] = None
    sealed: Annotated[bool | None, Text("犯罪记录已封存", "the crime's record is sealed")] = None


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether something may be seen, and whether who sees it must keep it secret."""

    view: View
    secret: bool = False


STAFF = {Viewer.OFFICE, Viewer.COUNTY, Viewer.UPPER}
ORGANS = {Viewer.PROCURATORATE, Viewer.COURT, Viewer.POLICE, Viewer.PRISON}
HELPERS = {Viewer.GROUP, Viewer.SOCIAL_WORKER, Viewer.VOLUNTEER, Viewer.COMMITTEE}
OWN = {Viewer.PERSON, Viewer.GUARDIAN, Viewer.LAWYER}
NEEDED = {Item.IDENTITY, Item.PROGRESS, Item.CONDUCT}
OTHERS_SECRETS = {Item.INQUIRY, Item.STATEMENTS}
INQUIRED = {Item.IDENTITY, Item.CRIME, Item.PENALTY}
UNITS = {Viewer.UNIT, Viewer.PUBLIC}
OF_THE_CRIME = {Item.CRIME, Item.PAPERS}
IN_CHARGE = Text("是否属其管辖、负责或者经办", "whether it is in the viewer's charge")
WHAT_FOR = Text("查阅目的", "what it is wanted for")
MINOR = Text("是否适用未成年人规定", "whether the rules for minors apply")

type Reading = tuple[Sight, Ground]
OPEN, SECRET, CLOSED = Sight(View.OPEN), Sight(View.OPEN, True), Sight(View.CLOSED)


@rule(
    "visibility.may_see",
    "ccl-2019:5",
    "ccl-2019:8.2",
    "ccl-2019:26.2",
    "ccl-2019:29.3",
    "ccl-2019:54",
    "ccl-2019:61(4)",
    "cpl-2018:286.2",
    "jp-2020:59",
    "psl-2025:136",
    "pipl-2021:28.2",
    "measures-2020:14.3",
    SIGHT,
    zh="谁可以查阅什么",
)
def may_see(facts: SightFacts, law: Statutes) -> Answer[Sight]:
    """Those in charge see the file; positions, minors and sealed records are for fewer."""
    texts(law, "ccl-2019:54")
    readings: list[Reading] = []
    lacks: list[Unsaid] = []
    for try_it in (_general, *EXCEPTIONS):
        try:
            reading = try_it(facts, law)
        except Unsaid as unsaid:
            lacks.append(unsaid)
            continue
        if reading and reading[0].view is View.CLOSED:
            return Verdict(reading[0], (reading[1],))
        readings += [reading] if reading else []
    if lacks:
        cannot(facts, *dict.fromkeys(name for each in lacks for name in each.answer.missing))
    secret = any(sight.secret for sight, _ in readings)
    return Verdict(Sight(View.OPEN, secret), distinct(ground for _, ground in readings))


def _general(facts: SightFacts, law: Statutes) -> Reading:
    """Return what holds before any exception."""
    viewer = facts.viewer
    if viewer is Viewer.PROCURATORATE:
        says = Text("对社区矫正工作实行法律监督", "it supervises community correction")
        return OPEN, Ground("ccl-2019:8.2", says)
    if viewer in OWN:
        return _own(facts, law)
    if viewer not in STAFF | ORGANS | HELPERS:
        return _stranger(facts)
    if not need(facts.in_charge, "in_charge", IN_CHARGE):
        return CLOSED, Ground(SIGHT, Text("不属其管辖、负责或者经办", "not in the viewer's charge"))
    if viewer in HELPERS:
        return _who_helps(facts, law)
    if viewer in ORGANS:
        return OPEN, Ground("ccl-2019:5", Text("部门之间依法共享", "organs share by law"))
    return OPEN, Ground(SIGHT, Text("属其管辖、负责", "in the viewer's charge"))


def _own(facts: SightFacts, law: Statutes) -> Reading:
    """The person sees the own file; a minor's guardian and a lawyer so too."""
    if facts.viewer is Viewer.GUARDIAN and not need(facts.minor, "minor", MINOR):
        return _stranger(facts)
    if facts.viewer is Viewer.LAWYER and not need(facts.in_charge, "in_charge", IN_CHARGE):
        return _stranger(facts)
    name = texts(law, "pipl-2021:45.1", SIGHT)[0]
    return OPEN, Ground(name, Text("本人有权查阅", "everybody may see the own file"))


def _who_helps(facts: SightFacts, law: Statutes) -> Reading:
    if facts.item in NEEDED:
        says = Text("协助矫正所需", "needed to help")
        return SECRET, Ground("measures-2020:19", says)
    if facts.item in {Item.HEALTH, Item.BIOMETRICS}:
        says = Text("敏感个人信息，非其履职所必需", "sensitive, and not needed to help")
        return CLOSED, Ground(texts(law, "pipl-2021:28.2", SIGHT)[0], says)
    return CLOSED, Ground(SIGHT, Text("非协助矫正所必需", "not needed to help"))


def _stranger(facts: SightFacts) -> Reading:
    """Others see nothing, but what state rules let a unit inquire about."""
    may_inquire = facts.viewer in UNITS and facts.item in INQUIRED
    if may_inquire and need(facts.purpose, "purpose", WHAT_FOR) is Purpose.INQUIRY:
        return SECRET, Ground(SIGHT, Text("根据国家规定查询", "an inquiry that state rules allow"))
    says = Text("应当保护身份信息和个人隐私", "identity and privacy are protected")
    return CLOSED, Ground("ccl-2019:26.2", says)


def _inquiry(facts: SightFacts, law: Statutes) -> Reading | None:
    """What an inquiry learnt, and what others said, stays with the organs."""
    if facts.item not in OTHERS_SECRETS:
        return None
    if facts.viewer in STAFF | ORGANS:
        says = Text("应当保密，不得泄露", "to be kept secret")
        return SECRET, Ground("measures-2020:14.3", says)
    says = Text("依法应当保密的信息", "secret by law")
    return CLOSED, Ground("ccl-2019:61(4)", says)


def _positions(facts: SightFacts, law: Statutes) -> Reading | None:
    """Positions serve community correction and nothing else."""
    if facts.item is not Item.POSITIONS or facts.viewer in OWN:
        return None
    purpose = need(facts.purpose, "purpose", WHAT_FOR)
    if purpose is Purpose.CORRECTION or _supervises(facts):
        says = Text("用于社区矫正工作，严格保密", "for community correction, strictly secret")
        return SECRET, Ground("ccl-2019:29.3", says)
    says = Text("只能用于社区矫正工作，不得用于其他用途", "for community correction alone")
    return CLOSED, Ground("ccl-2019:29.3", says)


def _minor(facts: SightFacts, law: Statutes) -> Reading | None:
    """A minor's file goes to judicial organs for a case, and to units that state rules let ask."""
    if facts.viewer in OWN or not need(facts.minor, "minor", MINOR):
        return None
    secret = SECRET, Ground("ccl-2019:54.1", Text("身份信息应当保密", "the identity is secret"))
    if facts.viewer in STAFF | HELPERS:
        return secret
    if _judicial(facts):
        return SECRET, Ground("ccl-2019:54.2", Text("应当保密", "whoever asks keeps it secret"))
    says = Text("档案信息不得提供给任何单位或者个人", "a minor's file is given to nobody")
    return CLOSED, Ground("ccl-2019:54.2", says)


def _crime(facts: SightFacts, law: Statutes) -> Reading | None:
    """A sealed crime is for judicial organs' cases and lawful inquiries."""
    if facts.item not in OF_THE_CRIME or facts.viewer in OWN | STAFF:
        return None
    what = Text("犯罪记录是否封存", "whether the crime's record is sealed")
    if not need(facts.sealed, "sealed", what):
        return None
    name = texts(law, "cpl-2018:286.2", "jp-2020:59.1")[0]
    if _judicial(facts):
        return SECRET, Ground(name, Text("应当保密", "whoever asks keeps it secret"))
    return CLOSED, Ground(name, Text("犯罪记录已封存", "the record is sealed"))


def _penalty(facts: SightFacts, law: Statutes) -> Reading | None:
    """A police penalty's record is sealed: for organs' cases and lawful inquiries."""
    if facts.item is not Item.PENALTY or facts.viewer in OWN:
        return None
    name = texts(law, PENALTIES, "ccl-2019:5")[0]
    if name != PENALTIES:
        return None
    purpose = need(facts.purpose, "purpose", WHAT_FOR)
    own_case = facts.viewer in STAFF and purpose in {Purpose.CORRECTION, Purpose.CASE}
    if own_case or _judicial(facts):
        return SECRET, Ground(name, Text("办案需要或者依规定查询，应当保密", "for a case; secret"))
    return CLOSED, Ground(name, Text("记录应当封存", "the record is sealed"))


def _judicial(facts: SightFacts) -> bool:
    """Tell whether an organ asks for a case, or a unit as state rules allow."""
    purpose = need(facts.purpose, "purpose", WHAT_FOR)
    for_a_case = purpose is Purpose.CASE and facts.viewer in ORGANS
    return for_a_case or purpose is Purpose.INQUIRY or _supervises(facts)


def _supervises(facts: SightFacts) -> bool:
    return facts.viewer is Viewer.PROCURATORATE and facts.purpose is Purpose.SUPERVISION


EXCEPTIONS: tuple[Callable[[SightFacts, Statutes], Reading | None], ...] = (
    _inquiry,
    _positions,
    _minor,
    _crime,
    _penalty,
)
