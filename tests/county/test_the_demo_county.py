"""The demo county is the reference site, and the same seed gives the same county."""

import json
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from guihang.agencies.vocabulary import Role
from guihang.cases.identity import check_digit
from guihang.county import people, places, posts
from guihang.county.people import NOWHERE
from installations import command

TODAY = date(2026, 11, 23)


def test_the_county_has_the_townships_and_villages_of_the_reference_site():
    assert len(places.townships()) == 18
    assert sum(len(township.villages) for township in places.townships()) == 136


def test_the_brigade_has_nineteen_people_in_three_squads():
    brigade = [seat for seat in posts.seats() if seat.unit.startswith(("brigade", "squad"))]
    ours = [seat for seat in brigade if seat.unit != "brigade2"]
    assert len(ours) == 19
    assert len({seat.unit for seat in ours} - {"brigade"}) == 3


def test_only_those_may_sign_who_are_state_staff():
    assert all(not seat.signs for seat in posts.seats() if seat.title == "专干")


@given(st.integers(0, 10_000), st.dates(date(1940, 1, 1), date(2010, 1, 1)), st.booleans())
def test_an_invented_identity_number_checks_and_names_no_place(number, birth, woman):
    written = people.identity_number(birth, number, woman=woman)
    assert len(written) == 18
    assert written[17] == check_digit(written)
    assert written.startswith(NOWHERE)
    assert written[6:14] == f"{birth:%Y%m%d}"
    assert (int(written[16]) % 2 == 0) == woman


def test_the_same_seed_invents_the_same_people():
    first = [people.invent(Random(7), number, on=TODAY) for number in range(20)]
    assert first == [people.invent(Random(7), number, on=TODAY) for number in range(20)]
    assert first != [people.invent(Random(8), number, on=TODAY) for number in range(20)]


def test_every_role_has_a_sign_in(county, rows):
    shown = json.loads((county / "sign-ins.json").read_text())["sign_ins"]
    assert set(shown) == {role.value for role in Role}
    names = {name for (name,) in rows("SELECT username FROM agencies_account")}
    assert set(shown.values()) <= names


def test_no_identity_number_phone_or_address_stands_open_in_the_database(county):
    content = (county / "guihang.db").read_bytes()
    assert NOWHERE.encode() not in content
    assert b"10000000001" not in content
    for township in places.townships():
        assert township.name.encode() in content
        assert f"冷水滩区{township.name}".encode() not in content


def test_the_built_county_verifies(county):
    verified = command("ledger", "verify", "--home", county, "--json")
    assert json.loads(verified.stdout)["whole"]


def test_a_fixed_day_is_refused_outside_the_demo(county, tmp_path):
    settings = county / "settings.toml"
    written = settings.read_text()
    settings.write_text(written.replace("demo = true", "demo = false"))
    done = command("jobs", "--home", county, "--once", check=False)
    settings.write_text(written)
    assert done.returncode != 0
    assert "demo" in done.stderr
