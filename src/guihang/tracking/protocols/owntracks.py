"""OwnTracks: JSON over HTTP and MQTT.

The device is the topic without its first word (`owntracks/user/device` is `user/device`); over HTTP
the headers X-Limit-U and X-Limit-D say the same; failing both it is the two letters of `tid`.
"""

from __future__ import annotations

from guihang.tracking.protocols import json_text
from guihang.tracking.protocols.json_text import Json
from guihang.tracking.protocols.readings import Fault, Heard, Message, Reading, on_the_globe

REPLY = b"[]"
ENDINGS = {"event", "cmd", "status", "waypoint", "waypoints", "info", "step", "steps", "dump"}
CROSSINGS = {"enter": "geofence_enter", "leave": "geofence_exit"}
TYPES = {"lwt": "logout", "status": "status", "steps": "status"}
IGNORED = {"card", "cmd", "configuration", "waypoint", "waypoints", "beacon", "dump", "request"}
CHARGING = {0: None, 1: False, 2: True, 3: True}


def decode(
    body: bytes, *, topic: str | None = None, device: str | None = None
) -> tuple[Heard, ...]:
    """Return what one body says; `topic` is that of MQTT, `device` what the headers of HTTP say."""
    read = json_text.load(body)
    if isinstance(read, Fault):
        return (read,)
    if isinstance(read, list):
        return tuple(_one(json_text.members(one), topic, device) for one in read) or (EMPTY,)
    return (_one(json_text.members(read), topic, device),)


EMPTY = Fault("empty", "a list of nothing")


def device_of(topic: str) -> str:
    """Return the user and device a topic names."""
    words = [word for word in topic.split("/") if word]
    if len(words) > 3 and words[-1] in ENDINGS:
        words.pop()
    return "/".join(words[1:] if len(words) > 2 else words)


def _one(members: dict[str, Json], topic: str | None, device: str | None) -> Heard:
    kind = json_text.text(members.get("_type"))
    if kind is None:
        return Fault("type", "a message without _type")
    named = topic or json_text.text(members.get("topic"))
    who = device or (device_of(named) if named else None) or json_text.text(members.get("tid"))
    if kind == "encrypted":
        return Fault("encrypted", "the message is encrypted, and there is no key for it")
    if kind == "location":
        return _message(kind, who, _location(members))
    if kind == "transition":
        return _message(kind, who, _transition(members))
    type_ = "ignored" if kind in IGNORED else TYPES.get(kind, "unknown")
    return Message(type_, kind, who, reply=REPLY)


def _message(kind: str, who: str | None, reading: Reading) -> Heard:
    if who is None:
        return Fault("device", f"a {kind} without topic, headers or tid")
    if reading.lat is None and kind == "location":
        return Fault("short", "a location without lat and lon")
    type_ = "position" if reading.lat is not None else "status"
    return Message(type_, kind, who, (reading,), REPLY)


def _location(members: dict[str, Json]) -> Reading:
    lat, lon = _coordinates(members)
    return Reading(
        time=json_text.moment(members.get("tst")),
        lat=lat,
        lon=lon,
        valid=on_the_globe(lat, lon),
        altitude=json_text.number(members.get("alt")),
        speed_kmh=json_text.not_negative(members.get("vel")),
        course=json_text.not_negative(members.get("cog")),
        accuracy=_accuracy(members),
        battery=json_text.not_negative(members.get("batt")),
        charging=CHARGING.get(json_text.whole(members.get("bs")) or 0),
    )


def _transition(members: dict[str, Json]) -> Reading:
    """Entering or leaving a region the phone watches; it may say where."""
    lat, lon = _coordinates(members)
    crossing = CROSSINGS.get(json_text.text(members.get("event")) or "")
    return Reading(
        time=json_text.moment(members.get("tst")),
        lat=lat,
        lon=lon,
        valid=on_the_globe(lat, lon),
        accuracy=_accuracy(members),
        alarms=(crossing,) if crossing else (),
    )


def _coordinates(members: dict[str, Json]) -> tuple[float | None, float | None]:
    lat, lon = json_text.number(members.get("lat")), json_text.number(members.get("lon"))
    return (lat, lon) if lat is not None and lon is not None else (None, None)


def _accuracy(members: dict[str, Json]) -> float | None:
    """Return the radius in metres; 0 is what the app says when it does not know."""
    return json_text.not_negative(members.get("acc")) or None
