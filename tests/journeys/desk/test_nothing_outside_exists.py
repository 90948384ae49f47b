"""What lies outside one's jurisdiction does not exist by any address."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from county_site import FIRST_SQUAD, SECOND_SQUAD, county_home, places, sign_in, site

__all__ = ("county_home", "places", "site")
pytestmark = pytest.mark.journey

MADE_UP = {
    "code": "999999", "number": "999999", "key": "999999", "act": "grant", "field": "phone",
    "slug": "register", "seq": "1",
}  # fmt: skip
NO_UUID = "00000000-0000-4000-8000-000000000000"
ONES_OWN = {
    "end_session", "remove_passkey", "notice_open", "docket_why",
    "come_back", "end_deputy", "leave_of", "calendar_feed",
}  # fmt: skip
"""Addressed within the account itself, or of things this county has none of."""
OPEN_TO_ALL = ("law", "calculator", "check")
WHAT = {
    "unit": {"code": "code"}, "rename_unit": {"code": "code"}, "close_unit": {"code": "code"},
    "set_charge": {"code": "code"}, "new_post": {"code": "code"}, "new_person": {"code": "code"},
    "end_charge": {"number": "charge"}, "appoint": {"number": "post"},
    "fill_rung": {"number": "post"}, "end_appointment": {"number": "appointment"},
    "person": {"number": "person"}, "person_phone": {"number": "person"},
    "reset_password": {"number": "person"}, "move_person": {"number": "person"},
    "change_person": {"number": "person", "act": "=shut"},
    "leave_ask": {"number": "dossier"}, "leave_judged": {"number": "dossier"},
    "leave_complete": {"number": "matter"}, "leave_take": {"number": "matter", "act": "=back"},
    "leave_show": {"number": "matter", "field": "=words"},
    "matter": {"number": "matter"}, "matter_take": {"number": "matter", "act": "=check"},
    "entrustment_complete": {"number": "matter"}, "entrustment_review": {"number": "matter"},
    "case": {"number": "dossier"}, "case_show": {"number": "dossier", "field": "=phone"},
    "case_step": {"number": "dossier", "slug": "=register"}, "case_note": {"number": "dossier"},
    "case_event": {"number": "dossier", "seq": "=1"},
    "dossier": {"number": "dossier"}, "dossier_show": {"number": "dossier", "field": "=phone"},
    "dossier_attach": {"number": "dossier"},
    "paper_draft": {"number": "dossier", "code": "=entrustment"},
    "paper": {"key": "paper"}, "paper_page": {"key": "paper", "number": "=1"},
    "paper_pdf": {"key": "paper"}, "paper_change": {"key": "paper"},
    "paper_issue": {"key": "paper"}, "paper_withdraw": {"key": "paper"},
    "attachment": {"key": "paper"}, "attachment_set_aside": {"key": "paper"},
    # Of a register a neighbour has none; whoever may not import sees nothing either way.
    "import_run": {"key": "paper"}, "import_look": {"key": "paper"},
    "import_bring": {"key": "paper"}, "import_far": {"key": "paper"},
    "import_drop": {"key": "paper"}, "import_report": {"key": "paper"},
    "ledger_entry": {"number": "entry"}, "ledger_open": {"number": "entry"},
}  # fmt: skip
"""For each address with something in it: which thing of the neighbour's is named there."""


def addresses(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif "<" in route and not pattern.name.startswith(OPEN_TO_ALL):
            yield pattern.name, "/" + route


def filled(route, values):
    def value(found):
        kind, name = found[1], found[2]
        known = values.get(name)
        if known is None:
            return NO_UUID if kind == "uuid" else MADE_UP[name]
        return str(known)

    return re.sub(r"<(\w+):(\w+)>", value, route)


def named(what, stands):
    return {
        name: where[1:] if where.startswith("=") else stands[where] for name, where in what.items()
    }


def plain(answer):
    """What stands on the page, without what differs from one answer to the next."""
    return re.sub(r'[0-9A-Za-z]{64}|value="[^"]*"|\d\d:\d\d[:.\d]*|/\S*', "", answer.text())


def test_every_address_that_names_something_is_tried():
    tried = set(WHAT) | ONES_OWN
    assert {name for name, _route in addresses(get_resolver())} <= tried


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_neighbours_thing_looks_the_same_as_one_that_does_not_exist(page, site, places, method):
    sign_in(page, site, "township.officer")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    headers = {"X-CSRFToken": token, "Referer": site.origin + "/"}
    stands = places.of(SECOND_SQUAD)
    assert all(stands.values()), "the neighbour has one of everything"
    for name, route in addresses(get_resolver()):
        if name not in WHAT:
            continue
        theirs, nobodys = (
            page.request.fetch(site.origin + address, method=method, headers=headers)
            for address in (filled(route, named(WHAT[name], stands)), filled(route, {}))
        )
        assert theirs.status == nobodys.status, f"{name}: {theirs.status}, {nobodys.status}"
        assert theirs.status in (404, 405), f"{name}: {theirs.status}"
        assert plain(theirs) == plain(nobodys), name


def test_ones_own_things_are_there(page, site, places):
    sign_in(page, site, "township.officer")
    own = places.of(FIRST_SQUAD)
    for address in (f"/dossiers/{own['dossier']}/", f"/matters/{own['matter']}/"):
        assert page.request.get(site.origin + address).status == 200
