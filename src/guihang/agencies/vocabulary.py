"""The words of who acts: levels, kinds of unit, kinds of account, roles, relations."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The five levels (部省市县所)."""

    MINISTRY = "ministry", _("ministry")
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    OFFICE = "office", _("township office")


class UnitKind(models.TextChoices):
    """What a unit is."""

    JUSTICE = "justice", _("justice department")  # 司法行政机关
    BRIGADE = "brigade", _("brigade")  # 社区矫正执法大队
    SQUAD = "squad", _("squad")  # 中队
    OFFICE = "office", _("township office")  # 司法所
    PROCURATORATE = "procuratorate", _("procuratorate")
    COURT = "court", _("court")
    POLICE = "police", _("police")
    PRISON = "prison", _("prison")
    COMMITTEE = "committee", _("village or residents' committee")  # 村（居）民委员会
    ORGANISATION = "organisation", _("social organisation")


class AccountKind(models.TextChoices):
    """Who an account belongs to."""

    STAFF = "staff", _("staff")
    PARTNER = "partner", _("partner")
    PERSON = "person", _("person under correction")


class Role(models.TextChoices):
    """What a post is there to do; the guards speak of roles."""

    TOWNSHIP_OFFICER = "township_officer", _("township officer")  # 司法所工作人员
    SQUAD_OFFICER = "squad_officer", _("squad officer")
    SQUAD_LEADER = "squad_leader", _("squad leader")
    BRIGADE_LEADER = "brigade_leader", _("brigade leader")  # 社区矫正机构负责人
    BUREAU_HEAD = "bureau_head", _("bureau head")  # 司法局负责人
    CITY_OFFICER = "city_officer", _("city officer")
    PROVINCE_OFFICER = "province_officer", _("province officer")
    PROCURATOR = "procurator", _("procurator")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")
    COMMITTEE_MEMBER = "committee_member", _("committee member")
    COUNSELLOR = "counsellor", _("counsellor")
    PERSON = "person", _("person under correction")


class Relation(StrEnum):
    """Where a unit lies, seen from who acts."""

    OWN = "own"  # his own unit
    BELOW = "below"  # under it, or an office in its charge
    ABOVE = "above"
    BESIDE = "beside"  # the same county, but not his
    FOREIGN = "foreign"  # another county, city or province
