from datetime import timedelta
from urllib.parse import quote

import pytest

import moving
from guihang.supervision.models import Transfer
from moving import NEW_HOME, TODAY


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """One person who wants to move to the next county."""
    return moving.play(cast)


def asked(play, **changes):
    return {
        "came_by": "counter",
        "reason": "work",
        "words": "受聘于零陵区一家家具厂。",
        "office": "431102001",
        "new_home": NEW_HOME,
        "moves": (TODAY + timedelta(days=40)).isoformat(),
        "proofs": [play.proof],
        "once": "one-press",
        **changes,
    }


def page_of(play, *more):
    return "/".join(("/transfers", quote(play.matter.number), *more, ""))


def test_a_request_is_entered_with_its_proof_and_seen_in_the_list(play, desk):
    at, asking = desk("township_officer"), f"/cases/{play.case.number}/transfer/new/"
    assert asking in at.open("/transfers/new/?q=唐").page
    assert "零陵区司法局" in at.open(asking).page
    assert at.send(asking, **asked(play, proofs=[])).status == 422
    assert at.send(asking, **asked(play)).answer.headers["Location"].startswith("/transfers/2026-")
    assert "唐建平" in at.open("/transfers/").words
    case = at.open(f"/cases/{play.case.number}/").page
    assert f"/transfers/{quote(Transfer.objects.get().number)}/" in case


def test_both_counties_work_on_one_page_each_with_its_own_steps(play, desk):
    play.ask()
    play.check()
    old, new = desk("squad_officer"), desk("next_brigade_leader")
    assert f"/transfers/of/{Transfer.objects.get().of}/" in old.open("/").page
    assert old.open(f"/transfers/of/{Transfer.objects.get().of}/").status == 302
    assert page_of(play, "letter") in old.open(page_of(play)).page
    assert new.open(page_of(play)).status == 404
    assert old.send(page_of(play, "letter")).status == 302
    shown = new.open(page_of(play))
    assert "登记收函" in shown.words and page_of(play, "letter") not in shown.page
    assert NEW_HOME not in shown.page and f"/cases/{play.case.number}/" not in shown.page
    assert new.send(page_of(play, "arrived")).status == 302
    assert new.send(page_of(play, "reply"), agrees="yes", words="").status == 422
    assert new.send(page_of(play, "reply"), agrees="yes", words="已走访核实。").status == 302
    step = Transfer.objects.get().steps.get(act="reply")
    letter = old.send(page_of(play, "letters", str(step.pk)))
    assert letter.answer.headers["Content-Type"] == "application/pdf"
    assert "零陵大队" in old.open(page_of(play)).words or "零陵区" in old.open(page_of(play)).words
    assert "迁入" in new.open("/transfers/?tab=incoming").words
    assert old.send(page_of(play, "nothing")).status == 404


def test_what_a_step_refuses_stands_with_the_form_and_nothing_typed_is_lost(play, desk):
    play.replied(agrees=False, words="拟迁入地无固定住所。")
    old = desk("squad_officer")
    told = old.send(page_of(play, "refer"), words="不")
    assert told.status == 422 and "请写明对复函有异议的理由" in told.words
    assert old.send(page_of(play, "refer"), words="租房合同有效。").status == 302
    above = desk("city_officer").open(page_of(play))
    assert "协调两地意见" in above.words


def test_the_matter_leads_to_the_letters_and_a_returned_request_is_completed(play, desk):
    play.ask()
    at = desk("township_officer")
    assert page_of(play) in at.open(f"/matters/{play.matter.number}/").page
    play.send_back("second_township_officer")
    completing = page_of(play, "complete")
    assert at.open(completing).status == 200
    play.matter.refresh_from_db()
    changed = asked(play, words="改受聘于另一家工厂。", version=play.matter.version)
    assert at.send(completing, **changed).status == 302
    play.matter.refresh_from_db()
    assert play.matter.stage == "asked"


def test_a_new_home_in_the_county_is_noted_by_who_leads(play, desk):
    address = f"/transfers/within/{play.case.number}/"
    assert desk("squad_officer").open(address).status == 404
    leader = desk("squad_leader")
    assert leader.open(address).status == 200
    home = {"office": "431103002", "home": "忠烈社区 2 栋", "day": TODAY.isoformat()}
    assert leader.send(address, **home).status == 302
    assert leader.open(f"/cases/{play.case.number}/").status == 200


def test_after_the_hand_over_the_old_county_has_its_record_and_the_new_one_the_case(play, desk):
    play.taken_over()
    old, new = desk("squad_officer"), desk("next_brigade_leader")
    assert old.open(page_of(play)).status == 200 == new.open(page_of(play)).status
    assert old.open(f"/matters/{play.matter.number}/").status == 200
    assert old.open(f"/cases/{play.case.number}/").status == 404
    assert new.open(f"/cases/{play.case.number}/").status == 200
    assert "已接收" in old.open("/transfers/?tab=done").words
    assert desk("far_officer").open(page_of(play)).status == 404


def test_the_new_county_opens_a_proof_for_a_reason(play, desk):
    play.asked_the_other()
    there = page_of(play, "proofs", play.proof)
    at = desk("next_brigade_leader")
    assert "用工合同.pdf" in at.open(page_of(play)).words and there in at.page
    assert at.open(there).status == 200
    assert at.send(there, reason="other", written="").status == 422
    taken = at.send(there, reason="request", written="").answer
    assert taken.content.startswith(b"%PDF") and "sandbox" in taken["Content-Security-Policy"]
    assert at.open(page_of(play, "proofs", "nothing")).status == 404
    assert desk("far_officer").open(there).status == 404
