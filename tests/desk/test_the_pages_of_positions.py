"""Devices and positions at the desk: made known, worn, read for a purpose or refused."""

import re
from datetime import timedelta

import pytest

from approving import WENT, approval_play
from guihang.ledger.chains import SYSTEM
from guihang.tracking import actions as tracking
from guihang.tracking.actions import Enrolment
from guihang.tracking.fixes.models import Fix
from guihang.tracking.models import Basis, Device
from guihang.tracking.protocols.readings import Batch, Message, Reading
from guihang.tracking.vocabulary import DeviceSort
from positions import HOME, engine

pytestmark = pytest.mark.django_db(databases=["default", "positions"])
BAND = "013900000001"


@pytest.fixture
def play(cast):
    """One person who left without approval, and an enrolled wristband."""
    made = approval_play(cast, WENT)
    enrolment = Enrolment(BAND, DeviceSort.WORN, "gt06")
    made.band, _none = tracking.enrol(
        device=enrolment, unit=cast.unit("squad"), by=SYSTEM, at=made.at
    )
    return made


@pytest.fixture
def seat(play, desk, settings):
    """Sit somebody down on the day of the play: `seat("squad_officer")`."""

    def sit(name):
        settings.GUIHANG_TODAY = play.at.date()
        return desk(name)

    return sit


def worn(play):
    play.order(days=30)
    play.to_day(play.approval.begins)
    play.put_on(device=play.band)
    at = play.at + timedelta(minutes=5)
    fix = Reading(time=at, lat=HOME[0], lon=HOME[1], valid=True, accuracy=8.0, battery=70.0)
    message = Message("position", "0x12", BAND, (fix,), sequence=1)
    engine(at).take([Batch("gt06", at, (message,))])
    assert Fix.objects.count() == 1
    return f"/positions/{play.case.number}/"


def asked(play, **changes):
    day = play.at.date().isoformat()
    basis = Basis.objects.get().pk
    whole = {"basis": basis, "first": day, "last": day, "purpose": "correction"}
    return {**whole, "reason": "核对外出轨迹", **changes}


def test_a_device_is_made_known_and_its_secret_is_shown_once(play, desk):
    at = desk("squad_officer").send(
        "/devices/enrol/", key="phone-7", sort="phone", protocol="owntracks", datum="wgs-84"
    )
    secret = re.search(r"<code[^>]*>([\w-]{20,})</code>", at.page)
    assert secret and secret[1] not in Device.objects.get(key="phone-7").secret
    assert secret[1] not in at.open("/devices/").page and "phone-7" in at.page


def test_the_same_number_is_not_known_twice_and_what_was_typed_stays(play, desk):
    at = desk("squad_officer").send(
        "/devices/enrol/", key=BAND, sort="worn", protocol="gt06", datum="wgs-84"
    )
    assert at.status == 422 and "已经登记" in at.words and BAND in at.page


def test_a_township_officer_sees_no_place_to_make_devices_known(play, desk):
    assert "/devices/enrol/" not in desk("township_officer").open("/devices/").page


def test_a_withdrawn_device_stays_in_the_list_and_one_that_is_worn_is_not_withdrawn(play, seat):
    worn(play)
    at = seat("squad_officer")
    at.send(f"/devices/{play.band.pk}/withdraw/")
    play.band.refresh_from_db()
    assert play.band.withdrawn_at is None
    play.take_off()
    at.send(f"/devices/{play.band.pk}/withdraw/")
    assert BAND in at.open("/devices/").page and "停用" in at.words


def test_putting_on_offers_the_free_devices_of_the_county(play, seat):
    play.order(days=30)
    play.to_day(play.approval.begins)
    page = f"/matters/{play.matter.number}/"
    assert BAND in seat("squad_officer").open(page).page


def test_positions_are_shown_only_for_a_reason_that_stands_in_the_record(play, seat):
    there = worn(play)
    at = seat("squad_officer").open(there)
    assert "26.40000" not in at.page and play.approval.matter.number in at.page
    assert at.send(f"{there}read/", **asked(play, reason="")).status == 422
    at.send(f"{there}read/", **asked(play))
    assert at.status == 200 and "26.40000" in at.page
    at.open(f"/dossiers/{play.case.number}/")
    assert "核对外出轨迹" in at.words


def test_another_purpose_is_refused_with_the_article_and_what_to_do(play, seat):
    there = worn(play)
    at = seat("squad_officer").send(f"{there}read/", **asked(play, purpose="other"))
    assert at.status == 422 and "26.40000" not in at.page
    assert "只能用于社区矫正工作" in at.words and "第二十九条" in at.words


def test_for_a_neighbour_there_is_no_such_page(play, seat):
    there = worn(play)
    assert seat("far_officer").open(there).status == 404
    assert seat("far_officer").send(f"{there}read/", **asked(play)).status == 404
