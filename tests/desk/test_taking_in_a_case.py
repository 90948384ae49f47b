import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import lives
from guihang.cases import queries
from guihang.cases.queries import Search


def entered(cast, **changes):
    return {
        "name": "唐建平",
        "identity_number": "431103198804120019",
        "home": lives.HOME,
        "kind": "suspension",
        "organ": "court",
        "organ_name": "冷水滩区人民法院",
        "judgment_number": "（2026）湘1103刑初12号",
        "judged_on": "2026-10-12",
        "effective": "2026-10-23",
        "crime": "盗窃罪",
        "penalty": "prison",
        "sentence": "一年",
        "probation": "二年",
        "paper_begins": "2026-10-23",
        "paper_ends": "2028-10-22",
        "unit": cast.unit("office").code,
        "channel": "counter",
        "notice_day": "2026-11-20",
        "documents_day": "2026-11-20",
        "papers_complete": "yes",
        "once": "a-press",
        **changes,
    }


def register(cast):
    from cast import TODAY

    return queries.cases(cast.actor("squad_officer"), Search(), on=TODAY)


def test_what_a_paper_says_becomes_a_case_with_its_term(cast, desk):
    sent = desk("squad_officer").send("/cases/receive/", **entered(cast))
    assert sent.status == 302
    case = register(cast).get()
    assert sent.answer.headers["Location"] == f"/cases/{case.number}/"
    assert str(case.term_ends) == "2028-10-22"
    assert case.sentence == "1 year"
    assert case.person.sex == "male"


def test_the_same_judgment_of_the_same_person_is_taken_in_once(cast, desk):
    sat = desk("squad_officer")
    sat.send("/cases/receive/", **entered(cast))
    again = sat.send("/cases/receive/", **entered(cast))
    assert again.status == 422
    assert register(cast).count() == 1
    assert "（2026）湘1103刑初12号" in again.page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"identity_number": "431103198804120018"}, "identity_number"),
        ({"birth": "1990-01-01"}, "birth"),
        ({"sex": "female"}, "sex"),
        ({"paper_ends": "2025-10-22"}, "paper_ends"),
        ({"organ": "police"}, "organ"),
        ({"sentence": "很久"}, "sentence"),
        ({"kind": ""}, "kind"),
        ({"name": ""}, "name"),
        ({"judged_on": "someday"}, "judged_on"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_begun(cast, desk, wrong, field):
    sent = desk("squad_officer").send("/cases/receive/", **entered(cast, **wrong))
    assert sent.status == 422
    assert field in sent.answer.context["form"].errors
    assert "冷水滩区人民法院" in sent.page
    assert not register(cast).exists()


def test_the_law_answers_beside_the_form_before_anything_is_kept(cast, desk):
    told = desk("squad_officer").send("/cases/receive/law/", **entered(cast))
    assert told.status == 200
    assert "2028-10-22" in told.page
    assert "一致" in told.page
    assert not register(cast).exists()


def test_a_paper_that_differs_from_the_count_is_said_so_and_still_counts(cast, desk):
    wrong = entered(cast, paper_ends="2028-10-23")
    assert "2028-10-22" in desk("squad_officer").send("/cases/receive/law/", **wrong).page
    assert desk("squad_officer").send("/cases/receive/", **wrong).status == 302
    assert str(register(cast).get().term_ends) == "2028-10-23"


def test_a_form_that_says_too_little_is_asked_for_more_and_not_refused(cast, desk):
    told = desk("squad_officer").send("/cases/receive/law/", kind="", organ="", unit="")
    assert told.status == 200


@pytest.mark.parametrize("lacks", ["name", "organ_name", "judged_on", "probation", "channel"])
def test_the_law_answers_a_form_that_is_only_partly_filled_in(cast, desk, lacks):
    told = desk("squad_officer").send("/cases/receive/law/", **entered(cast, **{lacks: ""}))
    assert told.status == 200


def test_the_law_answers_what_is_still_being_typed(cast, desk):
    half = entered(cast, sentence="一", judged_on="2026-1", paper_ends="x", channel="owl")
    assert desk("squad_officer").send("/cases/receive/law/", **half).status == 200


def test_an_identity_number_that_is_known_is_pointed_at_while_it_is_typed(cast, desk):
    tang = lives.received(cast)
    told = desk("squad_officer").send(
        "/cases/receive/known/", identity_number="431103198804120019", name="唐建平"
    )
    assert tang.number in told.page
    assert "1988-04-12" in told.page


def test_scans_come_into_the_dossier_with_the_case(cast, desk):
    scan = SimpleUploadedFile("判决书.txt", "判决如下".encode(), content_type="text/plain")
    sat = desk("squad_officer")
    sent = sat.send("/cases/receive/", **entered(cast, scans=[scan]))
    assert sent.status == 302
    assert register(cast).get().dossier.attachments.count() == 1


def test_a_scan_that_cannot_be_taken_does_not_lose_the_case(cast, desk):
    scan = SimpleUploadedFile("x.exe", b"MZ" * 40, content_type="text/plain")
    sat = desk("squad_officer")
    assert sat.send("/cases/receive/", **entered(cast, scans=[scan])).status == 302
    case = register(cast).get()
    assert case.dossier.attachments.count() == 0
    assert "x.exe" in sat.open(f"/cases/{case.number}/").page


@pytest.mark.parametrize("who", ["procurator", "city_officer", "township_officer"])
def test_who_takes_in_no_cases_is_told_who_does(cast, desk, who):
    sat = desk(who)
    assert 'name="judgment_number"' not in sat.open("/cases/receive/").page
    assert sat.send("/cases/receive/", **entered(cast)).status == 422
    assert not register(cast).exists()
