"""The papers of community correction, and who makes each, receives it and gets a copy (抄送).

One table for all of them. Lines of the same paper add up; a line counts when its article is in
force on the day asked about, so that a change of law is one more line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guihang.law.codes import Body, Code, Kind, Organ

ALL = frozenset(Kind)


class Writ(Code):
    """Papers that one body sends to others (文书)."""

    COMMISSION_NOTICE = "commission_notice", "调查评估委托情况通报", "notice of a commission"
    INQUIRY_OPINION = "inquiry_opinion", "调查评估意见书", "opinion of an inquiry"
    INQUIRY_RETURN = "inquiry_return", "退回委托函", "return of a commission"
    DOCUMENTS = "documents", "判决书、裁定书、决定书、执行通知书等", "documents of the decision"
    PASSED_ON = "passed_on", "转送的法律文书", "documents passed on"
    OUTSIDE_DECISION = "outside_decision", "暂予监外执行决定书", "decision to serve outside"
    RECEIPT = "receipt", "法律文书送达回执", "receipt for the documents"
    COMPLETION = "completion", "法律文书补齐通知书", "request to complete the documents"
    BASIC_FORM = "basic_form", "社区矫正对象基本信息表", "basic form"
    EXIT_BAN = "exit_ban", "不准出境报备表", "report of an exit ban"
    NOT_REPORTED = "not_reported", "未按规定报到通报", "notice of a missed first report"
    LONG_LEAVE = "long_leave", "外出超过三十日的通报", "notice of a long leave"
    ENTRY_APPROVAL = "entry_approval", "进入特定区域（场所）批准书", "permit to enter"
    LENGTHENING = "lengthening", "延长报告、复查期限的通报", "notice of longer intervals"
    TRANSFER_LETTER = "transfer_letter", "执行地变更征求意见函", "letter asking the new county"
    TRANSFER_REPLY = "transfer_reply", "执行地变更复函", "reply of the new county"
    TRANSFER_REFUSAL = "transfer_refusal", "不予变更执行地告知书", "refusal of a change of place"
    TRANSFER_DECISION = "transfer_decision", "执行地变更决定书", "decision on a change of place"
    TRANSFER_FILE = "transfer_file", "移交的文书和档案", "documents and file handed over"
    TRANSFER_RECEIPT = "transfer_receipt", "新执行地送达回执", "receipt of the new county"
    DEVICE_DECISION = (
        "device_decision",
        "使用电子定位装置决定书",
        "decision on a positioning device",
    )
    COMMENDATION = "commendation", "表扬决定书", "commendation"
    ADMONITION = "admonition", "训诫决定书", "admonition"
    WARNING = "warning", "警告决定书", "warning"
    PENALTY_REQUEST = "penalty_request", "治安管理处罚建议书", "request for a police penalty"
    REVOCATION_PROPOSAL = (
        "revocation_proposal",
        "撤销缓刑（假释）建议书",
        "proposal to revoke",
    )
    REVOCATION_RULING = "revocation_ruling", "撤销缓刑（假释）裁定书", "ruling on a revocation"
    ARREST_REQUEST = "arrest_request", "提请逮捕书", "request for arrest"
    RECALL_PROPOSAL = "recall_proposal", "收监执行建议书", "proposal to recall"
    RECALL_DECISION = "recall_decision", "收监执行决定书", "decision on a recall"
    REDUCTION_PROPOSAL = "reduction_proposal", "减刑建议书", "proposal to reduce"
    REDUCTION_RULING = "reduction_ruling", "减刑裁定书", "ruling on a reduction"
    DETENTION_NOTICE = "detention_notice", "限制人身自由通知书", "notice of a detention"
    SEARCH_NOTICE = "search_notice", "协助查找通知书", "notice of a search"
    INCIDENT_REPORT = "incident_report", "突发事件报告", "report of an incident"
    APPRAISAL = "appraisal", "期满鉴定、安置帮教衔接表", "appraisal and link to resettlement aid"
    DISCHARGE_CERTIFICATE = (
        "discharge_certificate",
        "解除社区矫正证明书",
        "certificate of discharge",
    )
    DISCHARGE_NOTICE = "discharge_notice", "解除社区矫正通知书", "notice of discharge"
    RELEASE_CERTIFICATE = "release_certificate", "刑满释放证明书", "certificate of release"
    TERMINATION_NOTICE = "termination_notice", "终止社区矫正通知书", "notice of termination"
    DEATH_NOTICE = "death_notice", "社区矫正对象死亡通知书", "notice of a death"
    DEATH_PROOF = "death_proof", "死亡证明材料", "proof of a death"
    SCHOOLING_NOTICE = "schooling_notice", "未完成义务教育通知书", "notice of unfinished schooling"
    CORRECTION_ANSWER = "correction_answer", "对纠正意见、检察建议的回复", "answer to an opinion"
    COMPLAINT_ANSWER = "complaint_answer", "申诉、控告、检举处理结果", "answer to a complaint"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: who makes a paper, for whom, with copies to whom, under what."""

    writ: Writ
    article: str
    by: Body
    to: tuple[Body, ...] = ()
    copies: tuple[Body, ...] = ()
    kinds: frozenset[Kind] = ALL
    organ: Organ | None = None
    elsewhere: bool = False


B, W = Body, Writ
COURT, BUREAU, POLICE = Organ.COURT, Organ.PRISON_BUREAU, Organ.POLICE
OUTSIDE = frozenset({Kind.OUTSIDE})
PAROLE = frozenset({Kind.PAROLE})
PROBATION = frozenset({Kind.SUSPENSION, Kind.PAROLE})
REDUCIBLE = frozenset({Kind.SURVEILLANCE, Kind.SUSPENSION, Kind.OUTSIDE})
BOTH = (B.PROCURATORATE, B.POLICE)
CHECKED = (B.PROCURATORATE,)

LINES: tuple[Line, ...] = (
    Line(W.COMMISSION_NOTICE, "measures-2020:13", B.COUNTY, CHECKED),
    Line(W.INQUIRY_OPINION, "measures-2020:14.2", B.COUNTY, (B.ORGAN,), CHECKED),
    Line(W.INQUIRY_RETURN, "measures-2020:14.2", B.COUNTY, (B.ORGAN,)),
    Line(W.DOCUMENTS, "ccl-2019:20", B.ORGAN, (B.COUNTY,), BOTH),
    Line(W.PASSED_ON, "ccl-2019:20", B.COUNTY, BOTH),
    Line(W.OUTSIDE_DECISION, "ccl-2019:20", B.COURT, (B.COUNTY,), BOTH, OUTSIDE, COURT),
    Line(
        W.OUTSIDE_DECISION,
        "pl-2012:26",
        B.PRISON_BUREAU,
        (B.POLICE, B.FIRST_COURT),
        CHECKED,
        OUTSIDE,
        BUREAU,
    ),
    Line(
        W.OUTSIDE_DECISION,
        "pl-2026:46.1",
        B.PRISON_BUREAU,
        (B.PRISON, B.COUNTY),
        (B.PROCURATORATE, B.FIRST_COURT, B.POLICE),
        OUTSIDE,
        BUREAU,
    ),
    Line(
        W.OUTSIDE_DECISION,
        "psr-2020:308",
        B.POLICE,
        (B.PERSON, B.COUNTY),
        CHECKED,
        OUTSIDE,
        POLICE,
    ),
    Line(W.RECEIPT, "measures-2020:16.1", B.COUNTY, (B.ORGAN,)),
    Line(W.COMPLETION, "measures-2020:16.2", B.COUNTY, (B.ORGAN,)),
    Line(W.BASIC_FORM, "local:basic-form", B.COUNTY, copies=(B.POLICE,)),
    Line(W.EXIT_BAN, "eel-2012:12(2)", B.COUNTY, (B.EXIT_POLICE,)),
    Line(W.NOT_REPORTED, "measures-2020:38.1", B.COUNTY, (B.ORGAN, B.PROCURATORATE)),
    Line(W.LONG_LEAVE, "measures-2020:27.3", B.COUNTY, CHECKED),
    Line(W.ENTRY_APPROVAL, "measures-2020:39.2", B.COUNTY, (B.PERSON, B.FIRST_COURT, *CHECKED)),
    Line(W.LENGTHENING, "measures-2020:24.2", B.COUNTY, CHECKED, kinds=OUTSIDE),
    Line(W.TRANSFER_LETTER, "measures-2020:30.2", B.COUNTY, (B.NEW_COUNTY,)),
    Line(W.TRANSFER_REPLY, "measures-2020:30.2", B.NEW_COUNTY, (B.COUNTY,)),
    Line(W.TRANSFER_REFUSAL, "measures-2020:30.3", B.COUNTY, (B.PERSON,)),
    Line(W.TRANSFER_DECISION, "ccl-2019:27.2", B.COUNTY, (B.ORGAN, B.NEW_COUNTY)),
    Line(W.TRANSFER_DECISION, "measures-2020:30.3", B.COUNTY, (B.PERSON,)),
    Line(W.TRANSFER_FILE, "measures-2020:31.1", B.COUNTY, (B.NEW_COUNTY,), (B.ORGAN, *BOTH)),
    Line(
        W.TRANSFER_RECEIPT,
        "measures-2020:31.1",
        B.NEW_COUNTY,
        (B.COUNTY,),
        (B.NEW_PROCURATORATE, B.NEW_POLICE),
    ),
    Line(W.DEVICE_DECISION, "measures-2020:37.2", B.COUNTY, (B.PERSON,)),
    Line(W.DEVICE_DECISION, "local:device-copy", B.COUNTY, copies=CHECKED),
    Line(W.COMMENDATION, "measures-2020:32.2", B.COUNTY, (B.PERSON,), CHECKED),
    Line(W.ADMONITION, "measures-2020:32.2", B.COUNTY, (B.PERSON,), CHECKED),
    Line(W.WARNING, "measures-2020:32.2", B.COUNTY, (B.PERSON,), CHECKED),
    Line(W.PENALTY_REQUEST, "measures-2020:36", B.COUNTY, (B.POLICE,), CHECKED),
    Line(
        W.REVOCATION_PROPOSAL,
        "ccl-2019:46.3",
        B.COUNTY,
        (B.COURT,),
        CHECKED,
        PROBATION,
    ),
    Line(
        W.REVOCATION_PROPOSAL,
        "measures-2020:47.3",
        B.COUNTY,
        copies=(B.POLICE, B.PRISON),
        kinds=PAROLE,
    ),
    Line(W.REVOCATION_RULING, "ccl-2019:48.1", B.COURT, (B.COUNTY, B.POLICE), CHECKED, PROBATION),
    Line(
        W.REVOCATION_RULING,
        "measures-2020:46.2",
        B.COURT,
        copies=(B.FIRST_COURT,),
        kinds=PROBATION,
        elsewhere=True,
    ),
    Line(W.ARREST_REQUEST, "measures-2020:48.3", B.COUNTY, (B.COURT,), CHECKED, PROBATION),
    Line(W.RECALL_PROPOSAL, "ccl-2019:49.1", B.COUNTY, (B.ORGAN,), CHECKED, OUTSIDE),
    Line(W.RECALL_PROPOSAL, "pl-2026:48.3", B.COUNTY, (), CHECKED, OUTSIDE, BUREAU),
    Line(W.RECALL_DECISION, "ccl-2019:49.2", B.ORGAN, (B.COUNTY, B.POLICE), CHECKED, OUTSIDE),
    Line(W.RECALL_DECISION, "pl-2026:48.3", B.ORGAN, (), CHECKED, OUTSIDE, BUREAU),
    Line(W.REDUCTION_PROPOSAL, "ccl-2019:33.1", B.COUNTY, (B.COURT,), CHECKED, REDUCIBLE),
    Line(
        W.REDUCTION_PROPOSAL,
        "measures-2020:42.4",
        B.COUNTY,
        copies=(B.POLICE,),
        kinds=REDUCIBLE,
    ),
    Line(W.REDUCTION_PROPOSAL, "measures-2020:42.4", B.COUNTY, (), (B.PRISON,), OUTSIDE),
    Line(W.REDUCTION_RULING, "ccl-2019:33.2", B.COURT, (B.COUNTY,), BOTH, REDUCIBLE),
    Line(W.DETENTION_NOTICE, "ccl-2019:32", B.DETAINING_ORGAN, (B.COUNTY,)),
    Line(W.DETENTION_NOTICE, "measures-2020:41", B.DETAINING_ORGAN, CHECKED),
    Line(W.SEARCH_NOTICE, "measures-2020:38.1", B.COUNTY, (B.POLICE, B.PROCURATORATE)),
    Line(W.INCIDENT_REPORT, "measures-2020:52", B.COUNTY, (B.CITY, B.PROCURATORATE)),
    Line(W.APPRAISAL, "measures-2020:53.2", B.COUNTY, (B.RESETTLEMENT,)),
    Line(W.DISCHARGE_CERTIFICATE, "ccl-2019:44", B.COUNTY, (B.PERSON,)),
    Line(W.DISCHARGE_NOTICE, "ccl-2019:44", B.COUNTY, (B.ORGAN,), BOTH),
    Line(W.RELEASE_CERTIFICATE, "pl-2012:28", B.PRISON, (B.PERSON,), (), OUTSIDE, BUREAU),
    Line(W.RELEASE_CERTIFICATE, "pl-2026:48.1", B.PRISON, (B.PERSON,), (), OUTSIDE, BUREAU),
    Line(W.RELEASE_CERTIFICATE, "pl-2026:48.3", B.PRISON, (), CHECKED, OUTSIDE, BUREAU),
    Line(
        W.RELEASE_CERTIFICATE,
        "measures-2020:53.4",
        B.DETENTION_HOUSE,
        (B.PERSON,),
        kinds=OUTSIDE,
        organ=POLICE,
    ),
    Line(W.TERMINATION_NOTICE, "local:termination-notice", B.COUNTY, (B.ORGAN,), BOTH),
    Line(W.DEATH_NOTICE, "ccl-2019:51", B.COUNTY, (B.ORGAN, *BOTH)),
    Line(W.DEATH_NOTICE, "cpl-2018:268.4", B.COUNTY, (B.PRISON,), (), OUTSIDE, BUREAU),
    Line(W.DEATH_NOTICE, "pl-2026:48.2", B.COUNTY, (B.ORGAN,), (), OUTSIDE, BUREAU),
    Line(W.DEATH_NOTICE, "cpl-2018:268.4", B.COUNTY, (B.DETENTION_HOUSE,), (), OUTSIDE, POLICE),
    Line(W.DEATH_PROOF, "pl-2026:48.3", B.COUNTY, (B.ORGAN,), CHECKED, OUTSIDE, BUREAU),
    Line(W.SCHOOLING_NOTICE, "ccl-2019:55.1", B.COUNTY, (B.EDUCATION,)),
    Line(W.CORRECTION_ANSWER, "ccl-2019:62", B.COUNTY, CHECKED),
    Line(W.COMPLAINT_ANSWER, "ccl-2019:34.2", B.COUNTY, (B.PERSON,)),
)


@cache
def lines_of(writ: Writ) -> tuple[Line, ...]:
    """Return the lines of one paper."""
    return tuple(line for line in LINES if line.writ is writ)
