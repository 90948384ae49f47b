"""What lies outside one's jurisdiction does not exist by any address."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from county_site import FIRST_SQUAD, SECOND_SQUAD, county_home, places, sign_in, site

__all__ = ("county_home", "places", "site")
pytestmark = pytest.mark.journey

MADE_UP = {
    "code": "999999", "number": "999999", "key": "999999", "act": "grant", "field": "phone",
    "slug": "register", "seq": "1", "measure": "warning", "volume": "1", "form": "catalogue",
    "step": "accept", "of": "999999", "lending": "999999", "kind": "contact",
    "month": "2026-10", "part": "officer",
}  # fmt: skip
NO_UUID = "00000000-0000-4000-8000-000000000000"
ONES_OWN = {
    "end_session", "remove_passkey", "notice_open", "docket_why",
    "come_back", "end_deputy", "leave_of", "conduct_of", "calendar_feed", "approval_of",
    "month_of", "transfer_of",
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
    "approval_choose": {"number": "dossier"}, "case_health": {"number": "dossier"},
    "approval_ask": {"number": "dossier", "kind": "=contact"},
    "approval_judged": {"number": "dossier", "kind": "=contact"},
    "approval_complete": {"number": "matter"},
    "approval_take": {"number": "matter", "act": "=tell-others"},
    "approval_show": {"number": "matter", "field": "=words"},
    "positions": {"number": "case"}, "positions_read": {"number": "case"},
    "device_withdraw": {"number": "=1"},
    "transfer_ask": {"number": "dossier"}, "transfer_within": {"number": "dossier"},
    "transfer": {"number": "matter"}, "transfer_complete": {"number": "matter"},
    "transfer_show": {"number": "matter", "field": "=words"},
    "transfer_letter": {"number": "matter", "key": "=1"},
    "transfer_take": {"number": "matter", "step": "=letter"},
    "matter": {"number": "matter"}, "matter_take": {"number": "matter", "act": "=check"},
    "entrustment_complete": {"number": "matter"}, "entrustment_review": {"number": "matter"},
    "case": {"number": "dossier"}, "case_show": {"number": "dossier", "field": "=phone"},
    "case_step": {"number": "dossier", "slug": "=register"}, "case_note": {"number": "dossier"},
    "case_event": {"number": "dossier", "seq": "=1"},
    "month": {"number": "dossier", "month": "=2026-10"},
    "month_take": {"number": "dossier", "month": "=2026-10", "act": "=assess"},
    "month_show": {"number": "dossier", "month": "=2026-10", "field": "=objection-1"},
    "dossier": {"number": "dossier"}, "dossier_show": {"number": "dossier", "field": "=phone"},
    "dossier_attach": {"number": "dossier"},
    "paper_draft": {"number": "dossier", "code": "=entrustment"},
    "paper": {"key": "paper"}, "paper_page": {"key": "paper", "number": "=1"},
    "paper_pdf": {"key": "paper"}, "paper_change": {"key": "paper"},
    "paper_issue": {"key": "paper"}, "paper_withdraw": {"key": "paper"},
    "attachment": {"key": "paper"}, "attachment_set_aside": {"key": "paper"},
    # A search's address names no number: what a neighbour has looks like what nobody has.
    "search_one": {"key": "paper"}, "search_show": {"key": "paper", "field": "=found_words"},
    "search_take": {"key": "paper"}, "search_of_case": {"number": "dossier"},
    # Of a register a neighbour has none; whoever may not import sees nothing either way.
    "import_run": {"key": "paper"}, "import_look": {"key": "paper"},
    "import_bring": {"key": "paper"}, "import_far": {"key": "paper"},
    "import_drop": {"key": "paper"}, "import_report": {"key": "paper"},
    "ledger_entry": {"number": "entry"}, "ledger_open": {"number": "entry"},
    "discussion_call": {"number": "matter"}, "discussion": {"number": "discussion"},
    "discussion_take": {"number": "discussion", "act": "=opinion"},
    "conduct_choose": {"number": "case"}, "conduct_open": {"number": "case", "measure": "=warning"},
    "conduct_excuse": {"number": "case", "seq": "=1"},
    "conduct_judged": {"number": "case", "measure": "=warning"},
    "conduct_complete": {"number": "proceeding"},
    "conduct_take": {"number": "proceeding", "act": "=serve"},
    "conduct_show": {"number": "proceeding", "field": "=words"},
    "submission": {"number": "proceeding"}, "submission_print": {"number": "proceeding"},
    "conduct_unsealed": {"number": "proceeding"},
    "transfer_proof": {"number": "matter", "key": "=1"},
    # A campaign's address names no number: what a neighbour has looks like what nobody has.
    "campaign": {"key": "paper"}, "campaign_close": {"key": "paper"},
    "campaign_export": {"key": "paper"}, "record": {"number": "case"},
    "goals": {"number": "case"}, "goal_review": {"number": "case", "key": "=1"},
    "package": {"number": "case"}, "package_name": {"number": "case", "part": "=officer"},
    "package_show": {"number": "case", "key": "=1"},
    "package_release": {"number": "case", "key": "=1"},
    "archive_file": {"number": "case"}, "archive_bundle": {"number": "case"},
    "archive_borrow": {"number": "case"}, "archive_destroy": {"number": "case"},
    "archive_sheet": {"number": "case", "volume": "=1", "form": "=catalogue"},
    "archive_sealed": {"number": "case"},
    # Of lendings, findings and inquiries a county without faults in its first year may have none.
    "archive_lend": {"lending": "=1"}, "archive_back": {"lending": "=1"},
    "review_finding": {"key": "=1"}, "review_look": {"key": "=1"},
    "review_act": {"key": "=1", "slug": "=answer"},
    "inquiry": {"number": "matter"}, "inquiry_state": {"number": "matter"},
    "inquiry_assess": {"number": "matter"}, "inquiry_complete": {"number": "matter"},
    "inquiry_show": {"number": "matter", "key": "=1", "field": "=words"},
    "inquiry_take": {"number": "matter", "step": "=accept"},
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
