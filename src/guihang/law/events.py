"""What can happen in a case, as dated events: the words a case's history is written in.

Every word names the fields its event cannot do without. Rules of every subject and the rooms
that build `CaseFacts` share this one list; add a word here, never a second spelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Self

from guihang.law.codes import Body, Code, Custody, Incident, MonthResult, Relief, Weighed
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.texts import Text
from guihang.law.wire import Pattern

Ref = Annotated[str, Pattern(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}")]
Word = Annotated[str, Pattern(r"[a-z][a-z0-9_]{0,39}")]
Area = Annotated[str, Pattern(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")]


class What(Code):
    """The kinds of events, in the order of a case's life."""

    needs: tuple[str, ...]

    def __new__(cls, value: str, zh: str, en: str, needs: str = "") -> Self:
        """Keep the fields such an event cannot do without."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.says = Text(zh, en)
        member.needs = tuple(needs.split())
        return member

    # Inquiry (调查评估); `of` is the number of the commission.
    COMMISSION_RECEIVED = "commission_received", "收到调查评估委托", "inquiry commissioned"
    MATERIALS_RECEIVED = (
        "materials_received",
        "收到调查评估材料",
        "materials of the inquiry received",
    )
    INQUIRY_LENGTHENED = "inquiry_lengthened", "协商延长评估期限", "inquiry lengthened", "ends"
    INQUIRY_STARTED = "inquiry_started", "开始调查", "inquiry started"
    INQUIRY_DISCUSSED = "inquiry_discussed", "集体评议", "inquiry discussed together"
    OPINION_SENT = "opinion_sent", "送达调查评估意见", "opinion sent"
    COMMISSION_RETURNED = "commission_returned", "退回委托", "commission returned"

    # The decision and its delivery (决定与交付).
    JUDGED = "judged", "作出裁判或决定", "judgment, ruling or decision made"
    SERVED = "served", "裁判文书送达本人", "judgment served on the person"
    APPEALED = "appealed", "提出上诉或抗诉", "appeal lodged"
    EFFECTIVE = "effective", "裁判或决定生效", "judgment, ruling or decision takes effect"
    DECISION_RECEIVED = (
        "decision_received",
        "移送机关收到暂予监外执行决定",
        "organ that hands over received the decision",
    )
    RELEASED = "released", "假释出监或暂予监外执行出监", "left prison"
    NOTICE_RECEIVED = "notice_received", "收到决定机关通知", "organ's notice received"
    DOCUMENTS_RECEIVED = "documents_received", "收到法律文书", "documents received"
    RECEIPT_RETURNED = "receipt_returned", "送达法律文书回执", "receipt returned"
    COMPLETION_ASKED = (
        "completion_asked",
        "通知补齐法律文书",
        "organ asked to complete the documents",
    )
    DOCUMENTS_COMPLETED = "documents_completed", "法律文书补齐", "documents completed"
    DOCUMENTS_PASSED_ON = "documents_passed_on", "转送法律文书", "documents passed on"
    HANDED_OVER = "handed_over", "移送交接", "handed over"

    # Reception (接收).
    REPORTED = "reported", "到县级社区矫正机构报到", "reported to the county agency"
    REGISTERED = "registered", "办理接收登记", "registered"
    IDENTITY_CHECKED = "identity_checked", "核对文书、核实身份", "documents and identity checked"
    FILE_OPENED = "file_opened", "建立档案", "file opened"
    EXIT_BAN_REPORTED = "exit_ban_reported", "报备不准出境", "exit ban reported"
    EXIT_BAN_LIFTED = "exit_ban_lifted", "撤销不准出境报备", "exit ban report withdrawn"
    GROUP_FORMED = "group_formed", "确定矫正小组", "correction group formed"
    DECLARED = "declared", "入矫宣告", "declared under correction, signed"
    ASSESSED = "assessed", "综合评估", "assessed"
    CLASSIFIED = "classified", "确定管理类别", "category set", "code"
    PLAN_MADE = "plan_made", "制定矫正方案", "plan made"
    PLAN_ADJUSTED = "plan_adjusted", "调整矫正方案", "plan adjusted"

    # Reports, checks, visits (日常管理).
    REPORT_MADE = "report_made", "报告", "report made"
    MATTER_REPORTED = "matter_reported", "报告重大变化", "important change reported", "code"
    HOME_CHANGED = "home_changed", "居所变化", "home changed"
    OFFICE_CHANGED = "office_changed", "变更日常管理的司法所", "moved to another township office"
    CONTACTED = "contacted", "通信联络", "contacted"
    CHECKED = "checked", "信息化核查", "checked by information technology"
    VISITED = "visited", "实地查访", "visited"
    TAUGHT = "taught", "教育活动", "education given"
    SERVICE_DONE = "service_done", "公益活动", "public activity done"
    ASKED_TO_MEND = "asked_to_mend", "教育责令改正", "taught and told to mend"
    DUTY_MISSED = "duty_missed", "未按规定履行义务", "duty missed", "code"
    RULE_BROKEN = "rule_broken", "违反监督管理规定", "supervision rule broken", "code"
    ORDER_BROKEN = "order_broken", "违反禁止令", "prohibition order broken"
    ABSENT = "absent", "未经批准离开市、县", "left the city or county without approval"
    BREACH_EXCUSED = "breach_excused", "经核实不予处理", "breach excused", "begins code"

    # Serving outside prison (暂予监外执行).
    HEALTH_REPORTED = "health_reported", "报告身体情况", "health reported"
    REVIEW_HANDED_IN = "review_handed_in", "提交病情复查情况", "medical review handed in"
    REPORTS_LENGTHENED = (
        "reports_lengthened",
        "延长身体情况报告间隔",
        "health reports lengthened",
        "span",
    )
    REVIEWS_LENGTHENED = (
        "reviews_lengthened",
        "延长病情复查间隔",
        "medical reviews lengthened",
        "span",
    )
    GUARANTOR_NAMED = "guarantor_named", "确定保证人", "guarantor named"
    GUARANTOR_LOST = "guarantor_lost", "保证人丧失条件或被取消资格", "guarantor lost"
    CHILD_BORN = "child_born", "分娩", "child born"
    GROUND_ENDED = "ground_ended", "暂予监外执行情形消失", "ground of serving outside ended"

    # Leave, travel, place, contact, entry (审批); `of` is the number of the matter.
    LEAVE_ASKED = "leave_asked", "申请外出", "leave asked for", "begins ends"
    LEAVE_GRANTED = "leave_granted", "批准外出", "leave granted", "begins ends"
    LEAVE_REFUSED = "leave_refused", "不批准外出", "leave refused"
    LEAVE_EXTENDED = "leave_extended", "批准延长外出", "leave extended", "ends"
    LEFT = "left", "离开", "left"
    RETURNED = "returned", "销假", "returned and reported back"
    TRAVEL_ASKED = "travel_asked", "申请经常性跨市、县活动", "frequent travel asked for"
    TRAVEL_GRANTED = (
        "travel_granted",
        "批准经常性跨市、县活动",
        "frequent travel granted",
        "begins ends",
    )
    TRAVEL_REFUSED = "travel_refused", "不批准经常性跨市、县活动", "frequent travel refused"
    TRAVEL_ENDED = "travel_ended", "终止经常性跨市、县活动", "frequent travel ended early"
    CONTACT_ASKED = "contact_asked", "申请会客、接触", "contact asked for"
    CONTACT_GRANTED = "contact_granted", "批准会客、接触", "contact granted"
    CONTACT_REFUSED = "contact_refused", "不批准会客、接触", "contact refused"
    ENTRY_ASKED = "entry_asked", "申请进入特定区域（场所）", "entry asked for", "begins ends"
    ENTRY_GRANTED = "entry_granted", "批准进入特定区域（场所）", "entry granted", "begins ends"
    ENTRY_REFUSED = "entry_refused", "不批准进入特定区域（场所）", "entry refused"
    EXEMPTION_ASKED = "exemption_asked", "申请减免活动", "exemption asked for", "begins ends"
    EXEMPTED = "exempted", "批准减免活动", "exempted from activities", "begins ends code"
    EXEMPTION_REFUSED = "exemption_refused", "不批准减免活动", "exemption refused"
    EXEMPTION_ENDED = "exemption_ended", "终止减免活动", "exemption ended early"
    TRANSFER_ASKED = "transfer_asked", "申请变更执行地", "change of place asked for"
    TRANSFER_OPINED = "transfer_opined", "司法所提出变更意见", "township office gave its opinion"
    TRANSFER_LETTER_SENT = "transfer_letter_sent", "发出征求意见函", "new county asked"
    TRANSFER_LETTER_RECEIVED = (
        "transfer_letter_received",
        "新执行地收到征求意见函",
        "letter received",
    )
    TRANSFER_REPLIED = "transfer_replied", "新执行地复函", "new county replied", "code"
    TRANSFER_REFERRED = "transfer_referred", "报上级协调", "referred to the upper level"
    TRANSFER_AGREED = "transfer_agreed", "决定变更执行地", "change of place agreed"
    TRANSFER_REFUSED = "transfer_refused", "决定不予变更执行地", "change of place refused"
    TRANSFER_TOLD = "transfer_told", "变更决定告知本人", "person told of the decision"
    TRANSFER_FILE_SENT = "transfer_file_sent", "移交文书档案", "documents and file sent"
    TRANSFER_FILE_RECEIVED = "transfer_file_received", "新执行地收到文书档案", "file received"
    TRANSFER_RECEIPT_SENT = "transfer_receipt_sent", "新执行地送达回执", "receipt sent back"
    TRANSFER_REPORTED = "transfer_reported", "到新执行地报到", "reported to the new county"
    MOVED_OUT = "moved_out", "转出完毕", "moved out"

    # Positioning (电子定位); `of` is the number of the approval.
    DEVICE_PROPOSED = "device_proposed", "提请使用电子定位装置", "device proposed", "code"
    DEVICE_APPROVED = (
        "device_approved",
        "批准使用电子定位装置",
        "device approved",
        "begins ends code",
    )
    DEVICE_TOLD = "device_told", "使用电子定位装置告知", "person told of the device"
    DEVICE_WORN = "device_worn", "佩戴电子定位装置", "device put on"
    DEVICE_ASSESSED = "device_assessed", "评估是否继续使用", "further need assessed"
    DEVICE_EXTENDED = "device_extended", "批准延长电子定位装置", "device extended", "begins ends"
    DEVICE_REMOVED = "device_removed", "解除电子定位装置", "device taken off"

    # Conduct and proposals (考核奖惩、提请); `of` is the number of the matter.
    COMMENDED = "commended", "表扬", "commended"
    MERIT = "merit", "立功", "merit"
    GREAT_MERIT = "great_merit", "重大立功", "great merit"
    ADMONISHED = "admonished", "训诫", "admonished"
    WARNED = "warned", "警告", "warned"
    SANCTION_TOLD = "sanction_told", "奖惩告知本人", "person told of the decision in writing"
    OBJECTED = "objected", "提出异议", "objected"
    OBJECTION_ANSWERED = "objection_answered", "答复异议", "objection answered"
    MONTH_ASSESSED = "month_assessed", "月度考核", "assessed for a month", "begins ends code"
    RESULT_PUBLISHED = "result_published", "考核奖惩公示", "result published"
    PENALTY_ASKED = "penalty_asked", "提请治安管理处罚", "penalty by the police asked for"
    PENALISED = "penalised", "受到治安管理处罚", "penalised by the police", "code"
    PENALTY_REFUSED = "penalty_refused", "不予治安管理处罚", "penalty refused"
    REVOCATION_PROPOSED = "revocation_proposed", "提请撤销缓刑、假释", "revocation proposed"
    REVOKED = "revoked", "裁定撤销缓刑、假释", "revoked"
    REVOCATION_REFUSED = "revocation_refused", "裁定不予撤销", "revocation refused"
    RECALL_PROPOSED = "recall_proposed", "提请收监执行", "recall proposed"
    RECALLED = "recalled", "决定收监执行", "recalled"
    RECALL_REFUSED = "recall_refused", "决定不予收监", "recall refused"
    ARREST_ASKED = "arrest_asked", "提请逮捕", "arrest asked for", "at"
    ARREST_DECIDED = "arrest_decided", "决定逮捕", "arrest ordered"
    ARREST_REFUSED = "arrest_refused", "决定不予逮捕", "arrest refused"
    ARRESTED = "arrested", "执行逮捕", "arrested"
    DELIVERED = "delivered", "送交执行", "delivered to prison or detention house"
    REDUCTION_PROPOSED = "reduction_proposed", "提请减刑", "reduction proposed"
    REDUCTION_REFUSED = "reduction_refused", "裁定不予减刑", "reduction refused"
    HEARD = "heard", "听取申辩", "heard"

    # What moves the term (刑期变动).
    CUSTODY_OFFSET = "custody_offset", "先行羁押折抵", "custody offset", "days"
    RESIDENCE_OFFSET = (
        "residence_offset",
        "指定居所监视居住折抵",
        "residential surveillance offset",
        "days",
    )
    REDUCED = "reduced", "裁定减刑", "reduced"
    NOT_COUNTED = "not_counted", "裁定不计入执行刑期", "days ruled not to count", "days"
    TERM_CORRECTED = "term_corrected", "更正期限", "term corrected", "ends"
    NEW_SENTENCE = "new_sentence", "数罪并罚重新判决", "new sentence replaces the old"

    # Out of supervision (脱离监管) and others' measures.
    LAST_CONTACT = "last_contact", "最后一次有效联系", "last proved contact"
    LOST = "lost", "发现失去联系", "found to be out of contact"
    SEARCH_STARTED = "search_started", "组织查找", "search started"
    FOUND = "found", "查找到", "found"
    ESCAPED = "escaped", "脱逃", "escaped"
    DETAINED = "detained", "被限制人身自由", "detained by others", "code"
    DETENTION_NOTICE = "detention_notice", "收到限制人身自由通知", "told of the detention"
    FREED = "freed", "恢复人身自由", "freed"
    CRIME_FOUND = "crime_found", "发现新罪或者漏罪", "new or earlier crime found"
    INCIDENT = "incident", "突发事件", "incident", "code"
    DIED = "died", "死亡", "died"
    DEATH_LEARNED = "death_learned", "得知死亡", "death learned of"

    # Others are told, answers are given; `to` is who, `of` is about which matter.
    TOLD = "told", "通知、通报", "told", "to"
    COPIED = "copied", "抄送", "copied", "to"
    REPORTED_UP = "reported_up", "报告上一级", "reported to the upper level"
    CORRECTION_RECEIVED = "correction_received", "收到纠正意见、检察建议", "procuratorate's opinion"
    CORRECTION_ANSWERED = "correction_answered", "书面答复检察机关", "procuratorate answered"
    COMPLAINED = "complained", "申诉、控告、检举", "complained"
    COMPLAINT_ANSWERED = "complaint_answered", "答复申诉、控告、检举", "complaint answered"

    # The end (解除、终止、归档).
    SUMMARY_WRITTEN = "summary_written", "个人总结", "own summary written"
    APPRAISAL_WRITTEN = "appraisal_written", "书面鉴定", "appraisal written"
    AID_TOLD = "aid_told", "告知安置帮教规定", "told the rules of resettlement aid"
    AID_LINKED = "aid_linked", "衔接安置帮教", "linked with resettlement aid"
    PRISON_REMINDED = "prison_reminded", "提醒办理刑满释放手续", "prison reminded of the release"
    PARDONED = "pardoned", "特赦", "pardoned"
    DISCHARGED = "discharged", "解除社区矫正", "discharged"
    CERTIFICATE_GIVEN = "certificate_given", "发放解除社区矫正证明书", "certificate given"
    TERMINATED = "terminated", "终止社区矫正", "terminated", "code"
    ARCHIVED = "archived", "归档", "archived"
    SEALED = "sealed", "封存", "sealed"


class Procedure(Code):
    """In which procedure an inquiry was commissioned (适用程序)."""

    ORDINARY = "ordinary", "普通程序、简易程序等", "ordinary or summary procedure"
    FAST_TRACK = "fast_track", "速裁程序", "fast-track procedure"


class Change(Code):
    """Important changes the person reports (重大变化)."""

    HOME = "home", "居所变化", "home"
    WORK = "work", "工作变动", "work"
    FAMILY = "family", "家庭重大变故", "grave family change"
    CONTACT = "contact", "接触对矫正可能产生不利影响的人员", "contact that may harm correction"


class Missed(Code):
    """Duties a person can miss (未履行的义务)."""

    FIRST_REPORT = "first_report", "报到", "first report"
    REPORT = "report", "定期报告", "regular report"
    HEALTH = "health", "身体情况报告", "health report"
    REVIEW = "review", "病情复查", "medical review"
    EDUCATION = "education", "教育活动", "education"
    RETURN = "return", "销假", "reporting back from leave"
    TRANSFER_REPORT = "transfer_report", "到新执行地报到", "report to the new county"


class Breach(Code):
    """Rules a person can break (违反的规定)."""

    REPORT = "report", "报告规定", "rules on reports"
    CONTACT = "contact", "会客规定", "rules on contact"
    LEAVE = "leave", "外出规定", "rules on leave"
    MOVE = "move", "迁居规定", "rules on moving"
    REFUSAL = "refusal", "拒绝接受监督管理", "refuses supervision"
    OTHER = "other", "其他规定", "other rules"


class Circumstance(Code):
    """The five circumstances of a positioning device (使用电子定位装置的情形)."""

    ORDER = "order", "违反人民法院禁止令", "broke the prohibition order"
    ABSENCE = "absence", "无正当理由，未经批准离开市、县", "left without approval and reason"
    WARNED = "warned", "拒不报告活动情况，被给予警告", "refused to report and was warned"
    PENALISED = "penalised", "违反监督管理规定，被给予治安管理处罚", "penalised by the police"
    PROPOSAL = "proposal", "拟提请撤销缓刑、假释或者收监执行", "revocation or recall to be proposed"


class PoliceGround(Code):
    """What a penalty by the police was for (治安管理处罚事由)."""

    SUPERVISION = "supervision", "违反监督管理规定", "supervision rules"
    ORDER = "order", "违反禁止令", "prohibition order"
    OTHER = "other", "其他", "something else"


class Ending(Code):
    """Why correction is terminated (终止的情形)."""

    REVOKED = "revoked", "撤销缓刑、撤销假释", "revoked"
    RECALLED = "recalled", "收监执行", "recalled"
    DIED = "died", "死亡", "died"


class Reply(Code):
    """What the new county answers (复函意见)."""

    AGREES = "agrees", "同意接收", "agrees"
    OBJECTS = "objects", "不同意接收", "objects"


CODES: Mapping[What, type[Code]] = {
    What.COMMISSION_RECEIVED: Procedure,
    What.MATTER_REPORTED: Change,
    What.DUTY_MISSED: Missed,
    What.RULE_BROKEN: Breach,
    What.BREACH_EXCUSED: Weighed,
    What.EXEMPTED: Relief,
    What.DEVICE_PROPOSED: Circumstance,
    What.DEVICE_APPROVED: Circumstance,
    What.PENALISED: PoliceGround,
    What.MONTH_ASSESSED: MonthResult,
    What.DETAINED: Custody,
    What.INCIDENT: Incident,
    What.TERMINATED: Ending,
    What.TRANSFER_REPLIED: Reply,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing that happened in a case; no names, only days, codes and numbers."""

    what: Annotated[What, Text("事件", "what happened")]
    day: Annotated[date, Text("日期", "the day it happened")]
    at: Annotated[datetime | None, Text("时刻", "the minute, where hours count")] = None
    begins: Annotated[date | None, Text("起", "first day of what it allows or orders")] = None
    ends: Annotated[date | None, Text("止", "last day of what it allows or orders")] = None
    span: Annotated[Span | None, Text("期限", "a length of time it gives or takes")] = None
    days: Annotated[int | None, Text("日数", "a number of days")] = None
    code: Annotated[Word | None, Text("代码", "which of the kinds of such an event")] = None
    of: Annotated[Ref | None, Text("事项编号", "number of the matter it belongs to")] = None
    to: Annotated[Body | None, Text("送达对象", "who was told")] = None
    place: Annotated[Area | None, Text("行政区划代码", "code of a county, city or province")] = None

    def check(self) -> None:
        """Refuse an event that lacks what its kind needs, or contradicts itself."""
        for name in self.what.needs:
            if getattr(self, name) is None:
                zh, en = self.what.says.zh, self.what.says.en
                raise BadFacts(name, why=Text(f"“{zh}”须填写该项。", f"“{en}” needs it."))
        self._check_code()
        if self.days is not None and self.days < 1:
            raise BadFacts("days", why=Text("日数应为正数。", "Days are one or more."))
        if self.at is not None and self.at.date() != self.day:
            raise BadFacts("at", why=Text("时刻与日期不符。", "The minute is of another day."))
        check_order("ends", self.begins, self.ends)

    def _check_code(self) -> None:
        known = CODES.get(self.what)
        if known and self.code is not None and self.code not in set(known):
            one = ", ".join(known)
            raise BadFacts("code", why=Text(f"代码应为：{one}。", f"The code is one of: {one}."))


def check_order(name: str, begins: date | None, ends: date | None) -> None:
    """Refuse an end that lies before its beginning; names the field of the end."""
    if begins and ends and ends < begins:
        raise BadFacts(name, why=Text("止日早于起日。", "It ends before it begins."))
