"""A campaign of checking records in the simulated county: one office is through, others not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from guihang.cases.actions.noting import fresh
from guihang.cases.campaigns import actions
from guihang.cases.campaigns.actions import Draft, Said
from guihang.cases.campaigns.words import CONFIRMED, UNCLEAR
from guihang.cases.vocabulary import REGISTERED
from guihang.county.diary import Happening, moment
from guihang.county.hands import Hands
from guihang.county.lives import Life

TITLE = "在册对象信息核查"
OPENED_BEFORE, CHECKED_BEFORE, ENDS_AFTER = (timedelta(days=days) for days in (14, 6, 11))
MOST = 8
RIGHT = Said(CONFIRMED, "paper")
SILENT = Said(UNCLEAR, because="号码停机，待本人报到时核实。")


def happenings(hands: Hands, lives: Sequence[Life], on: date) -> Iterator[Happening]:
    """Yield the opening by the brigade, and what the first office made of its people."""
    opened: list = []

    def begin(at: datetime) -> None:
        draft = Draft(hands.offices.units["county"], TITLE, on + ENDS_AFTER)
        opened.append(actions.open_campaign(draft=draft, by=hands.brigade(at), at=at))

    def check(at: datetime) -> None:
        office = min(life.office for life in lives)
        path = hands.offices.units[office].path
        there = [fresh(life.case) for life in lives if life.office == office and life.case]
        there = [one for one in there if one.state in REGISTERED and one.unit_path == path]
        (campaign,) = opened
        for number, case in enumerate(there[:MOST]):
            said = dict.fromkeys(campaign.items, RIGHT)
            if number == 1:
                said["phone"] = SILENT
            by = hands.of_office(office, at)
            actions.check_record(campaign=campaign, case=case, said=said, by=by, at=at)

    yield Happening(moment(on - OPENED_BEFORE, 9, 40), begin)
    yield Happening(moment(on - CHECKED_BEFORE, 15, 20), check)
