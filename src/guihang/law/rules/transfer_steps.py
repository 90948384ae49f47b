"""A change of place as a chain of steps, each with who, to whom and by when (执行地变更的环节)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind, Organ
from guihang.law.events import check_order
from guihang.law.refusals import BadFacts
from guihang.law.rules import chains
from guihang.law.rules.chains import Asked, Link
from guihang.law.rules.transfer import ASKING, CHANGE, COMING, FILES, LETTERS
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer

TELLING = "measures-2020:30.3"
PRISON_FILE = "measures-2020:31.3"
RECEPTION = "ccl-2019:22"


class Stage(Code):
    """The steps of a change of place (环节)."""

    ASK = "ask", "提前书面申请", "ask in writing, ahead"
    OPINION = "opinion", "司法所提出意见", "the office gives its opinion"
    LETTER = "letter", "发函征求新执行地意见", "write to the new county"
    REPLY = "reply", "新执行地核实并书面回复", "the new county checks and replies"
    DECIDE = "decide", "作出决定", "decide"
    TELL_REFUSAL = "tell_refusal", "不予变更的，告知本人", "tell the person it is refused"
    TELL = "tell", "告知报到日期和逾期后果", "tell the person when to report, and what if not"
    NOTIFY = "notify", "通知决定机关和新执行地", "notify the organ and the new county"
    FILE = "file", "移交法律文书和档案", "send documents and file"
    RECEIPT = "receipt", "送达回执并转送", "return the receipt and pass copies on"
    REPORT = "report", "到新执行地报到", "report to the new county"
    REGISTER = "register", "办理接收，基本信息表抄送公安", "register; the form goes to the police"
    PRISON = "prison", "新地监狱、看守所告知新执行地", "the new prison tells the new county"


ASK = Asked(Stage.ASK, Body.PERSON, (Body.COUNTY,), ASKING)
OPINION = Asked(Stage.OPINION, Body.OFFICE, (Body.COUNTY,), ASKING, untimed=True)
LETTER = Asked(Stage.LETTER, Body.COUNTY, (Body.NEW_COUNTY,), LETTERS, "transfer.letter_within")
REPLY = Asked(Stage.REPLY, Body.NEW_COUNTY, (Body.COUNTY,), LETTERS, "transfer.reply_within")
DECIDE = Asked(Stage.DECIDE, Body.COUNTY, (Body.PERSON,), CHANGE, untimed=True)
TELL_REFUSAL = Asked(
    Stage.TELL_REFUSAL, Body.COUNTY, (Body.PERSON,), TELLING, "transfer.refusal_told_within"
)
TELL = Asked(Stage.TELL, Body.COUNTY, (Body.PERSON,), TELLING)
NOTIFY = Asked(Stage.NOTIFY, Body.COUNTY, (Body.ORGAN, Body.NEW_COUNTY), CHANGE)
FILE = Asked(
    Stage.FILE,
    Body.COUNTY,
    (Body.NEW_COUNTY, Body.ORGAN, Body.PROCURATORATE, Body.POLICE),
    FILES,
    "transfer.file_within",
)
RECEIPT = Asked(
    Stage.RECEIPT,
    Body.NEW_COUNTY,
    (Body.COUNTY, Body.NEW_PROCURATORATE, Body.NEW_POLICE),
    FILES,
    "transfer.receipt_within",
)
REPORT = Asked(Stage.REPORT, Body.PERSON, (Body.NEW_COUNTY,), COMING, "transfer.report_within")
REGISTER = Asked(Stage.REGISTER, Body.NEW_COUNTY, (Body.NEW_POLICE,), RECEPTION)
PRISONS = {
    organ: Asked(Stage.PRISON, by, (Body.NEW_COUNTY,), PRISON_FILE, "transfer.prison_told_within")
    for organ, by in (
        (Organ.PRISON_BUREAU, Body.PRISON),
        (Organ.POLICE, Body.DETENTION_HOUSE),
    )
}


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """A change of place with the days that are known so far."""

    asked: Annotated[date, Text("收到申请之日", "day the request was received")]
    moves: Annotated[date | None, Text("拟迁居之日", "day of moving")] = None
    kind: Annotated[Kind | None, Text("矫正类别", "kind of correction")] = None
    organ: Annotated[Organ | None, Text("决定机关", "deciding organ")] = None
    opined: Annotated[date | None, Text("司法所提出意见之日", "day of the office's opinion")] = None
    letter_sent: Annotated[date | None, Text("发函之日", "day the letter went out")] = None
    letter_received: Annotated[date | None, Text("新执行地收函之日", "day it arrived")] = None
    replied: Annotated[date | None, Text("复函之日", "day of the reply")] = None
    decided: Annotated[date | None, Text("作出决定之日", "day of the decision")] = None
    agreed: Annotated[bool | None, Text("同意变更", "it was agreed")] = None
    told: Annotated[date | None, Text("本人收到决定之日", "day the person received it")] = None
    notified: Annotated[date | None, Text("通知决定机关等之日", "day the organ was notified")] = (
        None
    )
    file_sent: Annotated[date | None, Text("移交档案之日", "day the file was sent")] = None
    file_received: Annotated[date | None, Text("新执行地收到档案之日", "day it arrived there")] = (
        None
    )
    receipt_sent: Annotated[date | None, Text("送达回执之日", "day of the receipt")] = None
    reported: Annotated[date | None, Text("到新执行地报到之日", "day he or she came")] = None
    registered: Annotated[date | None, Text("新执行地登记之日", "day of registration there")] = None
    prison_file_received: Annotated[
        date | None, Text("新地监狱、看守所收到档案之日", "day the new prison received its file")
    ] = None
    prison_told: Annotated[date | None, Text("告知新执行地之日", "day it told the county")] = None

    def check(self) -> None:
        """Refuse steps before those that open them, and steps after a refusal."""
        for earlier, later in ORDER:
            check_order(later, getattr(self, earlier), getattr(self, later))
        if self.agreed is not None and self.decided is None:
            why = Text("缺少作出决定之日。", "The day of the decision is missing.")
            raise BadFacts("decided", why=why, ground=CHANGE)
        if self.agreed is False:
            for name in AFTER_AGREEMENT:
                if getattr(self, name) is not None:
                    why = Text("不予变更的，没有此环节。", "It was refused: no such step.")
                    raise BadFacts(name, why=why, ground=TELLING)


ORDER = (
    ("asked", "opined"),
    ("asked", "letter_sent"),
    ("letter_sent", "letter_received"),
    ("letter_received", "replied"),
    ("asked", "decided"),
    ("replied", "decided"),
    ("decided", "told"),
    ("decided", "notified"),
    ("decided", "file_sent"),
    ("file_sent", "file_received"),
    ("file_received", "receipt_sent"),
    ("told", "reported"),
    ("reported", "registered"),
    ("prison_file_received", "prison_told"),
)
AFTER_AGREEMENT = (
    "notified",
    "file_sent",
    "file_received",
    "receipt_sent",
    "reported",
    "registered",
    "prison_file_received",
    "prison_told",
)


@rule(
    "transfer.deadlines",
    CHANGE,
    "measures-2020:30",
    "measures-2020:31",
    zh="变更执行地各环节的期限",
)
def deadlines(facts: TransferFacts, law: Statutes) -> Answer[tuple[Link, ...]]:
    """Five days to write, to reply, to send the file and its receipt; seven for the person."""
    joined = [
        _asked(facts, law),
        chains.link(OPINION, facts.asked, facts.opined, law),
        chains.link(LETTER, facts.asked, facts.letter_sent, law),
        chains.link(REPLY, facts.letter_received, facts.replied, law),
        chains.link(DECIDE, facts.replied, facts.decided, law),
    ]
    if facts.agreed is False:
        joined.append(chains.link(TELL_REFUSAL, facts.decided, facts.told, law))
    else:
        joined += _after_agreement(facts, law)
    return chains.verdict(joined)


def _asked(facts: TransferFacts, law: Statutes) -> chains.Joined:
    """The request, which comes a month before the move where its day is known."""
    if facts.moves is None:
        return chains.link(ASK, None, facts.asked, law)
    count = periods.before(facts.moves, law.at(facts.asked)["transfer.ask_ahead"].span)
    return chains.ended(ASK, None, count.last, facts.asked, law), count


def _after_agreement(facts: TransferFacts, law: Statutes) -> list[chains.Joined]:
    agreed = facts.decided if facts.agreed else None
    told = facts.told if facts.agreed else None
    joined = [
        chains.link(TELL, agreed, facts.told, law),
        chains.link(NOTIFY, agreed, facts.notified, law),
        chains.link(FILE, agreed, facts.file_sent, law),
        chains.link(RECEIPT, facts.file_received, facts.receipt_sent, law),
        chains.link(REPORT, told, facts.reported, law),
        chains.link(REGISTER, facts.reported, facts.registered, law),
    ]
    prison = PRISONS.get(facts.organ) if facts.organ else None
    if facts.kind is Kind.OUTSIDE and prison is not None:
        joined.append(chains.link(prison, facts.prison_file_received, facts.prison_told, law))
    return joined
