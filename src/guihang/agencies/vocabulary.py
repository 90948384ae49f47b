"""The words of who acts: levels, kinds of unit, kinds of account, roles, relations."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from guihang.law.rungs import Rung


class Level(models.TextChoices):
    """The five levels (部省市县所)."""

    MINISTRY = "ministry", _("ministry")
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    OFFICE = "office", _("township")


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
    """Where a unit lies, seen from a post somebody holds."""

    OWN = "own"  # his own unit
    BELOW = "below"  # in what his post acts on: under his unit, or in its charge
    ABOVE = "above"  # over his unit, and not in what his post acts on
    BESIDE = "beside"  # the same county, but not his
    FOREIGN = "foreign"  # another county, city or province


class Theme(models.TextChoices):
    """How the desk looks to one account."""

    SYSTEM = "system", _("as the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


SEES_FILES = frozenset(
    {
        Role.TOWNSHIP_OFFICER,
        Role.SQUAD_OFFICER,
        Role.SQUAD_LEADER,
        Role.BRIGADE_LEADER,
        Role.BUREAU_HEAD,
        Role.CITY_OFFICER,
        Role.PROVINCE_OFFICER,
        Role.PROCURATOR,
    }
)
"""The roles whose reach opens files; the others act on units or on the ledger only."""

SEES_LEDGER = SEES_FILES | {Role.AUDITOR}

SIGNING_ROLES = SEES_FILES - {Role.PROCURATOR}
"""The roles whose posts may be made to sign; still only state staff may hold them."""

LEADERS = frozenset(
    {
        Role.SQUAD_LEADER,
        Role.BRIGADE_LEADER,
        Role.BUREAU_HEAD,
        Role.CITY_OFFICER,
        Role.PROVINCE_OFFICER,
    }
)
"""The roles that answer for the work of others."""

OF_THE_COUNTY = frozenset({Role.BRIGADE_LEADER, Role.BUREAU_HEAD, Role.PROCURATOR})
"""The roles that act on the whole county, wherever in it their unit stands."""

NOWHERE = frozenset({Role.COMMITTEE_MEMBER, Role.COUNSELLOR, Role.PERSON})
"""The roles that act on nothing but their own account for now."""

PARTNERS = frozenset({Role.PROCURATOR, Role.COMMITTEE_MEMBER, Role.COUNSELLOR})
"""The roles held by people of other bodies."""

RUNG_NAMES = {
    Rung.OFFICE: _("township office"),
    Rung.AGENCY: _("community correction agency"),
    Rung.AGENCY_HEAD: _("head of the community correction agency"),
    Rung.BUREAU_HEAD: _("head of the justice bureau"),
    Rung.CITY: _("city agency"),
    Rung.PROVINCE: _("province agency"),
}
