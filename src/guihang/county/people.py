"""Invented people: names, identity numbers and telephone numbers that belong to nobody.

The identity numbers have a right check digit, but their first six digits name no place that
exists; the telephone numbers begin with 100, which no telephone does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

NOWHERE = "431199"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SURNAMES = (
    *"唐李王蒋刘张陈周黄邓何杨吕罗胡欧文彭秦吴朱谢郭段石龙郑莫廖曾冯顾贺潘苏伍柏荣",
    "欧阳",
)
MEN = "建国志明海波文俊立新少林启明远帆向北知返予安维新省之立言思源怀瑾守安石生翔平松川勇军"
WOMEN = "晓兰桂英小雨文静丽敏月岚秀芳春梅雪琴玉珍冬妹美玲红霞慧娟素云"
AGES = ((16, 17, 2), (18, 29, 24), (30, 44, 36), (45, 59, 29), (60, 78, 9))


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person."""

    name: str
    woman: bool
    birth: date
    identity_number: str
    phone: str


def invent(random: Random, number: int, *, on: date) -> Invented:
    """Invent a person; the same seed and number give the same person."""
    woman = random.random() < 0.14  # about one in seven on the registers of counties like this
    birth = _birth(random, on)
    given = WOMEN if woman else MEN
    name = random.choice(SURNAMES) + "".join(random.sample(given, random.choice((1, 2, 2, 2))))
    return Invented(
        name, woman, birth, identity_number(birth, number, woman=woman), f"100{number:08d}"
    )


def _birth(random: Random, on: date) -> date:
    youngest, oldest, _weight = random.choices(AGES, [row[2] for row in AGES])[0]
    years = random.randint(youngest, oldest)
    return on - timedelta(days=round(years * 365.25) + random.randint(0, 364))


def identity_number(birth: date, number: int, *, woman: bool) -> str:
    """Return an 18-digit number of GB 11643 with a right check digit and no real place."""
    order = (number * 2 + (0 if woman else 1)) % 1000
    body = f"{NOWHERE}{birth:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECKS[total % 11]
