"""The rungs of the ladder on which the law lets somebody approve something."""

from enum import StrEnum


class Rung(StrEnum):
    """Who decides, as the law names it; which post fills a rung is a unit's own setting."""

    OFFICE = "office"  # 司法所, only what it was entrusted with in writing
    AGENCY = "agency"  # 执行地县级社区矫正机构
    AGENCY_HEAD = "agency_head"  # 社区矫正机构负责人
    BUREAU_HEAD = "bureau_head"  # 县级司法行政部门负责人, the only one for electronic positioning
    CITY = "city"  # 上一级（市级）社区矫正机构
    PROVINCE = "province"  # 省级社区矫正机构
