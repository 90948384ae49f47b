"""Where one can go: the counties around, the provinces, and what lies outside the mainland."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.vocabulary import Level, UnitKind
from guihang.cases.facts import place_of
from guihang.supervision.leave.wish import ABROAD

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省",
    "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区",
    "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省",
    "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省",
    "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}  # fmt: skip
OUTSIDE = {
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
    "71": "台湾地区",
    ABROAD: _("another country"),
}


def near(unit_path: str, *, on: date) -> dict[str, str]:
    """Return the counties of the same city, by their codes."""
    city, sign, _rest = unit_path.partition(f"/{place_of(unit_path)}/")
    if not sign:
        return {}
    found = agencies.units((f"{city}/",), on=on, kinds=[UnitKind.JUSTICE])
    return {one.code: one.name.removesuffix("司法局") for one in found if one.level == Level.COUNTY}


def choices(unit_path: str, *, on: date) -> list[tuple[object, object]]:
    """Return every area there is to choose, the nearest first."""
    return [
        ("", _("Choose the area")),
        (_("In the same city"), list(near(unit_path, on=on).items())),
        (_("Elsewhere"), list(PROVINCES.items())),
        (_("Outside the mainland"), list(OUTSIDE.items())),
    ]
