"""The protocol of watches: positions with cells and Wi-Fi, heartbeats, calls for help."""

from datetime import UTC, datetime

import pytest

from devices import AT, watch, watch_position
from guihang.tracking.protocols.readings import Cell, Fault, Wifi
from guihang.tracking.protocols.watch import Stream


def said(frame):
    [message] = Stream().hear(frame, at=AT)
    return message


@pytest.mark.parametrize("maker", ["3G", "SG", "CS", "ZJ"])
@pytest.mark.parametrize("name", ["UD", "UD2", "UD_LTE", "AL"])
def test_a_position_is_read_whoever_made_the_watch(maker, name):
    message = said(watch(watch_position(name), maker=maker))
    assert (message.type, message.code, message.device) == ("position", name, "3900000001")
    [one] = message.readings
    assert one.time == datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
    assert (one.lat, one.lon, one.valid) == (26.25, 109.7, True)
    assert (one.speed_kmh, one.course, one.altitude) == (1.5, 90, 210)
    assert (one.satellites, one.battery) == (8, 66)
    assert one.cells == (Cell(460, 0, 4660, 43981, -71),)
    assert one.archive == (name == "UD2")


def test_without_a_fix_the_place_is_not_valid():
    assert not said(watch(watch_position(fixed="V"))).readings[0].valid


def test_south_is_negative_whether_or_not_the_sign_says_so_too():
    for lat in ("26.25", "-26.25"):
        frame = watch(watch_position(lat=lat).replace(",N,", ",S,"))
        assert said(frame).readings[0].lat == -26.25


def test_networks_are_found_by_their_addresses_whatever_their_names():
    heard = "2,1,460,0,1,2,-71,3,4,-80,2,Bob,s café,a0:b1:c2:d3:e4:f5,-60,,A0-B1-C2-D3-E4-F6,-64"
    [one] = said(watch(watch_position(heard=heard))).readings
    assert one.cells == (Cell(460, 0, 1, 2, -71), Cell(460, 0, 3, 4, -80))
    assert one.wifi == (Wifi("a0:b1:c2:d3:e4:f5", -60), Wifi("a0:b1:c2:d3:e4:f6", -64))


def test_cells_may_come_without_strength():
    [one] = said(watch(watch_position(heard="1,0,460,0,4660,43981,,0"))).readings
    assert one.cells == (Cell(460, 0, 4660, 43981),)


@pytest.mark.parametrize(
    ("status", "alarms"),
    [
        ("00000000", ()),
        ("00010000", ("sos",)),
        ("00100000", ("removed",)),
        ("00020001", ("low_battery",)),
        ("00210000", ("sos", "fall")),
        ("nothing", ()),
    ],
)
def test_the_status_names_the_alarms(status, alarms):
    assert said(watch(watch_position("AL", status=status))).readings[0].alarms == alarms


@pytest.mark.parametrize(
    ("words", "answer"),
    [("LK", "LK"), ("LK,1200,0,66", "LK"), ("TKQ", "TKQ"), ("INIT,x", "INIT,1")],
)
def test_what_waits_for_an_answer_gets_it(words, answer):
    assert said(watch(words, maker="SG")).reply == watch(answer, maker="SG")


def test_a_call_for_help_is_answered_and_a_position_is_not():
    assert said(watch(watch_position("AL"))).reply == watch("AL")
    assert said(watch(watch_position("UD"))).reply == b""


def test_an_index_comes_back_with_the_answer():
    message = said(watch("LK", maker="ZJ", serial="0012"))
    assert message.reply == watch("LK", maker="ZJ", serial="0012")
    assert message.sequence == 0x12


def test_a_heartbeat_may_bring_the_battery():
    assert said(watch("LK,1200,0,66")).readings[0].battery == 66
    assert said(watch("LK")).readings == ()


def test_a_length_that_counts_wrongly_does_not_matter():
    frame = watch(watch_position()).replace(b"*00", b"*0F", 1)
    assert said(frame).readings[0].lat == 26.25


def test_what_is_escaped_is_put_back():
    heard = "0,0,460,0,1,]home[*,a0:b1:c2:d3:e4:f5,-60"
    [one] = said(watch(watch_position(heard=heard))).readings
    assert one.wifi == (Wifi("a0:b1:c2:d3:e4:f5", -60),)


def test_other_words_are_unknown_and_no_fault():
    assert said(watch("PULSE,72")).type == "unknown"


def test_a_position_of_too_few_words_is_a_fault():
    assert isinstance(said(watch("UD,010326,040000,A")), Fault)


def test_a_frame_begun_anew_leaves_the_broken_one_behind():
    [message] = Stream().hear(b"[3G*39000" + watch("LK"), at=AT)
    assert message.type == "heartbeat"
