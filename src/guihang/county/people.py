"""Invented people: names, identity numbers and telephone numbers that belong to nobody.

The identity numbers have a right check digit, but their first six digits name no place that
exists; the telephone numbers begin with 100, which no telephone does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from guihang.cases.identity import check_digit

NOWHERE = "431199"
SURNAMES = (
    *"唐李王蒋刘张陈周黄邓何杨吕罗胡欧文彭秦吴朱谢郭段石龙郑莫廖曾冯顾贺潘苏伍柏荣",
    "欧阳",
)
MEN = "建国志明海波文俊立新少林启明远帆向北知返予安维新省之立言思源怀瑾守安石生翔平松川勇军"
WOMEN = "晓兰桂英小雨文静丽敏月岚秀芳春梅雪琴玉珍冬妹美玲红霞慧娟素云"
AGES = ((18, 29, 25), (30, 44, 37), (45, 59, 29), (60, 75, 9))
WOMEN_SHARE = 0.14
"""About one in seven on the registers of counties like this."""
NATIONS = (("汉族", 90), ("瑶族", 8), ("壮族", 2))
SCHOOLING = (("小学", 18), ("初中", 52), ("高中", 16), ("中专", 7), ("大专", 5), ("本科", 2))
MARRIAGES = (("已婚", 58), ("未婚", 27), ("离异", 13), ("丧偶", 2))
TRADES = (
    *("务农", "个体经营", "务工（建筑）", "务工（制造业）", "货车司机", "快递员", "餐饮", "装修"),
    *("网约车司机", "超市店员", "无业", "养殖户"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person."""

    name: str
    woman: bool
    birth: date
    identity_number: str
    phone: str
    nation: str = "汉族"
    education: str = "初中"
    marriage: str = "未婚"
    work: str = "无业"


@dataclass(frozen=True, slots=True)
class Wished:
    """What a story needs somebody to be; everything else is invented."""

    woman: bool | None = None
    age: int | None = None
    name: str = ""


ANYBODY = Wished()


def invent(random: Random, number: int, *, on: date, wished: Wished = ANYBODY) -> Invented:
    """Invent a person as of a day; the same seed and number give the same person."""
    drawn = random.random() < WOMEN_SHARE
    woman = drawn if wished.woman is None else wished.woman
    birth = _birth(random, on, wished.age)
    given = WOMEN if woman else MEN
    name = a_name(random, given)
    nation, education, marriage = (_drawn(random, of) for of in (NATIONS, SCHOOLING, MARRIAGES))
    return Invented(
        wished.name or name,
        woman,
        birth,
        identity_number(birth, number, woman=woman),
        f"100{number:08d}",
        nation,
        education,
        marriage,
        random.choice(TRADES),
    )


def a_name(random: Random, given: str = MEN + WOMEN) -> str:
    """Return an invented name, its second part of some of these characters."""
    return random.choice(SURNAMES) + "".join(random.sample(given, random.choice((1, 2, 2, 2))))


def _drawn(random: Random, of: tuple[tuple[str, int], ...]) -> str:
    return random.choices([word for word, _ in of], [weight for _, weight in of])[0]


def _birth(random: Random, on: date, age: int | None) -> date:
    youngest, oldest, _weight = random.choices(AGES, [row[2] for row in AGES])[0]
    years = random.randint(youngest, oldest)
    spare = random.randint(10, 350)
    return on - timedelta(days=round((years if age is None else age) * 365.25) + spare)


def identity_number(birth: date, number: int, *, woman: bool) -> str:
    """Return an 18-digit number of GB 11643 with a right check digit and no real place."""
    order = (number * 2 + (0 if woman else 1)) % 1000
    body = f"{NOWHERE}{birth:%Y%m%d}{order:03d}"
    return body + check_digit(body + "0")
