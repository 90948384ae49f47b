"""`guihang alarms replay`: what goes in, what comes out, what is said about what is wrong."""

import gzip
import json

import pytest

from guihang.cli import alarms

T0 = 1_760_000_000
CIRCLE = "circle:26.42,111.61,500"
FAR = 26.45


def rows(*fixes, header="ts,lat,lon,accuracy"):
    return "\n".join([header, *(",".join(map(str, one)) for one in fixes)]) + "\n"


def there_and_back():
    """At home, out for a quarter of an hour, home again; a fix a minute."""
    return [
        (T0 + 60 * number, FAR if 10 <= number < 25 else 26.42, 111.61, 12) for number in range(40)
    ]


@pytest.fixture
def write(tmp_path):
    def write(words, name="track.csv"):
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return str(path)

    return write


@pytest.fixture
def replay(capsys):
    def replay(track, *words):
        code = alarms.main(["replay", track, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return replay


@pytest.fixture
def episodes(replay):
    def episodes(track, *words):
        code, out, _err = replay(track, *words, "--json")
        assert code == 0
        return json.loads(out)

    return episodes


def test_an_exit_is_one_episode_with_its_evidence(write, episodes):
    (one,) = episodes(write(rows(*there_and_back())), "--zone", CIRCLE)
    assert (one["start"], one["raised"]) == (T0 + 600, T0 + 720)
    assert T0 + 1500 < one["cleared"] <= T0 + 1800
    assert [fix["at"] for fix in one["evidence"]] == [T0 + 600, T0 + 660, T0 + 720]
    assert one["evidence"][-1]["total"] >= 7
    assert one["evidence"][0]["distance"] == pytest.approx(2_823, rel=0.01)
    assert {fix["answer"] for fix in one["evidence"]} == {"outside"}


def test_an_alarm_that_is_still_on_has_no_end(write, episodes):
    (one,) = episodes(write(rows(*there_and_back()[:20])), "--zone", CIRCLE)
    assert one["cleared"] is None


def test_several_zones_have_a_list_each(write, episodes):
    track = write(rows(*there_and_back()))
    home, away = episodes(track, "--zone", CIRCLE, "--zone", "circle:26.47,111.61,20000")
    assert len(home) == 1 and away == []


def test_a_place_to_keep_out_of_alarms_inside(write, episodes):
    track = write(rows(*there_and_back()))
    (one,) = episodes(track, "--keep-out", "--zone", f"circle:{FAR},111.61,300")
    assert one["raised"] == T0 + 720
    assert episodes(track, "--stay-in", "--zone", CIRCLE)


def test_order_of_columns_and_rows_more_columns_and_gzip_change_nothing(write, episodes):
    plain = episodes(write(rows(*there_and_back())), "--zone", CIRCLE)
    turned = [(a, lon, "x", ts, lat) for ts, lat, lon, a in reversed(there_and_back())]
    words = rows(*turned, header=" Accuracy ,LON,note,ts,lat")
    packed = gzip.compress(("\N{ZERO WIDTH NO-BREAK SPACE}" + words).encode())
    assert episodes(write(packed, "track.csv.gz"), "--zone", CIRCLE) == plain


def test_a_row_told_twice_changes_nothing(write, episodes):
    track = there_and_back()
    once = episodes(write(rows(*track)), "--zone", CIRCLE)
    twice = [one for fix in track for one in (fix, fix)]
    assert episodes(write(rows(*twice), "twice.csv"), "--zone", CIRCLE) == once


def test_rows_that_cannot_be_used_are_told_and_change_nothing(write, replay):
    wrong = [
        ("yesterday", 26.42, 111.61, 5),
        (T0 + 5, "nan", 111.61, 5),
        (T0 + 6, 126.42, 111.61, 5),
        (T0 + 7, 0, 0, 5),
        (T0 + 8, 26.42, 111.61, -1),
        (T0 + 9, 26.42, 111.61, "bad"),
        (T0 + 10, 26.42),
        (T0 * 1000, 26.42, 111.61, 5),
        ('"' + str(T0), 26.42, 111.61, 5),
        (T0 - 20 * 365 * 86_400, 26.42, 111.61, 5),
        (T0 - 3 * 365 * 86_400, FAR, 111.61, 5),
        (T0 + 3 * 365 * 86_400, FAR, 111.61, 5),
    ]
    plain = replay(write(rows(*there_and_back())), "--zone", CIRCLE, "--json")
    mixed = rows(*wrong, *there_and_back()).replace("yesterday", "yester\0day")
    code, out, err = replay(write(mixed, "mixed.csv"), "--zone", CIRCLE, "--json")
    assert (code, out) == plain[:2]
    for line, why in enumerate(
        ["ts is no number", "lat is no number", "no place on this earth", "0/0", "negative",
         "accuracy is no number", "too few", "milliseconds", "too few", *["the clock"] * 3],
        start=2,
    ):  # fmt: skip
        assert f"line {line} left out: " in err and why in err
    assert "12 left out" in err


def test_a_missing_accuracy_is_assumed(write, episodes):
    track = [(*fix[:3], "") for fix in there_and_back()]
    (one,) = episodes(write(rows(*track)), "--zone", CIRCLE)
    assert one["evidence"][0]["accuracy"] == 100


def test_a_jump_there_and_back_is_not_weighed_but_told(write, replay):
    track = there_and_back()[:10]
    track[5] = (track[5][0], 36.0, 111.61, 5)
    code, out, err = replay(write(rows(*track)), "--zone", CIRCLE)
    assert code == 0 and "no alarm" in out
    assert "1 not to be reached" in err


def test_without_json_it_is_told_in_words(write, replay):
    _code, out, _err = replay(write(rows(*there_and_back())), "--zone", CIRCLE)
    assert "1 alarm\n" in out and "began 2025-10-09" in out and "cleared" in out


def square(size=0.01):
    ring = [[111.60, 26.41], [111.60 + size, 26.41], [111.60 + size, 26.43], [111.60, 26.43]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: one,
        lambda one: {"type": "Feature", "properties": {}, "geometry": one},
        lambda one: {"type": "MultiPolygon", "coordinates": [one["coordinates"]]},
        lambda one: {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": None, "geometry": one}],
        },
    ],
    ids=["polygon", "feature", "multipolygon", "collection"],
)
def test_every_geojson_of_polygons_is_a_zone(wrapped, write, episodes):
    zone = write(json.dumps(wrapped(square(0.02))), "zone.geojson")
    (one,) = episodes(write(rows(*there_and_back())), "--zone", zone)
    assert one["raised"] == T0 + 720


def test_an_uncertain_border_tells_less(write, episodes):
    track = [(T0 + 60 * number, 26.4265, 111.61, 10) for number in range(20)]
    path = write(rows(*track))
    assert len(episodes(path, "--zone", CIRCLE)) == 1
    assert episodes(path, "--zone", CIRCLE, "--boundary-sigma", "150") == []


@pytest.mark.parametrize(
    ("zone", "why"),
    [
        ("circle:26.42,111.61", "write circle:lat,lon,r"),
        ("circle:a,b,c", "write circle:lat,lon,r"),
        ("circle:126,111,5", "latitude lies in"),
        ("circle:26,111,-5", "radius is in metres"),
        ("circle:26,111,nan", "radius is in metres"),
        ("nothing.geojson", "cannot be read"),
    ],
)
def test_what_is_no_zone_is_refused_in_a_sentence(zone, why, write, replay):
    code, out, err = replay(write(rows(*there_and_back())), "--zone", zone)
    assert (code, out) == (2, "") and why in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "made of polygons"),
        ('{"type": "FeatureCollection", "features": []}', "no polygon"),
        ('{"type": "FeatureCollection", "features": 5}', "no list"),
        ('{"type": "Polygon", "coordinates": []}', "no ring"),
        ('{"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}', "at least four"),
        ('{"type": "Polygon", "coordinates": [[["a"], 1, 2, 3]]}', "pairs of numbers"),
        ('{"type": "Polygon", "coordinates": [[[1,1],[1,1],[1,1],[1,1]]]}', "no area"),
        ('{"type": "Polygon", "coordinates": [[[26,111],[27,111],[27,112],[26,111]]]}', "first"),
        ('{"type": "Polygon", "crs": "EPSG:4490x", "coordinates": []}', "datum"),
    ],
)
def test_what_is_no_geojson_of_areas_is_refused_in_a_sentence(words, why, write, replay):
    zone = write(words, "zone.geojson")
    code, out, err = replay(write(rows(*there_and_back())), "--zone", zone)
    assert (code, out) == (2, "") and why in err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "not among them"),
        ("ts,lat,lon\n1,2,3\n", "accuracy not among them"),
        ("ts,lat,lon,accuracy\n", "not one row"),
        ("ts,lat,lon,accuracy\nx,y,z,w\n", "line 2: ts is no number"),
        (b"\x1f\x8bnot gzip at all", "cannot be read"),
        ("x" * 200_000 + "\n1,2\n", "not among them"),
        ("ts,lat,lon,accuracy\n" + "9" * 200_000 + "\n", "too few columns"),
        (b"\x00\xff\xfe\x00" * 300, "not among them"),
    ],
)
def test_what_is_no_track_is_refused_in_a_sentence(words, why, write, replay):
    code, out, err = replay(write(words), "--zone", CIRCLE)
    assert (code, out) == (2, "") and why in err


def test_a_border_cannot_be_uncertain_by_less_than_nothing(write, replay):
    track = write(rows(*there_and_back()))
    for metres in ("-1", "nan", "inf"):
        code, _out, err = replay(track, "--zone", CIRCLE, f"--boundary-sigma={metres}")
        assert code == 2 and "in metres" in err


def test_a_border_that_crosses_itself_is_mended(write, episodes):
    bow = {"type": "Polygon", "coordinates": [[[111.6, 26.4], [111.7, 26.5], [111.7, 26.4],
                                               [111.6, 26.5], [111.6, 26.4]]]}  # fmt: skip
    zone = write(json.dumps(bow), "bow.geojson")
    assert episodes(write(rows(*there_and_back())), "--zone", zone) is not None
