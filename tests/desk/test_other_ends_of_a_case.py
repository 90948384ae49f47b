"""Death, flight, a pardon and a held end at the desk: each step, its refusal, its paper."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.dossiers.actions import set_paper_mark
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.ledger.chains import SYSTEM
from lives import SUSPENDED, another, at, received

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def case(cast):
    """Somebody declared, with a suspended sentence."""
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=at(2026, 10, 20))
    found = received(cast)
    events = ((Event(what, date(2026, 11, 2)), actions.Besides())
              for what in (What.REGISTERED, What.DECLARED))  # fmt: skip
    actions.note_all(case=found, events=tuple(events), by=SYSTEM, at=at(2026, 11, 2))
    return found


def step(case, slug):
    return f"/cases/{case.number}/{slug}/"


def test_a_death_goes_from_the_news_to_the_notices(case, desk):
    township, leader = desk("township_officer"), desk("squad_leader")
    told = {"died": "2026-11-21", "learned": "2026-11-20", "told_by": "其妻", "words": "死亡证明"}
    refused = township.send(step(case, "death"), **told)
    assert refused.status == 422 and "2026-11-21" in refused.words
    assert township.send(step(case, "death"), **{**told, "learned": "2026-11-22"}).status == 302
    assert step(case, "tell-end") in leader.open(f"/cases/{case.number}/").page
    early = leader.send(step(case, "tell-end"))
    assert early.status == 422 and "终止" in early.words
    ended = {"ending": "died", "day": "2026-11-22", "paper": ""}
    assert leader.send(step(case, "terminate"), **ended).status == 302
    assert leader.send(step(case, "tell-end")).status == 302
    rows = case.events.filter(what=What.TOLD).values_list("to", flat=True)
    assert set(rows) == {Body.ORGAN, Body.PROCURATORATE, Body.POLICE}
    assert "死亡通知书" in leader.open(f"/dossiers/{case.number}/").words


def test_nobody_is_hunted_before_a_ruling(case, desk):
    leader = desk("squad_leader")
    flight = {"day": TODAY.isoformat(), "words": "住所无人，家属不知去向。"}
    early = leader.send(step(case, "flight"), **flight)
    assert early.status == 422 and "不属于追捕" in early.words
    ruled = {"ending": "revoked", "day": "2026-11-20", "paper": "（2026）湘1103刑更3号"}
    assert leader.send(step(case, "terminate"), **ruled).status == 302
    assert leader.send(step(case, "flight"), **flight).status == 302
    assert "协助追捕函" in leader.open(f"/dossiers/{case.number}/").words


def test_a_pardon_a_letter_and_a_report_each_say_what_lacks(case, desk):
    leader = desk("squad_leader")
    day = TODAY.isoformat()
    assert leader.send(step(case, "pardon"), day=day, number="号").status == 422
    assert leader.send(step(case, "aid"), day=day, to="梅湾安置帮教站").status == 422
    assert "书面鉴定" in leader.words
    assert leader.send(step(case, "hold"), words="").status == 422
    number = "（2026）湘11特赦1号"
    assert leader.send(step(case, "pardon"), day=day, number=number).status == 302
    assert "赦免" in leader.open(step(case, "discharge")).words


@pytest.mark.parametrize("slug", ["tell-end", "flight", "hold"])
def test_only_a_leader_sends_these_papers(case, desk, slug):
    given = {"day": TODAY.isoformat(), "words": "住所无人。"}
    assert desk("township_officer").send(step(case, slug), **given).status == 404


def test_a_record_the_law_seals_is_sealed_on_its_own_screen_and_gone_for_all_others(cast, desk):
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=at(2026, 10, 20))
    young = received(cast, order=another(SUSPENDED, minor_at_crime=True))
    events = ((Event(what, date(2026, 11, 2)), actions.Besides())
              for what in (What.REGISTERED, What.DECLARED))  # fmt: skip
    actions.note_all(case=young, events=tuple(events), by=SYSTEM, at=at(2026, 11, 2))
    leader, officer = desk("brigade_leader"), desk("township_officer")
    ended = {"ending": "revoked", "day": "2026-11-20", "paper": "（2026）湘1103刑更3号"}
    assert leader.send(step(young, "terminate"), **ended).status == 302
    assert leader.send(step(young, "seal")).status == 422
    put_away = {"retention": "thirty", "because": "原件为纸质，已装订入卷"}
    assert leader.send(step(young, "archive"), **put_away).status == 302
    assert step(young, "seal") in leader.open(f"/cases/{young.number}/").page
    assert "依法应当封存" in leader.open(step(young, "seal")).words
    assert officer.send(step(young, "seal")).status in {403, 404}
    assert leader.send(step(young, "seal")).status == 302
    assert leader.open(f"/cases/{young.number}/").status == 404
    assert young.number not in officer.open("/archive/?tab=kept").words
    assert young.number in leader.open("/archive/?tab=sealed").words


def test_a_record_the_law_does_not_seal_stays_open(case, desk):
    leader = desk("brigade_leader")
    ended = {"ending": "revoked", "day": "2026-11-20", "paper": "（2026）湘1103刑更3号"}
    assert leader.send(step(case, "terminate"), **ended).status == 302
    put_away = {"retention": "thirty", "because": "原件为纸质，已装订入卷"}
    assert leader.send(step(case, "archive"), **put_away).status == 302
    assert "依法应当封存" not in leader.open(step(case, "seal")).words
    assert leader.send(step(case, "seal")).status == 422
    assert leader.open(f"/cases/{case.number}/").status == 200
