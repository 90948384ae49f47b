import io

import pytest
from openpyxl import load_workbook

from conducting import GRAVE, NO_REPORT, SEVERAL, TODAY, ready
from guihang.decisions.models import Matter
from guihang.decisions.vocabulary import DiscussionKind
from guihang.dossiers.actions import close_dossier
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry
from guihang.supervision.models import Hearing, Objection
from submitting import put_together, suggested


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def play(cast):
    """One person with a missed report, and the officers around him."""
    return ready(cast)


def choosing(play):
    return f"/cases/{play.case.number}/conduct/new/"


def opening(play, measure="admonition"):
    return f"/cases/{play.case.number}/conduct/{measure}/"


def page_of(play):
    return f"/matters/{play.matter.number}/"


def noting(play, act):
    return f"/conduct/{play.matter.number}/{act}/"


def told(play, **changes):
    return {
        "words": "2026年11月9日应到司法所报告，未到，次日补报。",
        "fact_breach": "report",
        "fact_severity": "light",
        "events": [str(row.seq) for row in play.breaches()],
        "second": play.cast.account("second_township_officer").pk,
        "once": "one-press",
        **changes,
    }


def heard(play, **changes):
    return {
        "day": TODAY.isoformat(),
        "second": play.cast.account("second_township_officer").pk,
        "outcome": "signed",
        "words": "承认未按时报告。",
        **changes,
    }


def test_an_officer_finds_the_person_and_opens_a_proceeding(play, desk):
    at = desk("township_officer").open("/conduct/new/?q=唐")
    assert "唐建平" in at.words and choosing(play) in at.page
    assert "提请收监执行" in at.open(choosing(play)).words
    assert at.open(opening(play)).status == 200
    made = at.send(opening(play), **told(play))
    assert made.status == 302
    assert Matter.objects.get(kind="admonition").proceeding.measure == "admonition"


def test_the_measures_that_are_not_for_this_kind_say_why(play, desk):
    words = desk("township_officer").open(choosing(play)).words
    assert "不适用于缓刑" in words


def test_what_the_law_says_stands_beside_the_form_before_it_is_sent(play, desk):
    at = desk("township_officer")
    said = at.send(f"{opening(play)}judged/", **told(play)).words
    assert "现有事实支持该措施" in said and "由社区矫正机构签署" in said
    said = at.send(f"{opening(play, 'warning')}judged/", **told(play)).words
    assert "现有事实应当采取：训诫" in said


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(play, desk):
    at = desk("township_officer").send(opening(play), **told(play, events=[]))
    assert at.status == 422
    assert "没有证据证明所述事实" in at.words and "应到司法所报告" in at.page


def test_the_page_of_a_proceeding_shows_law_proofs_and_what_lacks(play, desk):
    play.open()
    words = desk("squad_leader").open(page_of(play)).words
    for said in ("采取该措施前未听取本人陈述申辩", "依据的案件事件", "本地规则要求", "训诫次数"):
        assert said in words


def test_a_hearing_is_noted_on_the_page_and_its_words_are_shown_for_a_reason(play, desk):
    play.open()
    at = desk("township_officer")
    assert at.send(noting(play, "hear"), **heard(play, words="")).status == 422
    assert at.send(noting(play, "hear"), **heard(play)).status == 302
    made = Hearing.objects.get()
    words = at.open(page_of(play)).words
    assert "已听取，本人签名" in words and "承认未按时报告" not in words
    shown = at.send(
        f"/conduct/{play.matter.number}/show/heard-{made.pk}/", reason="request", written=""
    )
    assert "承认未按时报告" in shown.page


def test_copies_objection_and_answer_are_noted_one_after_the_other(play, desk):
    play.served()
    at = desk("township_officer")
    assert at.send(noting(play, "copies"), to=["procuratorate"]).status == 302
    assert "已抄送" in at.open(page_of(play)).words
    day = TODAY.isoformat()
    assert at.send(noting(play, "object"), day=day, words="当天加班有证明。").status == 302
    assert "有异议" in at.open("/conduct/?tab=objected").words
    leader = desk("squad_leader")
    early = leader.send(noting(play, "answer-objection"), outcome="corrected", words="原处理不当。")
    assert early.status == 422 and "应当先撤销再告知本人" in early.words
    kept = leader.send(noting(play, "answer-objection"), outcome="kept", words="事实清楚。")
    assert kept.status == 302
    assert at.send(noting(play, "refer"), day=day).status == 302
    assert Objection.objects.get().referred_on == TODAY


def test_the_list_is_narrowed_and_taken_out_for_a_purpose(play, desk):
    play.served()
    at = desk("squad_officer")
    assert "唐建平" in at.open("/conduct/?tab=all&kind=admonition&words=tjp").words
    assert "唐建平" not in at.open("/conduct/?tab=all&kind=warning").words
    assert at.send("/conduct/export/?tab=all", purpose="").status == 422
    taken = at.send("/conduct/export/?tab=all", purpose="季度核对奖惩")
    rows = [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(taken.answer.content)).active
    ]
    assert any("唐建平" in row for row in rows)
    assert Entry.objects.filter(event="ConductExported").exists()


def test_the_public_list_names_the_surname_only_and_that_it_was_put_up_is_recorded(play, desk):
    play.served()
    at = desk("squad_leader").open("/conduct/published/")
    assert "唐某" in at.words and "唐建平" not in at.words
    days = {"first": "2026-09-01", "last": TODAY.isoformat()}
    assert at.send("/conduct/published/", **days).status == 302
    assert Entry.objects.filter(event="ConductPublished").exists()


def test_a_returned_proceeding_is_completed_with_what_was_stated_before(play, desk):
    play.open()
    play.send_back("squad_officer")
    at = desk("township_officer").open(f"/conduct/{play.matter.number}/complete/")
    assert "请补充委托条件" in at.words and 'value="report" selected' in at.page
    version = Matter.objects.get(pk=play.matter.pk).version
    sent = at.send(
        f"/conduct/{play.matter.number}/complete/",
        **told(play, version=version, words="补充：另有电话记录证明，本人承认。"),
    )
    assert sent.status == 302
    assert Matter.objects.get(pk=play.matter.pk).stage == "asked"


def test_the_duties_of_the_law_lead_to_the_screens_that_meet_them(play, desk):
    at = desk("squad_officer")
    assert choosing(play) in at.open(f"/cases/{play.case.number}/").page
    play.served()
    page = at.open(f"/cases/{play.case.number}/").page
    assert f"/conduct/of/{play.proceeding.of}/" in page
    assert at.open(f"/conduct/of/{play.proceeding.of}/").status == 302


def test_who_is_not_in_charge_sees_no_proceeding(play, desk):
    play.open("warning", GRAVE)
    assert desk("far_officer").open(page_of(play)).status == 404
    assert desk("far_officer").open(choosing(play)).status == 404
    assert NO_REPORT.day < TODAY


def proposed(play):
    """A request for a police penalty that was decided and not yet sent."""
    stated = {"offence": "supervision", "severity": "rather_serious",
              "committed": NO_REPORT.day.isoformat()}  # fmt: skip
    play.judgment()
    play.open("penalty_request", stated, to="冷水滩区公安分局")
    play.deliberate(DiscussionKind.COLLECTIVE, SEVERAL)
    play.check()
    play.grant("brigade_leader")
    return f"/conduct/{play.matter.number}/volume/"


def test_a_volume_is_put_together_printed_and_only_then_the_proposal_is_sent(play, desk):
    volume = proposed(play)
    at = desk("township_officer")
    assert "尚未组卷" in at.open(page_of(play)).words
    assert "证据材料" in at.open(volume).words and "裁判文书" in at.words
    chosen = {one.key: one.part.value for one in suggested(play).entries}
    bad = at.send(volume, **chosen)
    assert bad.status == 422 and "未写明证明内容" in bad.words
    assert 'value="judgment" selected' in bad.page
    early = at.send(f"/conduct/{play.matter.number}/volume/print/")
    assert early.status == 302
    good = at.send(volume, **chosen, **{"proves-events": "证明其未按规定报告"})
    assert good.status == 302
    assert "尚缺" not in at.open(page_of(play)).words
    taken = at.send(f"/conduct/{play.matter.number}/volume/print/").answer
    assert taken["Content-Type"] == "application/pdf" and taken.content.startswith(b"%PDF")
    play.serve(to="冷水滩区公安分局")
    assert "提请案卷" in at.open(page_of(play)).words
    assert Entry.objects.filter(event="SubmissionTaken").count() == 1
    assert "已随建议发出" in at.open(volume).words and "案件记录摘录" in at.words
    assert "data-draft" not in at.page and "可以重新组卷" not in at.words


def test_the_volume_of_another_county_is_not_there(play, desk):
    volume = proposed(play)
    for name in ("far_officer", "next_officer"):
        assert desk(name).open(volume).status == 404
        assert desk(name).send(f"{volume}print/").status == 404


def test_a_sealed_record_has_a_page_for_who_may_open_it_and_for_nobody_else(play, desk):
    volume = proposed(play)
    put_together(play)
    play.serve(to="冷水滩区公安分局")
    play.confirm()
    ground = "measures-2020:18"
    close_dossier(dossier=play.case.dossier, ground=ground, by=SYSTEM, at=play.later())
    at = desk("township_officer")
    assert "唐建平" not in at.open("/conduct/?tab=all").words
    assert "封存记录" not in at.words and at.open(page_of(play)).status == 404
    assert at.open(volume).status == 404
    at = desk("brigade_leader")
    assert "唐建平" in at.open("/conduct/?tab=sealed").words
    assert "治安违法记录已依法封存" in at.open(page_of(play)).words
    sealed = f"/conduct/{play.matter.number}/sealed/"
    assert at.send(sealed, reason="").status == 302
    assert at.send(sealed, reason="检察机关调卷").answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(event="PenaltyRecordRead").count() == 1


def test_a_leader_excuses_a_breach_where_the_measures_are_chosen(play, desk):
    breach = play.breaches().get()
    page = f"/cases/{play.case.number}/conduct/excuse/{breach.seq}/"
    officer = desk("township_officer")
    assert "尚未处理" in officer.open(choosing(play)).words and page not in officer.page
    assert officer.open(page).status == 404
    at = desk("squad_leader").open(choosing(play))
    assert page in at.page
    at.open(page)
    assert at.send(page, words="好").status == 422
    assert at.send(page, words="当日住院抢救，有医院证明。").status == 302
    assert page not in at.open(choosing(play)).page


def test_a_reduction_does_not_go_to_the_court_of_the_judgment(play, desk):
    at = desk("township_officer").open(opening(play, "reduction_proposal"))
    assert play.case.organ_name not in at.page.partition('name="to"')[2].partition(">")[0]
    assert "中级人民法院" in at.words
    at = desk("township_officer").open(opening(play, "revocation_proposal"))
    assert play.case.organ_name in at.page.partition('name="to"')[2].partition(">")[0]
