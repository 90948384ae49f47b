"""Identity numbers of citizens (公民身份号码, GB 11643): read, checked, and what they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from guihang.law.codes import Sex
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

FORM = re.compile(r"\d{17}[\dX]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
FIELD = "identity_number"
GROUND = "house:identity"


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity number tells: itself, a day of birth, a sex."""

    number: str
    birth: date
    sex: str


def check_identity(written: str, *, birth: date | None = None, sex: str = "") -> Identity | None:
    """Read an identity number; refuse one that is wrong or contradicts birth or sex."""
    number = "".join(written.split()).upper()
    if not number:
        return None
    if FORM.fullmatch(number) is None:
        raise _bad("身份证号码应为 18 位。", "An identity number has 18 places.")
    if check_digit(number) != number[-1]:
        raise _bad("身份证号码校验位不符。", "The check digit of the identity number is wrong.")
    told = Identity(number, _birth(number), Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)
    if birth is not None and birth != told.birth:
        raise BadFacts(
            "birth",
            why=Text(
                f"出生日期与身份证号码（{told.birth}）不一致。",
                f"The day of birth is not the one in the identity number ({told.birth}).",
            ),
            ground=GROUND,
        )
    if sex and sex != told.sex:
        raise BadFacts(
            "sex",
            why=Text("性别与身份证号码不一致。", "The sex is not the one in the identity number."),
            ground=GROUND,
        )
    return told


def check_digit(number: str) -> str:
    """Return the last place an identity number must have."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECKS[total % 11]


def _birth(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise _bad(
            "身份证号码中的出生日期不存在。", "The identity number holds no possible day of birth."
        ) from None


def _bad(zh: str, en: str) -> BadFacts:
    return BadFacts(FIELD, why=Text(zh, en), ground=GROUND)
