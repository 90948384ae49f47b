"""Whether going somewhere is leaving the city or county one lives in (所居住的市、县).

City means the urban districts of one city together, or a county-level city; county means itself.
The national area codes tell which is which: the third and fourth digit a city, the last two a
district. Where a code does not tell (a development zone), the fact is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.events import Area
from guihang.law.refusals import BadFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict

CITY = "measures-2020:26.3"
COUNTY_CODE = re.compile(r"(?P<city>\d{2}(?P<kind>\d{2}))(?P<unit>\d{2})")


class Going(Code):
    """What going there is (外出性质)."""

    SAME_COUNTY = "same_county", "未离开所居住的县（市、区）", "stays in the same county"
    SAME_CITY = "same_city", "在设区的同一市内跨区活动", "between districts of one city"
    LEAVING = "leaving", "离开所居住的市、县", "leaves the city or county"


@dataclass(frozen=True, slots=True)
class GoingFacts:
    """From where to where."""

    home: Annotated[Area, Text("居住地县级代码", "code of the home county")]
    destination: Annotated[Area, Text("目的地县级代码", "code of the destination")]
    both_districts: Annotated[
        bool | None,
        Text("两地均为同一设区的市的市辖区", "both are urban districts of the same city"),
    ] = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whether leave is needed, and what going there is."""

    needed: bool
    going: Going


@rule("leave.is_leave", "ccl-2019:27.1", CITY, zh="是否需要请假")
def is_leave(facts: GoingFacts, law: Statutes) -> Answer[Leaving]:
    """Moving between the urban districts of one city is not leaving; crossing a county line is."""
    return is_leaving(facts.home, facts.destination, law, both_districts=facts.both_districts)


def is_leaving(
    home: str, destination: str, law: Statutes, *, both_districts: bool | None = None
) -> Verdict[Leaving]:
    """Tell whether a trip leaves the city or county, for another rule."""
    one, other = _county("home", home), _county("destination", destination)
    same_city = one["city"] == other["city"]
    if both_districts and not same_city:
        why = Text("两地不属于同一设区的市。", "They do not belong to the same city.")
        raise BadFacts("both_districts", why=why, ground=CITY)
    districts = both_districts
    if districts is None:
        districts = _is_district(one, law) and _is_district(other, law)
    if home == destination:
        going = Going.SAME_COUNTY
    elif same_city and districts:
        going = Going.SAME_CITY
    else:
        going = Going.LEAVING
    needed = going is Going.LEAVING
    article = "ccl-2019:27.1" if needed else CITY
    step = Step(Text(f"{home} → {destination}：{going.says.zh}", going.says.en), None, article)
    return Verdict(Leaving(needed, going), (Ground(article, going.says),), (step,))


def _county(field: str, code: str) -> re.Match[str]:
    found = COUNTY_CODE.fullmatch(code)
    if found is None:
        why = Text("应为六位县级行政区划代码。", "A county has a code of six digits.")
        raise BadFacts(field, why=why, ground=CITY)
    return found


def _is_district(code: re.Match[str], law: Statutes) -> bool:
    """A city by its third and fourth digit, an urban district by its last two."""
    is_city = code["kind"] in law["leave.city_codes"].words
    return is_city and code["unit"] in law["leave.district_codes"].words
