"""The months of an office at the desk: assessed one after the other, confirmed in one go, told."""

import pytest

from assessing import DECEMBER, KEPT, MISSED, NOVEMBER, WHY, month_play
from lives import SUSPENDED, YOUNG, another

SECOND = another(SUSPENDED, judgment_number="（2026）湘1103刑初13号")
LIST = "/months/?month=2026-11"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """One person's November, with the officers around him."""
    return month_play(cast, *KEPT)


@pytest.fixture
def desk(desk, settings):
    """The desk on the first of December."""

    def sit(name):
        settings.GUIHANG_TODAY = DECEMBER.date()
        return desk(name)

    return sit


def page_of(play):
    return f"/cases/{play.case.number}/months/2026-11/"


def test_an_officer_assesses_one_person_after_the_other(play, cast, desk):
    other = month_play(cast, *KEPT, person=YOUNG, order=SECOND)
    at = desk("township_officer").open(f"{LIST}&tab=to_assess")
    assert "唐建平" in at.words and "蒋小川" in at.words
    at.open(page_of(play))
    assert "months/2026-10/" in at.page
    assert "months/2026-09/" not in at.open(page_of(play).replace("-11", "-10")).page
    at.open(page_of(play))
    assert "公益活动" in at.words and "办法建议：良好" in at.words
    made = at.send(f"{page_of(play)}assess/", result="good", reasons="", seen=0)
    assert made.answer.url == page_of(other)
    assert play.standing.result == "good"


def test_each_line_of_the_count_leads_to_its_facts(play, desk):
    at = desk("township_officer").open(page_of(play))
    row = play.happened("taught")[0]
    assert f"/cases/{play.case.number}/?show=daily#event-{row.seq}" in at.page
    assert f'id="event-{row.seq}"' in at.open(f"/cases/{play.case.number}/?show=daily").page


def test_a_departure_without_reasons_comes_back_with_what_was_written(play, desk):
    at = desk("township_officer")
    said = at.send(f"{page_of(play)}assess/", result="failed", reasons="", seen=0)
    assert said.status == 422 and "不是计分" in said.words and play.standing is None


def test_a_leader_confirms_a_whole_office_in_one_go(play, cast, desk):
    other = month_play(cast, *KEPT, MISSED, person=YOUNG, order=SECOND)
    first, second = play.assess("good"), other.assess("passed", WHY)
    at = desk("squad_leader").open(f"{LIST}&tab=to_confirm")
    assert f'value="{first.pk}" form="bulk" data-select checked' in at.page
    assert f'value="{second.pk}" form="bulk" data-select aria-label' in at.page
    at.send(f"/months/confirm/?{LIST.partition('?')[2]}", item=[first.pk, second.pk])
    assert play.standing.confirmed_at and other.standing.paper.number
    at = desk("township_officer").open(f"{LIST}&tab=to_tell")
    at.send("/months/tell/", item=[first.pk, second.pk], day="2026-12-01", how="counter")
    assert play.standing.told_on == other.standing.told_on == DECEMBER.date()


def test_who_may_not_confirm_is_offered_no_tick_and_refused(play, desk):
    made = play.assess("good", by="second_township_officer")
    at = desk("township_officer").open(f"{LIST}&tab=to_confirm")
    assert 'form="bulk"' not in at.page
    assert at.send("/months/confirm/", item=[made.pk]).status == 404
    assert play.standing.confirmed_at is None


def test_an_objection_is_taken_down_shown_for_a_reason_and_answered(play, desk):
    play.told()
    at = desk("township_officer")
    at.send(f"{page_of(play)}object/", day="2026-12-01", words="我没有迟到。")
    (made,) = play.standing.objections.all()
    assert "我没有迟到" not in at.open(page_of(play)).page
    shown = at.send(f"{page_of(play)}show/objection-{made.pk}/", reason="request")
    assert "我没有迟到" in shown.page
    lead = desk("squad_leader")
    assert lead.open(f"/months/of/{play.standing.of}/").answer.url == page_of(play)
    lead.send(f"{page_of(play)}answer/", outcome="kept", words="经复核，记录属实。")
    made.refresh_from_db()
    assert made.outcome == "kept"


def test_the_public_list_names_adults_by_surname_and_is_recorded(play, cast, desk):
    play.told()
    young = month_play(cast, *KEPT, person=YOUNG, order=SECOND)
    young.told()
    at = desk("squad_leader").open("/months/published/?month=2026-11")
    assert "唐某" in at.words and "唐建平" not in at.words and "蒋" not in at.words
    at.send("/months/published/?month=2026-11")
    assert play.happened("result_published") and not young.happened("result_published")


def test_a_neighbours_month_looks_like_none(play, desk):
    play.assess("good")
    at = desk("near_officer")
    nobodys = "/cases/999999/months/2026-11/"
    for address in (page_of(play), f"/cases/{play.case.number}/months/2026-13/"):
        assert at.open(address).status == at.open(nobodys).status == 404
    assert at.send(f"{page_of(play)}assess/", result="good", seen=1).status == 404
    assert NOVEMBER.first == play.standing.month
