"""Persons and their orders as tests know them: one of each kind, received as in service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cast import Cast
from guihang.cases import actions
from guihang.cases.actions import OrderDraft, PersonDraft, Receipt
from guihang.law.events import Event, What

LOCAL = ZoneInfo("Asia/Shanghai")
HOME = "冷水滩区梅湾街道清桥社区 3 栋 501"
SUSPENDED = OrderDraft(
    kind="suspension",
    organ="court",
    organ_name="冷水滩区人民法院",
    judgment_number="（2026）湘1103刑初12号",
    judged_on=date(2026, 10, 12),
    organ_elsewhere=False,
    organ_other_province=False,
    crime="盗窃罪",
    penalty="prison",
    sentence="1 year",
    probation="2 years",
    paper_begins=date(2026, 10, 23),
    paper_ends=date(2028, 10, 22),
)
OUTSIDE = OrderDraft(
    kind="outside",
    organ="prison_bureau",
    organ_name="湖南省监狱管理局",
    judgment_number="（2026）湘监外字第7号",
    judged_on=date(2026, 10, 20),
    crime="故意伤害罪",
    penalty="prison",
    sentence="5 years",
    sentence_begins=date(2023, 5, 1),
    sentence_ends=date(2028, 4, 30),
    outside_ground="illness",
)
TANG = PersonDraft(
    name="唐建平",
    identity_number="431103198804120019",
    phone="13907460065",
    home=HOME,
    nation="汉族",
    education="初中",
    marriage="已婚",
    work="个体经营",
)
OLD = PersonDraft(name="彭守安", birth=date(1953, 3, 8), sex="male", home=HOME)
YOUNG = PersonDraft(name="蒋小川", birth=date(2009, 9, 1), sex="male", home=HOME)

HELD = actions.Ceremony(
    day=date(2026, 10, 30), led_by="宋立新", present=("周晓兰", "蒋爱华"), signed=True, public=False
)
PLAN = actions.PlanDraft(
    situation="与妻子同住，有固定住所。",
    assessment="悔罪态度较好，再犯风险低。",
    psychology="情绪稳定，担心找不到工作。",
    measures=("每月到司法所报告一次", "每季度走访一次"),
    helps=("介绍参加电工培训",),
    review_on=date(2027, 1, 30),
)
SON = actions.GuarantorDraft(
    "彭小军",
    "儿子",
    "13907460002",
    full_capacity=True,
    free=True,
    home_and_income=True,
    near=True,
)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment in the office's time."""
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


def receipt(cast: Cast, *, person=TANG, order=SUSPENDED, unit="office", events=()) -> Receipt:
    """Return a notice that came, with the judgment's effect and what else came with it."""
    effective = Event(What.EFFECTIVE, order.paper_begins or order.judged_on)
    return Receipt(person, order, cast.unit(unit), events=(effective, *events))


def received(cast: Cast, *, by="squad_officer", when=None, complete=True, decided=None, **besides):
    """Receive a case whose notice, and unless told otherwise papers, came on a day."""
    when = when or at(2026, 10, 26)
    came = [decided] if decided else []
    came.append(Event(What.NOTICE_RECEIVED, when.date()))
    if complete:
        came.append(Event(What.DOCUMENTS_RECEIVED, when.date()))
    taken = receipt(cast, events=tuple(came), **besides)
    return actions.receive(receipt=taken, by=cast.actor(by), at=when)


def registered(cast: Cast, case, *, by="squad_officer", when=None, **arrival):
    """Register somebody who reported on a day, or came as told."""
    when = when or at(2026, 10, 28)
    told = {"day": when.date(), "how": "reported", "identity_matches": True, **arrival}
    return actions.register(case=case, arrival=actions.Arrival(**told), by=cast.actor(by), at=when)


def grouped(cast: Cast, case, *besides, by="squad_officer", when=None):
    """Form the group of a registered person: an officer, the office, and whoever else is named."""
    when = when or at(2026, 10, 29)
    members = (
        actions.MemberDraft("agency", "宋立新", "male"),
        actions.MemberDraft("office", "周晓兰", "female"),
        *besides,
    )
    return actions.form_group(
        case=case, members=members, day=when.date(), by=cast.actor(by), at=when
    )


def another(draft, **changes):
    """Return a draft with some entries changed."""
    return replace(draft, **changes)
