from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

import lives
from guihang.ledger.models import Entry


@pytest.fixture
def tang(cast):
    return lives.received(cast)


@pytest.fixture
def others(cast):
    return [
        lives.received(cast, person=lives.OLD, order=lives.OUTSIDE),
        lives.received(
            cast,
            person=lives.YOUNG,
            order=lives.another(lives.SUSPENDED, judgment_number="（2026）湘1103刑初13号"),
            complete=False,
        ),
    ]


def test_everybody_on_the_register_is_listed_with_name_number_and_term(tang, others, desk):
    found = desk("squad_officer").open("/cases/")
    assert found.status == 200
    for case in (tang, *others):
        assert case.person.name in found.words
        assert case.number in found.words
    assert "2028-10-22" in found.words


@pytest.mark.parametrize(
    "words", ["唐", "建平", "tang", "tjp", "431103198804120019", "湘1103刑初12"]
)
def test_a_person_is_found_by_what_an_officer_types(tang, others, desk, words):
    found = desk("squad_officer").open(f"/cases/?q={words}")
    assert tang.number in found.words
    assert others[0].number not in found.words


def test_a_facet_says_how_many_it_would_leave_and_keeps_the_others(tang, others, desk):
    found = desk("squad_officer").open("/cases/?kind=outside")
    assert others[0].number in found.words
    assert tang.number not in found.words
    assert 'href="?kind=suspension"' in found.page
    assert found.answer.context["listing"].count == 1


def test_what_is_asked_for_wrongly_narrows_nothing(tang, desk):
    found = desk("squad_officer").open(
        "/cases/?kind=none&state=x&ends=abc&sort=%00&page=zz&group=1"
    )
    assert found.status == 200
    assert tang.number in found.words


def test_a_neighbours_people_are_not_on_ones_register(tang, desk):
    assert tang.number not in desk("next_brigade_leader").open("/cases/").words


def test_nobody_found_says_what_to_drop_and_nobody_at_all_says_where_to_begin(cast, desk):
    sat = desk("squad_officer")
    assert "/cases/receive/" in sat.open("/cases/").page
    assert 'href="?state=any"' in sat.open("/cases/?q=nobody").page


def test_a_choice_of_columns_is_kept_and_none_is_the_first_choice_again(tang, desk):
    sat = desk("squad_officer")
    sat.send("/cases/columns/?q=", column=["kind", "judgment", "no-such"])
    assert list(sat.open("/cases/").answer.context["columns"]) == ["name", "kind", "judgment"]
    sat.send("/cases/columns/")
    assert "next" in sat.open("/cases/").answer.context["columns"]


def test_a_register_is_read_in_the_same_number_of_queries_however_long_it_is(tang, desk, cast):
    sat = desk("squad_officer")
    sat.open("/cases/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        sat.open("/cases/")
    for number in range(6):
        order = lives.another(lives.SUSPENDED, judgment_number=f"（2026）湘1103刑初9{number}号")
        lives.received(cast, person=lives.another(lives.OLD, name=f"人{number}"), order=order)
    with CaptureQueriesContext(connection) as many:
        sat.open("/cases/")
    assert len(many) <= len(few) + 1


def cells(answer):
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_a_register_leaves_as_a_workbook_with_numbers_masked_and_the_purpose_on_record(tang, desk):
    found = desk("squad_officer").send("/cases/take-out/", purpose="核对在册人员")
    assert found.status == 200
    flat = str(cells(found.answer))
    assert "唐建平" in flat
    assert "431103198804120019" not in flat
    assert "431103********0019" in flat
    assert Entry.objects.filter(event="RegisterTakenOut").count() == 1
    assert not Entry.objects.filter(event="SensitiveUse").exists()


def test_a_number_in_full_leaves_only_when_asked_for_and_stands_on_the_persons_record(tang, desk):
    found = desk("squad_officer").send(
        "/cases/take-out/", purpose="报送公安机关核查", shown=["identity_number"]
    )
    assert "431103198804120019" in str(cells(found.answer))
    assert Entry.objects.filter(event="SensitiveUse", chain=tang.chain.key).count() == 1


def test_a_list_does_not_leave_without_a_purpose(tang, desk):
    found = desk("squad_officer").send("/cases/take-out/", purpose="看")
    assert found.status == 422
    assert not Entry.objects.filter(event="RegisterTakenOut").exists()


def test_who_only_looks_takes_nothing_out(tang, desk):
    found = desk("procurator").send("/cases/take-out/", purpose="核对在册人员")
    assert found.status in (403, 404)


def test_words_in_the_bar_are_looked_up_among_those_who_have_left_too(tang, desk):
    found = desk("squad_officer").open("/search/?q=tang")
    assert found.status == 302
    assert "state=any" in found.answer.headers["Location"]


def test_a_choice_of_columns_stays_with_the_account(tang, desk):
    desk("squad_officer").send("/cases/columns/", column=["kind", "judgment"])
    elsewhere = desk("squad_officer").open("/cases/")
    assert list(elsewhere.answer.context["columns"]) == ["name", "kind", "judgment"]
    assert "next" in desk("second_squad_officer").open("/cases/").answer.context["columns"]


def squads(at):
    facets = at.answer.context["facets"]
    (found,) = [facet for facet in facets if facet.title == "中队"]
    return {choice.says: choice.count for choice in found.choices}


def test_the_register_is_narrowed_to_a_squad_and_counts_each(tang, cast, desk):
    lives.received(cast, person=lives.OLD, order=lives.OUTSIDE, unit="third_office",
                   by="brigade_leader")  # fmt: skip
    at = desk("brigade_leader").open("/cases/")
    assert squads(at) == {"一中队": 1, "二中队": 1}
    at.open("/cases/?squad=431103-B1")
    assert [row.name for row in at.answer.context["listing"]] == ["唐建平"]
    assert squads(at) == {"一中队": 1, "二中队": 1}
    assert "一中队" in at.answer.context["in_words"]
    assert at.open("/cases/?squad=nobody").answer.context["listing"].count == 0
