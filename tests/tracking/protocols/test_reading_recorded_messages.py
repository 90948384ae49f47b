"""`guihang gateway decode`: a line in, objects out, whatever the line is."""

import io
import json
import sys

import pytest

from devices import LOGIN, SAMPLES, gt06, gt06_position, jt808, jt808_position, traccar
from guihang.cli import decoding, main


@pytest.fixture
def decode(monkeypatch, capsys):
    def run(protocol, *lines, options=()):
        class Input:
            buffer = io.BytesIO(b"\n".join(lines))

        monkeypatch.setattr(sys, "stdin", Input)
        assert main(["gateway", "decode", "--protocol", protocol, *options]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_position_is_printed_with_everything_it_says(decode):
    [said] = decode("jt808", jt808(0x0200, jt808_position(alarm=1)).hex().encode())
    assert said == {
        "line": 1,
        "type": "position",
        "device_id": "13900000001",
        "code": "0x0200",
        "sequence": 1,
        "intact": True,
        "token": None,
        "reply": jt808(0x8001, bytes.fromhex("0001020000"), sequence=0).hex(),
        "time": "2026-03-01T04:00:00Z",
        "lat": 26.25,
        "lon": 109.7,
        "valid": True,
        "altitude": 210,
        "speed_kmh": 5.5,
        "course": 90,
        "accuracy": None,
        "battery": None,
        "alarms": ["sos"],
        "cells": [],
        "wifi": [],
        "archive": False,
        "satellites": None,
        "charging": None,
        "mock": False,
        "datum": "wgs84",
    }


@pytest.mark.parametrize("protocol", SAMPLES)
def test_every_protocol_is_read_line_by_line(decode, protocol):
    binary = protocol in ("jt808", "gt06", "watch")
    lines = [one.hex().upper().encode() if binary else one for one in SAMPLES[protocol]]
    said = decode(protocol, *lines)
    assert {one["line"] for one in said} == set(range(1, len(lines) + 1))
    assert "position" in {one["type"] for one in said}


def test_each_position_of_a_batch_is_an_object_and_the_batch_is_answered_once(decode):
    said = decode("jt808", SAMPLES["jt808"][2].hex().encode())
    assert [one["type"] for one in said] == ["position", "position"]
    assert [bool(one["reply"]) for one in said] == [True, False]


def test_the_login_of_an_earlier_line_names_the_device(decode):
    _, said = decode("gt06", LOGIN.hex().encode(), gt06(0x10, gt06_position()).hex().encode())
    assert (said["line"], said["device_id"]) == (2, "353000000000011")


@pytest.mark.parametrize(
    ("protocol", "line", "error"),
    [
        ("jt808", b"7e02", "short"),
        ("jt808", b"hello", "hex"),
        ("jt808", b"\xff\xfe", "hex"),
        ("gt06", b"00", "empty"),
        ("watch", b"5b33475d", "head"),
        ("osmand", b"lat=1", "device"),
        ("owntracks", b"{", "json"),
        ("mobile", b"null", "batch"),
    ],
)
def test_what_cannot_be_read_is_an_object_with_its_line_and_words(decode, protocol, line, error):
    [said] = decode(protocol, b"", line)
    assert (said["line"], said["type"], said["error"]) == (2, "error", error)
    assert len(said["why"].split()) > 1


def test_a_line_without_end_is_passed_over(decode):
    endless = b"0" * (decoding.LONGEST_LINE * 2 + 5)
    first, second = decode("osmand", endless, b"id=1&lat=1&lon=2")
    assert (first["line"], first["error"]) == (1, "overlong")
    assert (second["line"], second["lat"]) == (2, 1)


def test_the_operator_says_how_strict_and_on_what_clock_to_read(decode):
    frame = jt808(0x0200, jt808_position(), checksum=1).hex().encode()
    [marked] = decode("jt808", frame, options=["--utc-offset", "0"])
    [refused] = decode("jt808", frame, options=["--strict-checksum"])
    assert (marked["intact"], marked["time"]) == (False, "2026-03-01T12:00:00Z")
    assert refused["error"] == "checksum"


def test_a_made_up_position_is_printed_as_such(decode):
    [said] = decode("osmand", traccar(mock=True))
    assert said["mock"] is True
