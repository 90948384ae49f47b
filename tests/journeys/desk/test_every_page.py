"""Every page there is, as the role it is for: accessible, strict, and whole at both widths."""

import pytest
from django.urls import URLResolver, get_resolver

from browser import DESK, PHONE, look_over
from county_site import (
    AUDIENCES,
    FIRST_SQUAD,
    LIST,
    SECOND_SQUAD,
    county_home,
    places,
    sign_in,
    site,
)

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
        "discussions": "/discussions/",
        "entrustment_ask": "/entrustments/ask/",
        "entrustment_review": "/entrustments/{matter}/review/",
        "leaves": "/leave/?tab=late",
        "leave_who": "/leave/new/?q=%E7%8E%8B",
        "approvals": "/approvals/?tab=all",
        "approval_who": "/approvals/new/?q=%E7%8E%8B",
        "approval_choose": "/cases/{case}/approvals/new/",
        "approval_ask": "/cases/{case}/approvals/frequent_travel/",
        "searches": "/searches/",
        "search_practise": "/searches/practise/",
        "conduct": "/conduct/?tab=all",
        "conduct_who": "/conduct/new/?q=%E7%8E%8B",
        "conduct_choose": "/cases/{case}/conduct/new/",
        "conduct_open": "/cases/{case}/conduct/warning/",
        "conduct_published": "/conduct/published/",
        "months": "/months/?tab=to_assess",
        "measures": "/measures/",
        "risk_formula": "/risk/formula/",
        "months_published": "/months/published/",
        "transfers": "/transfers/?tab=all",
        "transfer_who": "/transfers/new/?q=%E7%8E%8B",
        "transfer_ask": "/cases/{case}/transfer/new/",
        "transfer_within": "/transfers/within/{case}/",
        "packages": "/packages/?tab=all",
        "package": "/packages/{case}/",
        "campaigns": "/campaigns/",
        "record": "/records/{case}/",
        "goals": "/goals/{case}/",
        "devices": "/devices/",
        "positions": "/positions/{case}/",
        "inquiries": "/inquiries/?tab=all",
        "inquiry_receive": "/inquiries/new/",
        "notices": "/notices/",
        "account": "/account/",
        "change_password": "/password/",
        "second_factor": "/account/second-factor/",
        "dossiers": "/dossiers/",
        "archive": "/archive/",
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
    # Approvals have a journey of their own.
    "case_health", "approval_judged", "approval_complete", "approval_take", "approval_show",
    "approval_of", "approvals_export",
    # Discussions are looked at in the journey of an inquiry: they need a matter that is discussed.
    "discussion", "discussion_call", "discussion_take",
    # Proceedings about conduct have a journey of their own.
    "conduct_judged", "conduct_complete", "conduct_take", "conduct_show", "conduct_of",
    "conduct_export",
    # Searches have a journey of their own.
    "search_one", "search_show", "search_take", "search_of_case",
    # One month has a journey of its own.
    "month", "month_take", "month_show", "month_of", "months_confirm", "months_tell",
    # A change of place has a journey of its own, in two counties.
    "transfer", "transfer_complete", "transfer_take", "transfer_show", "transfer_letter",
    "transfer_of", "transfer_proof",
    # The volume of a proposal, and an excuse, need a proceeding or a breach.
    "submission", "submission_print", "conduct_unsealed", "conduct_excuse",
    # Answers to a form of packages, records and goals; a campaign has tests of its own.
    "campaign", "campaign_close", "campaign_export", "package_name", "package_release",
    "package_show", "packages_export", "packages_name", "goal_review", "archive_export",
    "device_enrol", "device_withdraw", "positions_read",
    # A file of the archive is looked at in its own journey: it needs one that was archived.
    "archive_file", "archive_bundle", "archive_borrow", "archive_destroy", "archive_sheet",
    "archive_lend", "archive_back", "archive_sealed", "archive_receipt",
    "inquiry", "inquiry_state", "inquiry_assess", "inquiry_complete", "inquiry_show",
    "inquiry_take",
    "dossier_find",
    "paper_mark",
    "export_people",
    # Cases have a journey of their own, which looks at the pages of one.
    "cases_columns", "cases_take_out", "search", "case_receive_law", "case_receive_known",
    "case", "case_show", "case_step", "case_note", "case_event",
    # Reviews have a journey of their own, which looks at their pages.
    "reviews", "reviews_export", "review_checks", "review_switch", "review_finding", "review_look",
    "review_act",
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

VIEWS = [name for pages in PAGES.values() for name in pages if "home" not in name.split()]
LARGEST, MOST_BYTES = 300_000, 15_000_000


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


def test_every_page_is_in_the_list_of_the_documents():
    listed = [page for audience in AUDIENCES for page in audience["page"]]
    shown = {page.get("view", page["name"]) for page in listed}
    assert {name for name in VIEWS if name not in shown} == set()


def test_the_pictures_of_the_documents_stay_small():
    sizes = [file.stat().st_size for file in LIST.parent.glob("*.png")]
    assert max(sizes) < LARGEST and sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
@pytest.mark.parametrize("context", [{}], indirect=True)
def test_a_page_is_accessible_strict_and_whole_at_both_widths(page, site, places, who, size):
    stands = places.of(SECOND_SQUAD) | {"token": places.of(FIRST_SQUAD)["token"]}
    stands["own"] = places._one("SELECT id FROM agencies_account WHERE username = 'squad.leader'")
    stands["own_post"] = places._one(
        "SELECT post_id FROM agencies_appointment WHERE account_id = ?", stands["own"]
    )
    if who:
        sign_in(page, site, who)
    page.set_viewport_size(size)
    for name, address in PAGES[who].items():
        answer = page.goto(address.format(**stands))
        assert answer.status == 200, f"{name}: {answer.status}"
        look_over(page, f"every-{name.replace(' ', '-')}-{size['width']}")
