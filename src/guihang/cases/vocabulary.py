"""The words of a case: where it stands, what lies over that, and what belongs to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a case stands (案件状态)."""

    AWAITED = "awaited", _("awaited")  # 待报到
    INCOMPLETE = "incomplete", _("papers incomplete")  # 待补齐文书
    RECEIVED = "received", _("received")  # 已接收
    UNDER = "under", _("under correction")  # 在矫
    DISCHARGED = "discharged", _("discharged")  # 解除矫正
    TERMINATED = "terminated", _("terminated")  # 终止矫正
    MOVED = "moved", _("moved out")  # 已转出
    ARCHIVED = "archived", _("archived")  # 已归档


RUNNING = (State.AWAITED, State.INCOMPLETE, State.RECEIVED, State.UNDER)
"""The states in which a person is on the register (在册)."""
REGISTERED = (State.INCOMPLETE, State.RECEIVED, State.UNDER)
"""The states of those on the register who have come and were registered (已登记)."""


class OverlayKind(models.TextChoices):
    """What can be true of a running case besides where it stands (叠加状态)."""

    ON_LEAVE = "on_leave", _("on leave")  # 外出中
    MOVING = "moving", _("change of place running")  # 执行地变更中
    MISSING = "missing", _("out of contact")  # 失联
    HELD = "held", _("detained by others")  # 被限制人身自由
    PROPOSED = "proposed", _("proposal pending")  # 变更执行提请中
    OVER = "over", _("term over, to be decided")  # 期满待定


class SideKind(models.TextChoices):
    """What a judgment may order beside the sentence (附加刑、禁止令、从业禁止)."""

    PROHIBITION = "prohibition", _("prohibition order")  # 禁止令
    OCCUPATION_BAN = "occupation_ban", _("occupation ban")  # 从业禁止
    DEPRIVATION = "deprivation", _("deprivation of political rights")  # 剥夺政治权利
    FINE = "fine", _("fine")  # 罚金
    CONFISCATION = "confiscation", _("confiscation of property")  # 没收财产
    EXPULSION = "expulsion", _("expulsion")  # 驱逐出境


class MemberRole(models.TextChoices):
    """What somebody is in a correction group (矫正小组成员)."""

    AGENCY = "agency", _("community correction agency")  # 社区矫正机构
    OFFICE = "office", _("township office")  # 司法所
    COMMITTEE = "committee", _("village or residents' committee")  # 村（居）委会
    FAMILY = "family", _("family")  # 家庭成员
    GUARDIAN = "guardian", _("guardian")  # 监护人
    GUARANTOR = "guarantor", _("guarantor")  # 保证人
    EMPLOYER = "employer", _("employer")  # 所在单位
    SCHOOL = "school", _("school")  # 就读学校
    SOCIAL_WORKER = "social_worker", _("social worker")  # 社会工作者
    VOLUNTEER = "volunteer", _("volunteer")  # 志愿者
    POLICE = "police", _("police officer")  # 公安民警


class DocumentKind(models.TextChoices):
    """The papers somebody could leave China with (出入境证件)."""

    PASSPORT = "passport", _("passport")  # 普通护照
    HONG_KONG_MACAO = "hong_kong_macao", _("permit for Hong Kong and Macao")  # 往来港澳通行证
    TAIWAN = "taiwan", _("permit for Taiwan")  # 往来台湾通行证
    BORDER = "border", _("border pass")  # 边境通行证
    OTHER = "other", _("other paper")


class DocumentState(models.TextChoices):
    """Where such a paper is (证件状态)."""

    HELD = "held", _("kept by the agency")  # 代管
    RETURNED = "returned", _("returned")  # 归还
    CONFISCATED = "confiscated", _("confiscated")  # 收缴
    REVOKED = "revoked", _("revoked")  # 吊销
    VOID = "void", _("void")  # 作废


class Channel(models.TextChoices):
    """How something reached the office (渠道); every channel counts the same."""

    COUNTER = "counter", _("at the counter")
    POST = "post", _("by post")
    EXCHANGE = "exchange", _("by data exchange")
    VISIT = "visit", _("at home")
    PHONE = "phone", _("by phone")
    KIOSK = "kiosk", _("at the terminal")
    MOBILE = "mobile", _("on his phone")
    REGISTER = "register", _("from an imported register")


class RunState(models.TextChoices):
    """How far an imported register is (导入进度)."""

    HANDED_IN = "handed_in", _("handed in")
    LOOKED_THROUGH = "looked_through", _("looked through")
    BROUGHT_IN = "brought_in", _("brought in")
    DROPPED = "dropped", _("dropped")


class InquiryState(models.TextChoices):
    """Where an inquiry stands (调查评估状态); it follows from its events."""

    RECEIVED = "received", pgettext_lazy("inquiry", "to be accepted")  # 待受理
    UNDERWAY = "underway", _("being looked into")  # 调查中
    DISCUSSED = "discussed", _("discussed together")  # 集体评议
    SENT = "sent", _("opinion sent")  # 已送交意见
    RETURNED = "returned", _("commission sent back")  # 已退回


class AskedAs(models.TextChoices):
    """As what somebody is asked in an inquiry (被调查人)."""

    PERSON = "person", _("the person")  # 本人
    FAMILY = "family", _("family")  # 家庭成员
    COMMITTEE = "committee", _("village or residents' committee")  # 村（居）委会
    VICTIM = "victim", _("victim")  # 被害人
    NEIGHBOUR = "neighbour", _("neighbour")  # 邻居
    EMPLOYER = "employer", _("employer")  # 所在单位
    OTHER = "other", _("somebody else")  # 其他


class Outcome(models.TextChoices):
    """What an inquiry comes to (评估意见)."""

    SUITABLE = "suitable", _("suitable for community correction")  # 适宜
    UNSUITABLE = "unsuitable", _("not suitable for community correction")  # 不适宜


class Followed(models.TextChoices):
    """Whether the organ followed the opinion (采纳情况)."""

    FOLLOWED = "followed", _("followed")  # 采纳
    PARTLY = "partly", _("followed in part")  # 部分采纳
    NOT = "not", _("not followed")  # 未采纳
    UNKNOWN = "unknown", _("not told")  # 未告知
