"""JT/T 808: every head, every message that counts, and what devices make of the standard."""

import struct
from datetime import UTC, datetime, timedelta

import pytest

import devices
from devices import AT, PHONE, batch, item, jt808, jt808_position
from guihang.tracking.protocols.jt808.parts import Bounds
from guihang.tracking.protocols.jt808.stream import Stream
from guihang.tracking.protocols.readings import Cell, Fault, Wifi


def heard(*frames, at=AT, **settings):
    stream = Stream(**settings)
    return [one for frame in frames for one in stream.hear(frame, at=at)]


def reading(**position):
    [message] = heard(jt808(0x0200, jt808_position(**position)))
    return message.readings[0]


def test_a_position_is_read_in_degrees_metres_and_kilometres_an_hour():
    [message] = heard(jt808(0x0200, jt808_position(), sequence=7))
    assert (message.type, message.code, message.device) == ("position", "0x0200", PHONE)
    assert (message.sequence, message.intact) == (7, True)
    [one] = message.readings
    assert (one.lat, one.lon, one.valid) == (26.25, 109.7, True)
    assert (one.altitude, one.speed_kmh, one.course) == (210, 5.5, 90)
    assert not one.archive


def test_its_time_is_that_of_beijing():
    assert reading(time="260301120000").time == datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def test_another_clock_can_be_named():
    frame = jt808(0x0200, jt808_position(time="260301120000"))
    [message] = heard(frame, ahead=timedelta(0))
    assert message.readings[0].time == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("time", ["000000000000", "261301120000", "2603011200ff"])
def test_a_time_that_is_none_is_left_out_and_the_place_stays(time):
    one = reading(time=time)
    assert one.time is None
    assert one.lat == 26.25


@pytest.mark.parametrize(
    ("status", "lat", "lon", "valid"),
    [
        (0b0000, 26.25, 109.7, False),
        (0b0010, 26.25, 109.7, True),
        (0b0110, -26.25, 109.7, True),
        (0b1010, 26.25, -109.7, True),
        (0b1110, -26.25, -109.7, True),
    ],
)
def test_the_status_says_whether_there_is_a_fix_and_on_which_halves(status, lat, lon, valid):
    one = reading(status=status)
    assert (one.lat, one.lon, one.valid) == (lat, lon, valid)


def test_a_place_off_the_globe_is_no_fix():
    assert not reading(lat=91_000_000).valid
    assert reading(lat=90_000_000).valid


def test_an_altitude_below_the_sea_is_negative():
    assert reading(altitude=-154).altitude == -154


@pytest.mark.parametrize(
    ("alarm", "names"),
    [
        (0, ()),
        (1 << 0, ("sos",)),
        (1 << 0 | 1 << 7, ("sos", "low_battery")),
        (1 << 7 | 1 << 15, ("low_battery",)),
        (1 << 17, ("removed",)),
        (1 << 31, ()),
    ],
)
def test_every_alarm_is_named_once(alarm, names):
    assert reading(alarm=alarm).alarms == names


def test_the_edition_of_2019_gave_the_bits_of_wearables_to_cars():
    [message] = heard(jt808(0x0200, jt808_position(alarm=1 << 17 | 1), version=1))
    assert message.readings[0].alarms == ("sos",)


def test_leaving_an_area_the_device_watches_is_an_alarm():
    assert reading(items=item(0x12, b"\x01\0\0\0\x09\x01")).alarms == ("geofence_exit",)
    assert reading(items=item(0x12, b"\x01\0\0\0\x09\x00")).alarms == ("geofence_enter",)


@pytest.mark.parametrize(
    ("number", "value", "battery"),
    [(0x56, b"\x08\x4f", 79), (0x56, b"\x08\x00", 80), (0xD4, b"\x37", 55), (0xD4, b"\xff", None)],
)
def test_a_wearable_tells_its_battery_in_per_cent_or_tenths(number, value, battery):
    assert reading(items=item(number, value)).battery == battery


def test_a_wearable_tells_the_cells_and_networks_it_hears():
    two_g = item(0x53, bytes.fromhex("02 01cc 00 1234 5678 1f 01cc 01 1234 5679 11"))
    four_g = item(0x5D, bytes.fromhex("01 01cc 00 1234 0badcafe b5"))
    wifi = item(0x54, bytes.fromhex("01 a0b1c2d3e4f5 c3"))
    one = reading(items=two_g + four_g + wifi)
    assert one.cells == (
        Cell(460, 0, 0x1234, 0x5678, 0x1F),
        Cell(460, 1, 0x1234, 0x5679, 0x11),
        Cell(460, 0, 0x1234, 0x0BADCAFE, 0xB5),
    )
    assert one.wifi == (Wifi("a0:b1:c2:d3:e4:f5", 0xC3),)


def test_cells_of_one_network_name_it_once_and_another_vendors_item_is_no_cell():
    cells = bytes.fromhex("01cc 00 1234 5678 47 1234 5679 50")
    assert reading(items=item(0xEB, cells)).cells == (
        Cell(460, 0, 0x1234, 0x5678, 0x47),
        Cell(460, 0, 0x1234, 0x5679, 0x50),
    )
    assert reading(items=item(0xEB, bytes.fromhex("000c00b2 89860000000000000000"))).cells == ()


@pytest.mark.parametrize(
    ("number", "value", "charging", "battery"),
    [
        (0xE4, b"\x00\x63", True, 99),
        (0xE4, b"\x01\x63", False, 99),
        (0xF6, b"\x01\x01\x00\x01", True, None),
        (0xF6, b"\x01\x01\x00\x00", False, None),
    ],
)
def test_a_wearable_tells_whether_it_charges(number, value, charging, battery):
    one = reading(items=item(number, value))
    assert (one.charging, one.battery) == (charging, battery)


@pytest.mark.parametrize(
    ("code", "body"),
    [(0x0200, bytes(27)), (0x0201, bytes(29)), (0x0704, b"\x00"), (0x0704, batch(bytes(5)))],
)
def test_a_position_too_short_to_be_one_is_a_fault(code, body):
    faults = heard(jt808(code, body))
    assert [fault.kind for fault in faults] == ["short"]


def test_a_head_cut_short_and_a_frame_without_end_are_faults():
    assert [fault.kind for fault in heard(b"\x7e\x02\x00\x7e")] == ["short"]
    assert [fault.kind for fault in heard(b"\x7e" + bytes(9000) + b"\x7e")] == ["overlong"]


def test_more_parts_than_are_put_together_are_a_fault():
    _, fault = heard(jt808(0x0704, b"x", part=(60_000, 1)))
    assert fault.kind == "part"


def test_a_count_that_does_not_fit_its_item_brings_no_cells():
    assert reading(items=item(0x53, bytes.fromhex("03 01cc 00 1234 5678 1f"))).cells == ()


def test_an_unknown_item_is_passed_over_and_the_next_one_read():
    assert reading(items=item(0x99, b"whatever") + item(0x31, b"\x0b")).satellites == 11


def test_an_item_that_reaches_beyond_the_end_takes_nothing_else_with_it():
    assert reading(items=item(0x31, b"\x0b") + b"\x54\xf0abc").satellites == 11


def test_positions_kept_without_network_are_marked():
    older = jt808_position(time="260301110000")
    [message] = heard(jt808(0x0704, batch(older, jt808_position(), kind=1)))
    assert [one.time.hour for one in message.readings] == [3, 4]
    assert all(one.archive for one in message.readings)
    [message] = heard(jt808(0x0704, batch(jt808_position(), kind=0)))
    assert not message.readings[0].archive


def test_a_batch_cut_short_gives_what_came_and_says_what_did_not():
    body = batch(jt808_position(), jt808_position())[:-10]
    message, fault = heard(jt808(0x0704, body))
    assert len(message.readings) == 1
    assert isinstance(fault, Fault)


def test_a_position_that_was_asked_for_comes_behind_the_number_of_the_question():
    [message] = heard(jt808(0x0201, b"\x00\x05" + jt808_position()))
    assert (message.type, message.readings[0].lat) == ("position", 26.25)


def test_the_head_of_2019_has_a_version_and_a_longer_number():
    [message] = heard(jt808(0x0200, jt808_position(), version=1, device=PHONE))
    assert message.device == PHONE
    assert message.intact


def test_the_mark_of_2019_before_an_older_head_is_seen_through():
    body = jt808_position()
    [message] = heard(jt808(0x0200, body, length=len(body) | 0x4000))
    assert (message.device, message.readings[0].lat, message.intact) == (PHONE, 26.25, True)


def test_a_number_that_is_no_bcd_is_an_imei_with_its_check_digit():
    packed = (35_300_000_000_001).to_bytes(6).hex()
    [message] = heard(jt808(0x0002, device=packed))
    assert message.device == "353000000000011"


def test_what_stands_for_the_delimiter_inside_is_put_back():
    [message] = heard(jt808(0x0200, jt808_position(lat=0x017E7D7E, lon=0x067D017E)))
    assert message.readings[0].lat == 0x017E7D7E / 1e6
    assert message.intact


def without_escapes(frame):
    return (
        frame[:1]
        + frame[1:-1].replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")
        + frame[-1:]
    )


@pytest.mark.parametrize("wrong", [0, 1])
@pytest.mark.parametrize("lat", [0x017E7D01, 0x017D027E, 0x017E7E7E])
def test_a_recorded_frame_may_have_had_its_escapes_undone(lat, wrong):
    frame = jt808(0x0200, jt808_position(lat=lat), checksum=wrong)
    for recorded in (frame, without_escapes(frame)):
        [message] = Stream().recorded(recorded, at=AT)
        assert message.readings[0].lat == lat / 1e6
        assert message.intact == (not wrong)


def test_a_line_may_hold_several_frames():
    frame = jt808(0x0200, jt808_position())
    assert [one.type for one in Stream().recorded(frame + frame, at=AT)] == ["position"] * 2


def test_a_wrong_checksum_or_length_is_marked_or_refused_as_the_operator_has_it():
    for wrong in ({"checksum": 1}, {"length": 20}):
        frame = jt808(0x0200, jt808_position(), **wrong)
        [message] = heard(frame)
        assert (message.intact, message.readings[0].lat) == (False, 26.25)
        [fault] = heard(frame, strict_checksum=True)
        assert fault.kind == "checksum"


def test_an_encrypted_body_is_refused_in_words():
    [fault] = heard(jt808(0x0200, jt808_position(), length=28 | 0x0400))
    assert fault.kind == "encrypted"


def test_registration_is_answered_with_a_token_and_the_number_of_the_question():
    [message] = heard(jt808(0x0100, bytes(37), sequence=0x0102))
    assert message.type == "register"
    assert message.reply == jt808(0x8100, b"\x01\x02\x00" + PHONE.encode(), sequence=0)


@pytest.mark.parametrize(
    ("code", "type_"),
    [(0x0002, "heartbeat"), (0x0003, "logout"), (0x0102, "authenticate"), (0x0200, "position")],
)
def test_what_is_understood_is_answered_with_done(code, type_):
    body = jt808_position() if code == 0x0200 else b"token"
    [message] = heard(jt808(code, body, sequence=9))
    assert message.type == type_
    assert message.reply == jt808(0x8001, struct.pack(">HHB", 9, code, 0), sequence=0)


def test_a_device_of_2019_is_answered_with_its_own_head():
    [message] = heard(jt808(0x0002, sequence=9, version=1))
    answer = struct.pack(">HHB", 9, 0x0002, 0)
    assert message.reply == jt808(0x8001, answer, sequence=0, version=1)


def test_what_is_not_understood_is_answered_as_not_supported():
    [message] = heard(jt808(0x0F01, b"abc", sequence=9))
    assert message.type == "unknown"
    assert message.reply == jt808(0x8001, struct.pack(">HHB", 9, 0x0F01, 3), sequence=0)


def test_an_answer_is_not_answered():
    [message] = heard(jt808(0x0001, bytes(5)))
    assert (message.type, message.reply) == ("answer", b"")


def test_a_token_is_the_body_and_in_2019_the_first_part_of_it():
    [older] = heard(jt808(0x0102, b"abcd"))
    [newer] = heard(jt808(0x0102, b"\x04abcd" + bytes(35), version=1))
    assert (older.token, newer.token) == ("abcd", "abcd")


def test_the_time_is_told_to_a_device_that_asks():
    [message] = heard(jt808(0x0109), at=datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC))
    answer = struct.pack(">HBBBBBB", 2026, 3, 1, 4, 5, 6, 0)
    assert message.reply == jt808(0x8109, answer, sequence=0)


def parts(count=3):
    body = batch(jt808_position(), jt808_position(), jt808_position(items=devices.WORN))
    size = len(body) // count + 1
    return [
        jt808(0x0704, body[n * size : (n + 1) * size], part=(count, n + 1), sequence=n)
        for n in range(count)
    ]


def test_a_long_message_is_put_together_in_whatever_order_its_parts_come():
    first, second, third = parts()
    *before, last = heard(third, first, second)
    assert [one.type for one in before] == ["part", "part"]
    assert all(one.reply for one in before)
    assert len(last.readings) == 3


def test_parts_that_waited_too_long_are_forgotten():
    stream = Stream(bounds=Bounds(patience=timedelta(minutes=1)))
    first, second = parts(2)
    stream.hear(first, at=AT)
    [late] = stream.hear(second, at=AT + timedelta(minutes=2))
    assert late.type == "part"


def test_a_part_beyond_the_number_of_parts_is_a_fault():
    _, fault = heard(jt808(0x0704, b"x", part=(2, 3)))
    assert fault.kind == "part"


def test_what_waits_for_its_parts_is_bounded():
    stream = Stream(bounds=Bounds(messages=2, octets=3000))
    for total in range(2, 100):
        stream.hear(jt808(0x0704, bytes(900), part=(total, 1)), at=AT)
        waiting = stream._parts._waiting.values()
        assert len(waiting) <= 2
        assert sum(len(body) for one in waiting for body in one.bodies.values()) <= 3000
