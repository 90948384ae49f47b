"""What may be published about somebody, and how a name is written (公示、隐名)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.rules.limbs import distinct, grounds, texts
from guihang.law.rules.visibility import (
    HELPERS,
    IN_CHARGE,
    MINOR,
    ORGANS,
    PENALTIES,
    STAFF,
    Viewer,
)
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

NAMES = "house:names"
QUIET = "measures-2020:55.2"
RESULTS = "measures-2020:32.3"


class Published(Code):
    """What somebody wants to publish (拟公示的内容)."""

    ASSESSMENT = "assessment", "考核结果", "results of the assessment"
    COMMENDATION = "commendation", "表扬", "commendation"
    ADMONITION = "admonition", "训诫", "admonition"
    WARNING = "warning", "警告", "warning"
    PENALTY = "penalty", "治安管理处罚", "police penalty"
    DISCHARGE = "discharge", "解除宣告", "declaration of discharge"
    ROSTER = "roster", "社区矫正对象名单", "a list of persons"
    POSITIONS = "positions", "电子定位信息", "positions"
    COMPLAINT = "complaint", "申诉、控告、检举", "complaints"


class NameForm(Code):
    """How a name is written (姓名的写法)."""

    FULL = "full", "全名", "in full"
    SURNAME = "surname", "隐名（姓＋某）", "surname and 某"
    HIDDEN = "hidden", "不出现姓名", "not at all"


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """Something that is to be published about a person (公示)."""

    item: Annotated[Published, Text("拟公示的内容", "what is to be published")]
    minor: Annotated[
        bool | None, Text("适用未成年人社区矫正规定", "the rules for minors apply")
    ] = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Whether something may be published, and how the name is written then."""

    may: bool
    name: NameForm = NameForm.HIDDEN


NEVER = {
    Published.PENALTY: (PENALTIES, Text("记录应当封存，不得公开", "sealed, not to be made public")),
    Published.ROSTER: ("ccl-2019:26.2", Text("保护身份信息和个人隐私", "privacy is protected")),
    Published.POSITIONS: ("ccl-2019:29.3", Text("严格保密", "strictly secret")),
    Published.COMPLAINT: ("ccl-2019:61(4)", Text("依法应当保密的信息", "secret by law")),
}
DECLARED = ("cl-1997:40", "cl-1997:76", "cl-1997:85")


@rule(
    "visibility.publication",
    RESULTS,
    QUIET,
    PENALTIES,
    "ccl-2019:26.2",
    "ccl-2019:29.3",
    "ccl-2019:54.1",
    "ccl-2019:61(4)",
    "cl-1997:40",
    "cl-1997:76",
    "cl-1997:85",
    NAMES,
    zh="什么可以公示",
)
def publication(facts: PublishedFacts, law: Statutes) -> Answer[Publication]:
    """Results and sanctions of adults are published from time to time; of minors, nothing is."""
    texts(law, RESULTS)
    if facts.item in NEVER:
        article, says = NEVER[facts.item]
        return Verdict(Publication(False), grounds(law, says, article))
    if need(facts.minor, "minor", MINOR):
        says = Text("未成年人的考核奖惩和宣告不公开", "nothing of a minor's is public")
        return Verdict(Publication(False), grounds(law, says, QUIET, "ccl-2019:54.1"))
    if facts.item is Published.DISCHARGE:
        says = Text("公开予以宣告", "declared in public")
        return Verdict(Publication(True, NameForm.FULL), grounds(law, says, *DECLARED))
    says = Text("定期公示", "published from time to time")
    masked = Text("本平台公示时隐去名字", "this platform writes the surname only")
    found = distinct((*grounds(law, says, RESULTS), Ground(NAMES, masked)))
    return Verdict(Publication(True, NameForm.SURNAME), found)


@dataclass(frozen=True, slots=True)
class NameFacts:
    """A name that somebody would read (姓名)."""

    viewer: Annotated[Viewer, Text("查阅人", "who would read it")]
    in_charge: Annotated[
        bool | None,
        Text("属其管辖、负责或者经办事项", "it is in his or her charge, or concerns the matter"),
    ] = None
    minor: Annotated[
        bool | None, Text("适用未成年人社区矫正规定", "the rules for minors apply")
    ] = None


KNOWING = {Viewer.PERSON, Viewer.GUARDIAN, Viewer.LAWYER, Viewer.PROCURATORATE}


@rule(
    "visibility.name",
    "ccl-2019:26.2",
    "ccl-2019:54.1",
    "mp-2024:103",
    NAMES,
    zh="姓名如何显示",
)
def name(facts: NameFacts, law: Statutes) -> Answer[NameForm]:
    """Those in charge read a name in full, others the surname, and nothing of a minor's."""
    says = Text("保护身份信息和个人隐私", "identity and privacy are protected")
    found = grounds(law, says, "ccl-2019:26.2")
    knows = facts.viewer in KNOWING
    if facts.viewer in STAFF | ORGANS | HELPERS and not knows:
        knows = need(facts.in_charge, "in_charge", IN_CHARGE)
    if knows:
        return Verdict(NameForm.FULL, found)
    if need(facts.minor, "minor", MINOR):
        hidden = Text("不得披露可识别未成年人身份的信息", "nothing that tells who a minor is")
        quiet = grounds(law, hidden, "ccl-2019:54.1", "mp-2024:103")
        return Verdict(NameForm.HIDDEN, (*quiet, *found))
    return Verdict(NameForm.SURNAME, (*found, Ground(NAMES, says)))
