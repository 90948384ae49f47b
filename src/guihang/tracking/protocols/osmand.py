"""OsmAnd and Traccar Client, over HTTP: a query, a form of the same words, or JSON.

The form has its speed in knots; the JSON, which is that of the background-geolocation library, in
metres a second. Both give positions as WGS-84.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, unquote_plus

from guihang.tracking.protocols import json_text
from guihang.tracking.protocols.json_text import Json
from guihang.tracking.protocols.readings import (
    KMH_IN_A_KNOT,
    Cell,
    Fault,
    Heard,
    Message,
    Reading,
    Wifi,
    of_readings,
    on_the_globe,
)

KMH = {"kn": KMH_IN_A_KNOT, "kmh": 1.0, "mps": 3.6}
MOST_WORDS = 200
YES, NO = ("true", "1", "yes"), ("false", "0", "no")


def decode(text: bytes, *, speed_unit: str = "kn") -> tuple[Heard, ...]:
    """Return what one request says: its query, or its body. speed_unit: kn, kmh or mps."""
    plain = text.strip()
    if plain[:1] in (b"{", b"["):
        return _json(plain)
    if len(plain) > json_text.LARGEST:
        return (Fault("overlong", "a query of more than a mebibyte"),)
    return (_query(plain.decode("utf-8", "replace"), KMH[speed_unit]),)


def _query(query: str, kmh: float) -> Heard:
    """Read a query, also with its address before it."""
    words = query.split("?", 1)[-1]
    try:
        said = parse_qs(words, keep_blank_values=True, max_num_fields=MOST_WORDS)
    except ValueError:
        return Fault("overlong", f"more than {MOST_WORDS} words in a query")
    first = {name.lower(): values[0] for name, values in said.items()}
    device = first.get("id") or first.get("deviceid")
    if not device:
        return Fault("device", "a query without id or deviceid")
    reading = _of_words(first, kmh)._replace(
        cells=tuple(cell for word in said.get("cell", ()) if (cell := _cell(word))),
        wifi=tuple(wifi for word in said.get("wifi", ()) if (wifi := _wifi(word))),
    )
    return Message(of_readings((reading,)), "query", device, (reading,))


def _of_words(first: dict[str, str], kmh: float) -> Reading:
    lat, lon = _coordinates(first)
    speed = json_text.not_negative(first.get("speed"))
    alarm = first.get("alarm")
    return Reading(
        time=_time(first.get("timestamp")),
        lat=lat,
        lon=lon,
        valid=on_the_globe(lat, lon) and first.get("valid", "true").lower() in YES,
        altitude=json_text.number(first.get("altitude")),
        speed_kmh=None if speed is None else speed * kmh,
        course=json_text.not_negative(first.get("bearing") or first.get("heading")),
        accuracy=json_text.not_negative(first.get("accuracy")),
        battery=json_text.not_negative(first.get("batt")),
        alarms=(alarm,) if alarm else (),
        charging=_truth(first.get("charge")),
        mock=bool(_truth(first.get("mock"))),
    )


def _coordinates(first: dict[str, str]) -> tuple[float | None, float | None]:
    lat, lon = json_text.number(first.get("lat")), json_text.number(first.get("lon"))
    if lat is None or lon is None:
        pair = first.get("location", "").split(",")
        if len(pair) >= 2:
            lat, lon = json_text.number(pair[0]), json_text.number(pair[1])
    return (lat, lon) if lat is not None and lon is not None else (None, None)


def _time(word: str | None) -> datetime | None:
    """Return a time; in a query that was put together by hand, a plus has become a blank."""
    if word is None:
        return None
    return json_text.moment(word) or json_text.moment(word.replace(" ", "+"))


def _truth(word: str | None) -> bool | None:
    """Return yes or no; None where neither was said."""
    if word is None:
        return None
    lower = word.lower()
    return True if lower in YES else False if lower in NO else None


def _cell(word: str) -> Cell | None:
    """Return a cell of mcc,mnc,lac,cid and perhaps dBm."""
    numbers = [json_text.whole(part) for part in unquote_plus(word).split(",")]
    if len(numbers) < 4 or None in numbers[:4]:
        return None
    mcc, mnc, lac, cid = (number or 0 for number in numbers[:4])
    return Cell(mcc, mnc, lac, cid, numbers[4] if len(numbers) > 4 else None)


def _wifi(word: str) -> Wifi | None:
    """Return a Wi-Fi network of mac,dBm."""
    mac, _, strength = word.partition(",")
    if not mac:
        return None
    return Wifi(mac.lower().replace("-", ":"), json_text.whole(strength.split(",")[0]))


def _json(body: bytes) -> tuple[Heard, ...]:
    """Read the JSON of Traccar Client: one location or a list of them."""
    read = json_text.load(body)
    if isinstance(read, Fault):
        return (read,)
    if isinstance(read, list):
        return tuple(_one_json(json_text.members(one)) for one in read) or (NOTHING,)
    return (_one_json(json_text.members(read)),)


NOTHING = Fault("empty", "a list of nothing")


def _one_json(members: dict[str, Json]) -> Heard:
    device = json_text.text(members.get("device_id")) or json_text.text(members.get("id"))
    if device is None:
        return Fault("device", "a body without device_id")
    said = members.get("location")
    places = said if isinstance(said, list) else [said]
    readings = tuple(_location(json_text.members(place)) for place in places)
    bare = all(reading.lat is None for reading in readings)
    return Message("heartbeat" if bare else "position", "json", device, readings)


def _location(place: dict[str, Json]) -> Reading:
    coords = json_text.members(place.get("coords"))
    battery = json_text.members(place.get("battery"))
    lat, lon = json_text.number(coords.get("latitude")), json_text.number(coords.get("longitude"))
    speed = json_text.not_negative(coords.get("speed"))
    level = json_text.not_negative(battery.get("level"))
    charging, alarm = battery.get("is_charging"), json_text.text(place.get("alarm"))
    known = lat is not None and lon is not None
    return Reading(
        time=json_text.moment(place.get("timestamp")),
        lat=lat if known else None,
        lon=lon if known else None,
        valid=on_the_globe(lat, lon),
        altitude=json_text.number(coords.get("altitude")),
        speed_kmh=None if speed is None else speed * KMH["mps"],
        course=json_text.not_negative(coords.get("heading")),
        accuracy=json_text.not_negative(coords.get("accuracy")),
        battery=None if level is None else round(level * 100, 2),
        alarms=(alarm,) if alarm else (),
        charging=charging if isinstance(charging, bool) else None,
        mock=place.get("mock") is True,
    )
