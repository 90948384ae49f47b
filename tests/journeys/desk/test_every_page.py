"""Every page there is, as the role it is for: accessible, strict, and whole at both widths."""

import pytest
from django.urls import URLResolver, get_resolver

from browser import DESK, PHONE, look_over
from county_site import FIRST_SQUAD, SECOND_SQUAD, county_home, places, sign_in, site

__all__ = ("county_home", "places", "site")
pytestmark = pytest.mark.journey

PAGES = {
    "": {
        "sign_in": "/sign-in/?as=squad.leader",
        "check_ask": "/v/",
        "check": "/v/{token}",
        "keys": "/keys/",
    },
    "squad.leader": {
        "docket": "/",
        "cases": "/cases/",
        "case_receive": "/cases/receive/",
        "matters": "/matters/",
        "matter": "/matters/{matter}/",
        "entrustment_ask": "/entrustments/ask/",
        "entrustment_review": "/entrustments/{matter}/review/",
        "leaves": "/leave/?tab=late",
        "leave_who": "/leave/new/?q=%E7%8E%8B",
        "notices": "/notices/",
        "account": "/account/",
        "change_password": "/password/",
        "second_factor": "/account/second-factor/",
        "dossiers": "/dossiers/",
        "dossier": "/dossiers/{dossier}/",
        "papers": "/papers/",
        "paper": "/papers/{paper}/",
        "components": "/ui/",
        "name_deputy": "/organisation/deputies/new/?post={own_post}",
        "say_away": "/organisation/absences/new/?account={own}",
    },
    "administrator": {
        "organisation": "/organisation/",
        "new_unit": "/organisation/units/new/?under=431103",
        "unit": "/organisation/units/431103/",
        "rename_unit": "/organisation/units/{code}/rename/",
        "set_charge": "/organisation/units/{code}/charge/",
        "end_charge": "/organisation/charges/{charge}/end/",
        "new_post": "/organisation/units/{code}/posts/new/",
        "appoint": "/organisation/posts/{post}/appoint/",
        "fill_rung": "/organisation/posts/{post}/rung/",
        "end_appointment": "/organisation/appointments/{appointment}/end/",
        "people": "/organisation/people/",
        "person": "/organisation/people/{person}/",
        "move_person": "/organisation/people/{person}/move/",
        "new_person": "/organisation/units/{code}/people/new/",
    },
    "auditor": {"ledger": "/ledger/", "ledger_entry": "/ledger/{entry}/", "auditors home": "/"},
    "person": {"home of a person": "/"},
    "procurator": {"home of a procurator": "/"},
    "township.officer": {"home of an office": "/"},
    "brigade.leader": {"home of a leader": "/", "imports": "/import/"},
}
NO_PAGES = {
    # Leaves are looked at in their own journey: they need somebody under correction.
    "leave_ask", "leave_judged", "leave_complete", "leave_show", "leave_take", "leave_of",
    "leaves_export",
    "dossier_find",
    "paper_mark",
    "export_people",
    # Cases have a journey of their own, which looks at the pages of one.
    "cases_columns", "cases_take_out", "search", "case_receive_law", "case_receive_known",
    "case", "case_show", "case_step", "case_note", "case_event",
    # Registers have a journey of their own.
    "import_hand_in", "import_template", "import_run", "import_look", "import_bring",
    "import_far", "import_drop", "import_report",
    # Answers to a button, a part of a page, a file, or a step that needs the one before it.
    "second_step", "passkey_invitation", "sign_out", "docket_why", "matter_take",
    "docket_put_off", "docket_take_up", "docket_take_out", "make_calendar_address",
    "end_calendar_address", "calendar_feed",
    "entrustment_complete", "notices_read", "notice_open", "set_preferences", "own_phone",
    "end_other_sessions", "end_session", "add_passkey", "passkey_enrolment", "remove_passkey",
    "second_factor_picture", "remove_codes", "close_unit", "person_phone", "reset_password",
    "change_person", "come_back", "end_deputy", "dossier_show", "dossier_attach", "attachment",
    "attachment_set_aside", "paper_page", "paper_pdf", "paper_change", "paper_issue",
    "paper_withdraw", "paper_draft", "ledger_take_out", "ledger_open", "components_phone",
    "components_undo", "components_part", "health", "language", "theme", "alive",
}  # fmt: skip
OTHERS_LOOK_AT = ("law", "calculator")
"""Topics with journeys of their own."""


def names(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern)
        else:
            yield pattern.name


def test_no_page_is_left_out():
    known = {name for pages in PAGES.values() for name in pages} | NO_PAGES
    new = {name for name in names(get_resolver()) if not name.startswith(OTHERS_LOOK_AT)}
    assert new <= known


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
@pytest.mark.parametrize("context", [{}], indirect=True)
def test_a_page_is_accessible_strict_and_whole_at_both_widths(page, site, places, who):
    stands = places.of(SECOND_SQUAD) | {"token": places.of(FIRST_SQUAD)["token"]}
    stands["own"] = places._one("SELECT id FROM agencies_account WHERE username = 'squad.leader'")
    stands["own_post"] = places._one(
        "SELECT post_id FROM agencies_appointment WHERE account_id = ?", stands["own"]
    )
    if who:
        sign_in(page, site, who)
    for name, address in PAGES[who].items():
        for width, size in (("wide", DESK), ("narrow", PHONE)):
            page.set_viewport_size(size)
            answer = page.goto(address.format(**stands))
            assert answer.status == 200, f"{name}: {answer.status}"
            look_over(page, f"every-{name.replace(' ', '-')}-{width}")
