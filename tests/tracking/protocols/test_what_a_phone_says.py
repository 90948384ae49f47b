"""Phones: OsmAnd and Traccar Client, OwnTracks, and our own app."""

import json
from datetime import UTC, datetime

import pytest

from devices import app, owntracks, traccar
from guihang.tracking.protocols import mobile, osmand
from guihang.tracking.protocols import owntracks as tracks
from guihang.tracking.protocols.readings import Cell, Fault, Wifi

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
PLACE = "id=phone-1&lat=26.25&lon=109.7"


def query(words, **settings):
    [message] = osmand.decode(words.encode(), **settings)
    return message


def location(**members):
    [message] = tracks.decode(owntracks(**members))
    return message.readings[0]


def test_a_query_says_where_a_phone_is():
    words = f"{PLACE}&timestamp=1772337600&bearing=90&altitude=210&accuracy=12.5&batt=66.5"
    message = query(words)
    assert (message.type, message.device) == ("position", "phone-1")
    [one] = message.readings
    assert (one.lat, one.lon, one.time, one.valid) == (26.25, 109.7, NOON, True)
    assert (one.course, one.altitude, one.accuracy, one.battery) == (90, 210, 12.5, 66.5)


@pytest.mark.parametrize("before", ["/?", "https://example.test/osmand?", "?", ""])
def test_an_address_may_stand_before_the_query(before):
    assert query(f"{before}deviceid=phone-1&location=26.25,109.7").readings[0].lon == 109.7


@pytest.mark.parametrize(
    "time",
    ["1772337600", "1772337600000", "2026-03-01T04:00:00Z", "2026-03-01+04:00:00"]
    + ["2026-03-01T12:00:00%2B08:00", "2026-03-01T12:00:00+08:00", "1772337600.0"],
)
def test_a_time_is_seconds_milliseconds_or_written_out(time):
    assert query(f"{PLACE}&timestamp={time}").readings[0].time == NOON


@pytest.mark.parametrize("time", ["", "yesterday", "-1", "1e300", "nan", "2026-13-01T00:00:00Z"])
def test_a_time_that_is_none_is_left_out(time):
    assert query(f"{PLACE}&timestamp={time}").readings[0].time is None


@pytest.mark.parametrize(("unit", "speed"), [("kn", 18.52), ("kmh", 10), ("mps", 36)])
def test_speed_is_in_knots_unless_told(unit, speed):
    assert query(f"{PLACE}&speed=10", speed_unit=unit).readings[0].speed_kmh == speed


def test_a_query_may_bring_cells_and_networks():
    words = f"{PLACE}&cell=460,0,4660,43981,-71&cell=460,0,1,2&wifi=A0-B1-C2-D3-E4-F5,-60"
    [one] = query(words).readings
    assert one.cells == (Cell(460, 0, 4660, 43981, -71), Cell(460, 0, 1, 2))
    assert one.wifi == (Wifi("a0:b1:c2:d3:e4:f5", -60),)


@pytest.mark.parametrize("words", ["&cell=460,0,1", "&cell=a,b,c,d", "&wifi=", "&lat=x&wifi=,-60"])
def test_a_cell_or_network_cut_short_is_left_out(words):
    [one] = query(PLACE + words).readings
    assert (one.cells, one.wifi, one.lat) == ((), (), 26.25)


def test_a_list_of_requests_is_read_one_by_one():
    first, second = osmand.decode(b"[" + traccar() + b",{}]")
    assert (first.device, second.kind) == ("phone-1", "device")
    [nothing] = osmand.decode(b"[]")
    assert nothing.kind == "empty"


def test_more_words_than_a_query_has_are_refused():
    assert query("&".join(f"a{n}=1" for n in range(300))).kind == "overlong"


@pytest.mark.parametrize(
    ("words", "valid"),
    [("", True), ("&valid=false", False), ("&valid=1", True), ("&valid=true", True)],
)
def test_a_query_may_say_that_it_is_not_sure(words, valid):
    assert query(PLACE + words).readings[0].valid == valid


def test_without_coordinates_there_is_a_status_and_no_place():
    message = query("id=phone-1&batt=20")
    assert (message.type, message.readings[0].lat) == ("status", None)
    assert not query("id=phone-1&lat=91&lon=0").readings[0].valid


def test_a_query_without_a_device_is_refused():
    assert query("lat=26.25&lon=109.7").kind == "device"


def test_the_json_of_traccar_client_has_metres_a_second_and_parts_of_one():
    body = traccar(battery={"level": 0.29, "is_charging": True})
    [message] = osmand.decode(body)
    [one] = message.readings
    assert (message.type, message.device, one.time) == ("position", "phone-1", NOON)
    assert (one.lat, one.lon, one.altitude, one.accuracy) == (26.25, 109.7, 210, 12.5)
    assert one.speed_kmh == pytest.approx(5.4)
    assert (one.course, one.battery, one.charging, one.mock) == (90, 29, True, False)


def test_minus_one_is_what_a_phone_does_not_know():
    coords = {"latitude": 1, "longitude": 2, "speed": -1, "heading": -1, "accuracy": -1}
    [message] = osmand.decode(traccar(coords=coords))
    [one] = message.readings
    assert (one.speed_kmh, one.course, one.accuracy) == (None, None, None)


def test_a_position_another_program_made_up_says_so():
    [message] = osmand.decode(traccar(mock=True))
    assert message.readings[0].mock


def test_without_coordinates_the_phone_only_says_it_is_there():
    [message] = osmand.decode(traccar(coords=None))
    assert (message.type, message.readings[0].lat) == ("heartbeat", None)


def test_a_location_of_owntracks_has_its_own_units():
    body = owntracks(acc=5, vel=36, cog=90, alt=210, batt=66, bs=2, topic="owntracks/jane/phone")
    [message] = tracks.decode(body)
    assert (message.type, message.device, message.reply) == ("position", "jane/phone", b"[]")
    [one] = message.readings
    assert (one.lat, one.lon, one.time, one.valid) == (26.25, 109.7, NOON, True)
    assert (one.accuracy, one.speed_kmh, one.course, one.altitude) == (5, 36, 90, 210)
    assert (one.battery, one.charging) == (66, True)


def test_an_accuracy_of_nothing_is_not_known():
    assert location(acc=0).accuracy is None


def test_the_device_is_named_by_headers_topic_or_initials():
    body = owntracks()
    [by_headers] = tracks.decode(body, device="jane/watch", topic="owntracks/jane/phone")
    [by_topic] = tracks.decode(body, topic="owntracks/jane/phone")
    [by_initials] = tracks.decode(body)
    named = [one.device for one in (by_headers, by_topic, by_initials)]
    assert named == ["jane/watch", "jane/phone", "ab"]


def test_a_crossing_names_the_same_device_as_a_location():
    body = b'{"_type":"transition","event":"leave","tst":1772337600,"lat":26.25,"lon":109.7}'
    [message] = tracks.decode(body, topic="owntracks/jane/phone/event")
    assert (message.device, message.readings[0].alarms) == ("jane/phone", ("geofence_exit",))


@pytest.mark.parametrize(
    ("kind", "type_"), [("lwt", "logout"), ("card", "ignored"), ("waypoints", "ignored")]
)
def test_what_is_no_location_is_told_apart(kind, type_):
    [message] = tracks.decode(json.dumps({"_type": kind, "tid": "ab"}).encode())
    assert (message.type, message.readings) == (type_, ())


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"_type":"encrypted","data":"x"}', "encrypted"),
        (b'{"_type":"location","tid":"ab","tst":1}', "short"),
        (b'{"_type":"location","lat":1,"lon":2}', "device"),
        (b'{"lat":1}', "type"),
        (b"[]", "empty"),
        (b"{", "json"),
        (b"[" * 100_000, "json"),
        (b'{"_type":"location","tid":"ab","lat":NaN,"lon":1}', "short"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(body, kind):
    [fault] = tracks.decode(body)
    assert isinstance(fault, Fault)
    assert fault.kind == kind


def test_our_own_batch_brings_several_positions():
    one = {"time": "2026-03-01T04:00:00Z", "lat": 26.25, "lon": 109.7, "accuracy": 9}
    two = one | {"time": "2026-03-01T04:01:00Z", "archive": True, "mock": True, "datum": "gcj02"}
    [message] = mobile.decode(app(one, two, sequence=5))
    assert (message.type, message.device, message.sequence) == ("position", "app-1", 5)
    first, second = message.readings
    assert (first.time, first.lat, first.lon, first.accuracy) == (NOON, 26.25, 109.7, 9)
    assert (first.valid, first.archive, first.mock, first.datum) == (True, False, False, "wgs84")
    assert (second.archive, second.mock, second.datum) == (True, True, "gcj02")


def test_a_bad_position_takes_no_good_one_with_it():
    good = {"time": "2026-03-01T04:00:00Z", "lat": 26.25, "lon": 109.7}
    message, *faults = mobile.decode(
        app(good | {"lat": 91}, good, good | {"time": None}, good | {"datum": "moon"})
    )
    assert len(message.readings) == 1
    assert [fault.kind for fault in faults] == ["position", "position", "datum"]


def test_a_batch_is_not_endless():
    [fault] = mobile.decode(app(*[{}] * 1001))
    assert fault.kind == "overlong"
