import pytest

import lives
from guihang.cases.queries import case_for
from guihang.doors.desk.cases import noting, screens
from guihang.doors.desk.cases.stepping import STEPS
from guihang.law import rules
from guihang.law.events import What
from guihang.law.obligations import REGISTER


@pytest.fixture
def tang(cast, play):
    return lives.received(cast, when=lives.at(2026, 11, 20))


@pytest.fixture
def send(tang, desk):
    def sent(who, slug, **fields):
        return desk(who).send(f"/cases/{tang.number}/{slug}/", **fields)

    return sent


def now(cast, case):
    return case_for(cast.actor("squad_officer"), case.number)


def whats(case):
    return list(case.events.values_list("what", flat=True))


def test_every_obligation_has_a_screen_and_every_event_is_met_somewhere(tang):
    rules.load()
    for name in REGISTER.obligations:
        assert screens.of_obligation(tang.number, name).startswith(f"/cases/{tang.number}/")
    by_hand = {value for _title, choices in noting.whats() for value, _words in choices}
    met = by_hand | {what for what in screens.BY_EVENT} | screens.DECIDED
    assert set(What) <= met


def test_every_step_opens_with_its_form(tang, desk):
    sat = desk("squad_leader")
    for slug in STEPS:
        assert sat.open(f"/cases/{tang.number}/{slug}/").status == 200, slug
    assert sat.open(f"/cases/{tang.number}/no-such-step/").status == 404


def test_a_person_who_comes_is_registered_and_the_case_stands_received(tang, cast, send):
    sent = send("squad_officer", "register", day="2026-11-23", how="reported", identity="yes")
    assert sent.status == 302, sent.words
    assert now(cast, tang).state == "received"


def test_somebody_else_is_not_registered_and_the_page_says_what_to_do(tang, cast, send):
    sent = send("squad_officer", "register", day="2026-11-23", how="reported", identity="no")
    assert sent.status == 422
    assert 'class="refuse"' in sent.page
    assert now(cast, tang).state == "awaited"


def test_a_second_registration_is_told_who_was_first(tang, cast, send):
    fields = {"day": "2026-11-23", "how": "reported", "identity": "yes"}
    send("squad_officer", "register", **fields)
    again = send("second_squad_officer", "register", **fields)
    assert again.status == 422
    assert "宋立新" in again.words


def test_registering_at_home_takes_two_officers(tang, cast, send):
    fields = {"day": "2026-11-23", "how": "at_home", "identity": "yes", "reason_late": "行动不便"}
    assert send("squad_officer", "register", officers="宋立新", **fields).status == 422
    assert send("squad_officer", "register", officers="宋立新\n吕文静", **fields).status == 302
    assert now(cast, tang).state == "received"


def test_a_day_still_to_come_stands_beside_its_field(tang, cast, send):
    sent = send("squad_officer", "register", day="2026-12-24", how="reported", identity="yes")
    assert sent.status == 422
    assert now(cast, tang).state == "awaited"


def test_the_receipt_is_issued_by_who_may_issue_it(tang, send):
    assert send("squad_officer", "receipt").status == 302
    assert What.RECEIPT_RETURNED in whats(tang)
    assert send("squad_officer", "receipt").status == 422


def test_an_exit_ban_is_reported_and_a_document_kept_and_returned(tang, send):
    send("squad_officer", "register", day="2026-11-23", how="reported", identity="yes")
    ban = {"day": "2026-11-23", "receiver": "永州市公安局出入境管理支队"}
    assert send("squad_officer", "exit-ban", **ban).status == 302
    kept = {"kind": "passport", "number": "E12345678", "day": "2026-11-23"}
    assert send("squad_officer", "hold-document", **kept).status == 302
    held = tang.travel_documents.get()
    back = {"document": held.pk, "day": "2026-11-23", "remark": "因故归还本人"}
    assert send("squad_officer", "return-document", **back).status == 302
    assert tang.travel_documents.get().state == "returned"


def test_what_happened_is_noted_with_just_what_it_needs(tang, send, desk):
    address = f"/cases/{tang.number}/note/?what=duty_missed"
    sat = desk("squad_officer").open(address)
    assert 'name="code"' in sat.page
    assert 'name="begins"' not in sat.page
    assert sat.send(address, day="2026-11-22").status == 422
    assert What.DUTY_MISSED not in whats(tang)


def test_a_noted_event_keeps_its_words_sealed(tang, desk):
    sat = desk("squad_officer")
    sent = sat.send(
        f"/cases/{tang.number}/note/?what=contacted",
        day="2026-11-22",
        channel="phone",
        note="电话联系，情况正常",
    )
    assert sent.status == 302
    assert tang.events.filter(what="contacted", channel="phone").count() == 1
    assert "情况正常" not in sat.open(f"/cases/{tang.number}/").page


@pytest.mark.parametrize("what", ["registered", "leave_granted", "nonsense", ""])
def test_what_has_a_screen_of_its_own_is_not_noted_by_hand(tang, desk, what):
    page = desk("squad_officer").open(f"/cases/{tang.number}/note/?what={what}")
    assert page.status == 200
    assert "form" not in page.answer.context or 'name="note"' not in page.page


def test_who_only_looks_changes_nothing(tang, cast, send):
    for who in ("procurator", "city_officer"):
        sent = send(who, "register", day="2026-11-23", how="reported", identity="yes")
        assert sent.status in (403, 404)
    assert now(cast, tang).state == "awaited"
