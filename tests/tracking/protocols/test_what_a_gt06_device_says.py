"""GT06: login, positions, alarms, cells, and frames that count wrongly."""

from datetime import UTC, datetime, timedelta

import pytest

from devices import AT, GT06_CELL, IMEI, LOGIN, NOON, crc_itu, gt06, gt06_position
from guihang.tracking.protocols.gt06 import frames
from guihang.tracking.protocols.gt06.stream import Stream
from guihang.tracking.protocols.readings import Cell, Wifi

HERE = Cell(460, 0, 0x1234, 0x00ABCD)


def heard(*sent, at=AT, **settings):
    stream = Stream(**settings)
    return [one for frame in sent for one in stream.hear(frame, at=at)]


def said(frame):
    _, message = heard(LOGIN, frame)
    return message


def test_the_login_names_the_device_and_is_echoed():
    [message] = heard(LOGIN)
    assert (message.type, message.device) == ("login", IMEI)
    assert message.reply == gt06(0x01)


def test_before_the_login_nobody_is_named():
    [message] = heard(gt06(0x12, gt06_position() + GT06_CELL))
    assert message.device is None


def test_a_position_is_read_with_its_cell():
    message = said(gt06(0x12, gt06_position() + GT06_CELL, sequence=3))
    assert (message.type, message.device, message.sequence) == ("position", IMEI, 3)
    [one] = message.readings
    assert one.time == datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
    assert (one.lat, one.lon, one.valid) == (26.25, 109.7, True)
    assert (one.speed_kmh, one.course, one.satellites) == (5, 90, 9)
    assert one.cells == (HERE,)
    assert message.reply == gt06(0x12, sequence=3)


@pytest.mark.parametrize("kind", [0x10, 0x11, 0x12, 0x16, 0x22, 0x26, 0x1A, 0xA0])
@pytest.mark.parametrize("long", [False, True])
def test_every_type_with_a_position_is_read_short_and_long(kind, long):
    message = said(gt06(kind, gt06_position(), long=long))
    assert (message.type, message.readings[0].lat) == ("position", 26.25)
    assert message.reply == gt06(kind, long=long)


@pytest.mark.parametrize(
    ("marks", "lat", "lon", "valid"),
    [
        ({"north": False}, -26.25, 109.7, True),
        ({"east": False}, 26.25, -109.7, True),
        ({"fixed": False}, 26.25, 109.7, False),
    ],
)
def test_the_marks_say_halves_and_fix(marks, lat, lon, valid):
    [one] = said(gt06(0x10, gt06_position(**marks))).readings
    assert (one.lat, one.lon, one.valid) == (lat, lon, valid)


def test_a_network_code_of_two_bytes_is_marked_in_the_country():
    cell = bytes.fromhex("81cc 000b 1234 00abcd")
    [one] = said(gt06(0x12, gt06_position() + cell)).readings
    assert one.cells == (Cell(460, 11, 0x1234, 0xABCD),)


def test_cells_of_the_fourth_generation_are_wider():
    cell = bytes.fromhex("01cc 00 00001234 000000000badcafe")
    [one] = said(gt06(0xA0, gt06_position() + cell + bytes(3))).readings
    assert one.cells == (Cell(460, 0, 0x1234, 0x0BADCAFE),)


def test_a_position_kept_for_later_is_marked():
    for kept in (0, 1):
        content = gt06_position() + GT06_CELL + bytes([1, 0, kept])
        assert said(gt06(0x22, content)).readings[0].archive == bool(kept)


def test_an_alarm_brings_battery_and_what_happened():
    content = gt06_position() + b"\x09" + GT06_CELL + bytes.fromhex("4403040102")
    [one] = said(gt06(0x16, content)).readings
    assert (one.battery, one.charging, one.alarms) == (50, True, ("sos",))
    assert one.cells == (HERE,)


def test_the_alarm_in_the_state_counts_where_none_is_named():
    content = gt06_position() + b"\x09" + GT06_CELL + bytes([0b011 << 3, 1, 4, 0, 1])
    assert said(gt06(0x16, content)).readings[0].alarms == ("low_battery",)


def test_the_first_edition_sends_a_cell_with_its_time():
    message = said(gt06(0x11, NOON + GT06_CELL + b"\x00\x02"))
    [one] = message.readings
    assert (message.type, one.time, one.cells) == ("network", AT, (HERE,))


def test_cells_may_come_with_no_networks_before_them():
    frame = bytes.fromhex("7878 00 17 260301040000 02 01cc 00 1234 abcd 47 1234 abce 50 00 0d0a")
    [one] = said(frame).readings
    assert [cell.cid for cell in one.cells] == [0xABCD, 0xABCE]
    assert one.wifi == ()


def test_an_alarm_without_a_cell_still_brings_its_battery():
    content = gt06_position() + b"\x00" + bytes.fromhex("4403040102")
    [one] = said(gt06(0x16, content)).readings
    assert (one.battery, one.alarms, one.cells) == (50, ("sos",), ())


def test_an_alarm_of_the_fourth_generation_has_a_wider_cell():
    cell = b"\x10" + bytes.fromhex("01cc 00 00001234 000000000badcafe")
    [one] = said(gt06(0xA4, gt06_position() + cell + bytes.fromhex("4403040502"))).readings
    assert one.cells == (Cell(460, 0, 0x1234, 0x0BADCAFE),)
    assert (one.battery, one.alarms) == (50, ("geofence_exit",))


def test_a_heartbeat_brings_the_battery():
    message = said(gt06(0x13, bytes.fromhex("4406040001")))
    assert (message.type, message.readings[0].battery) == ("heartbeat", 100)


def test_a_heartbeat_by_voltage_brings_alarm_and_charger():
    message = said(gt06(0x23, bytes([0b100 << 3 | 4, 1, 0x9A, 4, 0, 2])))
    [one] = message.readings
    assert (message.type, one.alarms, one.charging, one.battery) == (
        "heartbeat",
        ("sos",),
        True,
        None,
    )


def test_a_cell_with_a_status_is_a_network():
    message = said(gt06(0x19, b"\x09" + GT06_CELL + bytes.fromhex("4403040302")))
    [one] = message.readings
    assert (message.type, one.cells, one.battery, one.alarms) == (
        "network",
        (HERE,),
        50,
        ("vibration",),
    )


@pytest.mark.parametrize("kind", [0x10, 0x11, 0x12, 0x16, 0x17, 0x23, 0x2C])
def test_a_message_without_its_content_is_a_fault(kind):
    _, fault = heard(LOGIN, gt06(kind))
    assert fault.kind == "short"


def test_a_login_without_a_number_is_a_fault():
    [fault] = heard(gt06(0x01, b"\xff" * 8))
    assert fault.kind == "login"


def test_a_time_that_is_none_is_left_out():
    [one] = said(gt06(0x10, bytes([26, 13, 1, 4, 0, 0]) + gt06_position()[6:])).readings
    assert (one.time, one.lat) == (None, 26.25)


def test_the_network_codes_of_neighbours_may_be_wider_too():
    cells = bytes.fromhex("81cc 000b") + bytes.fromhex("00001234 000000000badcafe b9") + bytes(79)
    [one] = said(gt06(0xA1, NOON + cells)).readings
    assert one.cells == (Cell(460, 11, 0x1234, 0x0BADCAFE, -71),)


def test_cells_and_networks_without_a_place_are_a_network():
    cells = bytes.fromhex("01cc00 1234 00abcd 47") + bytes(36) + b"\x00"
    wifi = bytes.fromhex("01 a0b1c2d3e4f5 c4")
    message = said(gt06(0x2C, NOON + cells + wifi))
    [one] = message.readings
    assert (message.type, one.lat) == ("network", None)
    assert one.cells == (HERE._replace(rssi=-71),)
    assert one.wifi == (Wifi("a0:b1:c2:d3:e4:f5", -60),)


def test_the_old_message_of_networks_has_a_count_for_its_length():
    frame = bytes.fromhex("7878 02 17 260301040000 a0b1c2d3e4f5 3c a0b1c2d3e4f6 40")
    frame += bytes.fromhex("01 01cc 00 1234 abcd 47 0d0a")
    message = said(frame)
    [one] = message.readings
    assert one.time == datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
    assert [wifi.rssi for wifi in one.wifi] == [-60, -64]
    assert one.cells == (Cell(460, 0, 0x1234, 0xABCD, -71),)
    assert message.reply == bytes.fromhex("7878 00 17 260301040000 0d0a")


def test_the_time_is_told_to_a_device_that_asks():
    message = said(gt06(0x8A, sequence=5))
    assert message.reply == gt06(0x8A, NOON, sequence=5)


def test_a_type_of_one_vendor_is_echoed_as_unknown():
    message = said(gt06(0xF7, b"abc", sequence=5))
    assert (message.type, message.reply) == ("unknown", gt06(0xF7, sequence=5))


def test_an_answer_to_a_command_is_not_echoed():
    assert said(gt06(0x15, b"OK")).reply == b""


def test_a_wrong_checksum_is_marked_or_refused():
    frame = gt06(0x12, gt06_position() + GT06_CELL, wrong=1)
    [message] = heard(frame)
    assert not message.intact
    [fault] = heard(frame, strict_checksum=True)
    assert fault.kind == "checksum"


def test_the_checksum_is_that_of_the_specification():
    for octets in (b"", b"123456789", bytes(range(256))):
        assert frames.checksum(octets) == crc_itu(octets)
    assert frames.checksum(b"123456789") == 0x906E


def test_a_length_that_counts_wrongly_ends_at_the_mark():
    frame = bytearray(gt06(0x13, bytes.fromhex("4406040001")))
    frame[2] -= 2
    _, message = heard(LOGIN, bytes(frame))
    assert (message.type, message.intact) == ("heartbeat", False)


def test_the_zone_in_a_login_is_followed_only_when_told_to():
    zoned = gt06(0x01, bytes.fromhex("0" + IMEI) + bytes.fromhex("0001 3200"))
    place = gt06(0x12, gt06_position() + GT06_CELL)
    _, plain = heard(zoned, place)
    _, followed = heard(zoned, place, follow_login=True)
    assert plain.readings[0].time - followed.readings[0].time == timedelta(hours=8)
