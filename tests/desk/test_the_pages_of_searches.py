"""The desk of lost contact: the list, the page with its clock, each step, the way into conduct."""

from datetime import timedelta

import pytest

from guihang.ledger.models import Entry
from guihang.supervision.models import Search
from searching import TODAY, WORDS, missed, search_play


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """One person who missed a report nine days ago, noted today."""
    return search_play(cast, missed(9))


def page_of(play):
    return f"/searches/{play.search.key}/"


def attempt(play, **changes):
    return {
        "way": "phone",
        "day": TODAY.isoformat(),
        "time": "00:00",
        "came": "nothing",
        "words": WORDS,
        **changes,
    }


def test_the_list_shows_who_is_searched_for_and_for_how_long(play, desk):
    at = desk("squad_leader").open("/searches/")
    assert "唐建平" in at.words and "9 天" in at.words
    assert page_of(play) in at.page
    assert "唐建平" not in at.open("/searches/?tab=found").words
    assert at.open("/searches/?words=zzz").status == 200


def test_nobody_outside_sees_it(play, desk):
    assert desk("next_officer").open(page_of(play)).status == 404
    assert "唐建平" not in desk("next_officer").open("/searches/").words
    assert desk("far_officer").open(page_of(play)).status == 404


def test_the_clock_stands_in_plain_words(play, desk):
    words = desk("township_officer").open(page_of(play)).words
    assert "脱离监管 9 天" in words and "超过十日" in words
    assert "电话联系" in words


def test_an_attempt_is_written_down_and_a_visit_alone_is_refused_at_its_field(play, desk):
    at = desk("township_officer")
    to = f"{page_of(play)}attempt/"
    assert at.send(to, **attempt(play)).status == 302
    assert "周晓兰" in at.open(page_of(play)).words
    at.send(to, **attempt(play, way="visit"))
    assert at.status == 422 and "两名" in at.words and WORDS in at.page
    assert WORDS not in at.open(page_of(play)).page


def test_sealed_words_are_shown_for_a_reason_that_is_recorded(play, desk):
    play.try_()
    at = desk("procurator")
    to = f"{page_of(play)}show/words-{play.search.attempts.get().pk}/"
    before = Entry.objects.count()
    assert WORDS in at.send(to, reason="request").page
    assert Entry.objects.count() == before + 1
    assert "没有" in at.send(f"{page_of(play)}show/key/", reason="request").page


def test_from_the_notices_to_the_proceeding_with_its_facts_filled_in(play, desk):
    play.try_all()
    squad = desk("squad_officer")
    for step in ("police", "procuratorate"):
        assert squad.send(f"{page_of(play)}{step}/").status == 302
    words = squad.open(page_of(play)).words
    assert words.count("待回执") == 2
    notice = play.search.notices.all()[0]
    told = {"notice": notice.pk, "day": TODAY.isoformat(), "received_by": "王警官"}
    assert squad.send(f"{page_of(play)}receipt/", **told).status == 302
    found = {
        "day": TODAY.isoformat(), "how": "found", "place": "零陵区亲戚家",
        "words": "称外出打工，忘记报告。", "good_reason": "no", "severity": "light",
    }  # fmt: skip
    assert squad.send(f"{page_of(play)}found/", **found).status == 302
    at = desk("township_officer").open(page_of(play))
    opening = f"/cases/{play.case.number}/conduct/admonition/?search={play.search.key}"
    assert opening in at.page and "conduct/warning" not in at.page
    form = at.open(opening).page
    assert f'value="{(TODAY - timedelta(days=9)).isoformat()}"' in form
    assert form.count(" checked") >= 3


def test_a_leader_closes_it_with_its_record(play, desk):
    play.try_()
    play.find()
    at = desk("squad_leader")
    to = f"{page_of(play)}close/"
    assert at.send(to, outcome="no_measure").status == 422
    assert at.send(to, outcome="no_measure", because="经教育已改正。").status == 302
    assert "失联查找记录" not in at.open(page_of(play)).words
    assert play.search.record.number in at.page
    assert desk("township_officer").send(to, outcome="contact").status == 404


def test_an_exercise_is_marked_on_its_page_and_stands_apart(cast, desk):
    at = desk("township_officer")
    told = {"name": "演练对象甲", "kind": "suspension", "missed_on": TODAY.isoformat()}
    assert at.send("/searches/practise/", **told).status == 302
    made = Search.objects.exercises().get()
    assert "这是演练" in at.open(f"/searches/{made.key}/").words
    assert "演练对象甲" not in at.open("/searches/").words
    assert "演练对象甲" in at.open("/searches/?tab=exercises").words


def test_duties_of_a_loss_lead_to_the_search(play, desk):
    assert page_of(play) in desk("squad_officer").open("/").page
    play.try_all()
    at = desk("squad_officer").open(f"/cases/{play.case.number}/")
    assert f"/cases/{play.case.number}/search/now/" in at.page
    at.open(f"/cases/{play.case.number}/search/now/")
    assert at.status == 302 and str(play.search.key) in at.answer["Location"]
