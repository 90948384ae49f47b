"""The closed lists of words facts are made of: each code with its legal term and its English.

A rule never sees free text. A list that only one subject needs stands in that subject's module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from guihang.law.texts import Text


class Code(StrEnum):
    """A word of a closed list, with what it means in both languages."""

    says: Text

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """Keep the code itself as the value and both readings beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.says = Text(zh, en)
        return member


class Kind(Code):
    """The four kinds of person under correction (四类社区矫正对象)."""

    SURVEILLANCE = "surveillance", "管制", "public surveillance"
    SUSPENSION = "suspension", "缓刑", "suspended sentence"
    PAROLE = "parole", "假释", "parole"
    OUTSIDE = "outside", "暂予监外执行", "temporary service outside prison"


class Penalty(Code):
    """The principal penalty of the judgment (主刑)."""

    SURVEILLANCE = "surveillance", "管制", "public surveillance"
    DETENTION = "detention", "拘役", "criminal detention"
    PRISON = "prison", "有期徒刑", "fixed-term imprisonment"
    LIFE = "life", "无期徒刑", "life imprisonment"


class Organ(Code):
    """Who decided that the person is under correction (社区矫正决定机关)."""

    COURT = "court", "人民法院", "people's court"
    PRISON_BUREAU = "prison_bureau", "监狱管理机关", "prison administration"
    POLICE = "police", "公安机关", "police"


class Paper(Code):
    """The kind of paper a court decides by (裁判文书)."""

    JUDGMENT = "judgment", "判决", "judgment"
    RULING = "ruling", "裁定", "ruling"


class Sex(Code):
    """Sex as the identity papers have it (性别)."""

    FEMALE = "female", "女", "female"
    MALE = "male", "男", "male"


class OutsideGround(Code):
    """Why somebody serves outside prison (暂予监外执行情形)."""

    ILLNESS = "illness", "有严重疾病需要保外就医", "serious illness needing medical release"
    PREGNANCY = "pregnancy", "怀孕", "pregnant"
    NURSING = "nursing", "正在哺乳自己婴儿", "nursing her own baby"
    SELF_CARE = "self_care", "生活不能自理", "cannot care for himself or herself"


class Body(Code):
    """Who owes, decides or is told (义务人、机关)."""

    PERSON = "person", "社区矫正对象", "the person"
    GUARDIAN = "guardian", "监护人、家庭成员", "guardian or family"
    GUARANTOR = "guarantor", "保证人", "guarantor"
    OFFICER = "officer", "社区矫正机构工作人员", "officer in charge"
    OFFICE = "office", "受委托的司法所", "entrusted township office"
    COUNTY = "county", "执行地县级社区矫正机构", "county agency"
    BUREAU_HEAD = "bureau_head", "县级司法行政部门负责人", "head of the county justice bureau"
    CITY = "city", "上一级（设区的市）社区矫正机构", "city agency"
    PROVINCE = "province", "省级社区矫正机构", "provincial agency"
    NEW_COUNTY = "new_county", "新执行地县级社区矫正机构", "new county agency"
    ORGAN = "organ", "社区矫正决定机关", "deciding organ"
    COURT = "court", "人民法院", "court"
    FIRST_COURT = "first_court", "原审人民法院", "court of first decision"
    PROCURATORATE = "procuratorate", "执行地县级人民检察院", "county procuratorate"
    NEW_PROCURATORATE = "new_procuratorate", "新执行地人民检察院", "procuratorate of the new place"
    POLICE = "police", "执行地公安机关", "police of the place"
    NEW_POLICE = "new_police", "新执行地公安机关", "police of the new place"
    EXIT_POLICE = "exit_police", "公安机关出入境管理机构", "exit and entry administration"
    PRISON = "prison", "监狱", "prison"
    DETENTION_HOUSE = "detention_house", "看守所", "detention house"
    PRISON_BUREAU = "prison_bureau", "监狱管理机关", "prison administration"
    DETAINING_ORGAN = "detaining_organ", "决定限制人身自由的机关", "organ that detains"
    GROUP = "group", "矫正小组", "correction group"
    COMMITTEE = "committee", "居（村）民委员会", "residents' or villagers' committee"
    EDUCATION = "education", "教育行政部门", "education authority"
    RESETTLEMENT = "resettlement", "安置帮教工作部门", "resettlement aid office"


class Incident(Code):
    """Incidents that are reported up (突发事件)."""

    DEATH = "death", "非正常死亡", "unnatural death"
    CRIME = "crime", "涉嫌实施犯罪", "suspected crime"
    CROWD = "crowd", "参与群体性事件", "mass incident"
    OTHER = "other", "其他", "other"


class MonthResult(Code):
    """What a month came to; the words are local, no text names them (月度考核结果)."""

    GOOD = "good", "良好", "good"
    PASSED = "passed", "合格", "passed"
    FAILED = "failed", "不合格", "not passed"
    NOT_ASSESSED = "not_assessed", "不予评定", "not assessed"


class Weighed(Code):
    """What a breach was that is weighed and excused; `begins` is its day (不予处理的行为)."""

    RULE_BROKEN = "rule_broken", "违反监督管理规定", "supervision rule broken"
    ORDER_BROKEN = "order_broken", "违反禁止令", "prohibition order broken"
    DUTY_MISSED = "duty_missed", "未按规定履行义务", "duty missed"
    ABSENT = "absent", "未经批准离开市、县", "left the city or county without approval"


class Relief(Code):
    """From which activities somebody is exempted (减免的活动)."""

    EDUCATION = "education", "教育学习", "education"
    SERVICE = "service", "公益活动", "public activities"
    BOTH = "both", "教育学习和公益活动", "education and public activities"


class Custody(Code):
    """How others restricted a person's liberty (限制人身自由的情形)."""

    ADMINISTRATIVE = "administrative", "行政拘留", "administrative detention"
    CRIMINAL = "criminal", "刑事强制措施", "criminal coercive measure"
    DRUG = "drug", "强制隔离戒毒", "compulsory drug treatment"
    JUDICIAL = "judicial", "司法拘留", "detention by a court"
