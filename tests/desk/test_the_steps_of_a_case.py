from datetime import date

import pytest
from django.utils import translation

import lives
from guihang.cases.queries import case_for
from guihang.doors.desk.cases import noting, screens
from guihang.doors.desk.cases.stepping import STEPS
from guihang.doors.ui import wording
from guihang.law import rules
from guihang.law.events import What
from guihang.law.obligations import REGISTER

TOLD = lives.another(lives.SUSPENDED, crime_facts="2026年3月在超市盗窃财物，价值三千元。")


@pytest.fixture
def tang(cast, play):
    return lives.received(cast, order=TOLD, when=lives.at(2026, 11, 20))


def why(sent):
    """Why a step was refused: the words on the page, or the fields that are wrong."""
    assert sent.status == 422, sent.status
    form = sent.answer.context["form"]
    refused = getattr(form, "refused", None)
    with translation.override("en"):
        return wording.said(refused) if refused else " ".join(form.errors)


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
        assert screens.of_obligation(tang.number, name).split("/")[2] == tang.number
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
    assert "two officers" in why(send("squad_officer", "register", officers="宋立新", **fields))
    assert send("squad_officer", "register", officers="宋立新\n吕文静", **fields).status == 302
    assert now(cast, tang).state == "received"


def test_a_day_still_to_come_stands_beside_its_field(tang, cast, send):
    sent = send("squad_officer", "register", day="2026-12-24", how="reported", identity="yes")
    assert "day" in why(sent)
    assert now(cast, tang).state == "awaited"


def test_the_receipt_is_issued_by_who_may_issue_it(tang, send):
    assert send("squad_officer", "receipt").status == 302
    assert What.RECEIPT_RETURNED in whats(tang)
    assert "送达法律文书回执" in why(send("squad_officer", "receipt"))


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


@pytest.fixture
def registered(tang, send):
    send("squad_officer", "register", day="2026-11-20", how="reported", identity="yes")
    return tang


GROUP = {
    "name_1": "周晓兰", "role_1": "office", "sex_1": "female", "day": "2026-11-20", "agree": "on",
}  # fmt: skip
DECLARED = {
    "day": "2026-11-21", "led_by": "宋立新", "present": "周晓兰", "signed": "on",
}  # fmt: skip


def test_group_declaration_category_and_plan_follow_each_other(registered, cast, send):
    officer = "squad_officer"
    set_to = {"level": "ordinary", "reasons": "初次评估", "day": "2026-11-22"}
    assert "确定矫正小组" in why(send(officer, "declare", **DECLARED))
    assert send(officer, "group", **GROUP).status == 302
    assert "signed" in why(send(officer, "declare", **DECLARED | {"signed": ""}))
    assert send(officer, "declare", **DECLARED).status == 302
    assert now(cast, registered).state == "under"
    assert "综合评估" in why(send(officer, "classify", **set_to))
    assert send(officer, "assess", day="2026-11-21", note="情绪稳定").status == 302
    assert "reasons" in why(send(officer, "classify", **set_to | {"reasons": ""}))
    assert send(officer, "classify", **set_to).status == 302
    assert now(cast, registered).level == "ordinary"


def test_a_plan_is_made_once_and_adjusted_only_with_a_reason(registered, send):
    send("squad_officer", "group", **GROUP)
    plan = {
        "day": "2026-11-22", "assessment": "情绪稳定", "psychology": "平和", "measures": "每周报告",
    }  # fmt: skip
    assert "measures" in why(send("squad_officer", "plan", **plan | {"measures": ""}))
    assert send("squad_officer", "plan", **plan).status == 302
    assert "制定矫正方案" in why(send("squad_officer", "plan", **plan))
    assert send("squad_officer", "plan", **plan, because="就业变动").status == 302
    assert registered.plans.count() == 2


def test_a_declaration_without_the_facts_of_the_offence_says_what_is_lacking(cast, play, desk):
    case = lives.received(cast, when=lives.at(2026, 11, 20))
    sat, at = desk("squad_officer"), f"/cases/{case.number}"
    sat.send(f"{at}/register/", day="2026-11-20", how="reported", identity="yes")
    sat.send(f"{at}/group/", **GROUP)
    assert "still lacks" in why(sat.send(f"{at}/declare/", **DECLARED))


def test_a_group_nobody_joins_is_not_formed(registered, send):
    assert "name_1" in why(send("squad_officer", "group", **GROUP | {"name_1": ""}))
    assert not registered.members.exists()


def test_a_group_is_changed_with_a_reason(registered, send):
    send("squad_officer", "group", **GROUP)
    leaving = {"day": "2026-11-22", "leaves": [registered.members.get().pk], "because": "调离本所"}
    new = {"name_1": "何建军", "role_1": "office", "sex_1": "male"}
    assert send("squad_officer", "change-group", **leaving, **new).status == 302
    assert registered.members.filter(until__isnull=True).get().name == "何建军"


def test_a_minors_declaration_calls_the_guardian_and_is_not_public(cast, play, desk):
    young = lives.received(cast, person=lives.YOUNG, order=TOLD, when=lives.at(2026, 11, 20))
    sat = desk("squad_officer")
    at = f"/cases/{young.number}"
    sat.send(f"{at}/register/", day="2026-11-20", how="reported", identity="yes")
    assert "minors" in why(sat.send(f"{at}/group/", **GROUP))
    assert sat.send(f"{at}/group/", **GROUP, knows_1="on").status == 302
    assert 'name="guardian"' in sat.open(f"{at}/declare/").page
    assert "guardian" in why(sat.send(f"{at}/declare/", **DECLARED))
    called = DECLARED | {"guardian": "蒋大河"}
    assert "public" in why(sat.send(f"{at}/declare/", **called, public="on"))
    assert sat.send(f"{at}/declare/", **DECLARED, guardian="蒋大河").status == 302
    assert now(cast, young).state == "under"


def test_a_guarantor_is_named_only_when_every_condition_is_met(cast, play, desk):
    old = lives.received(cast, person=lives.OLD, order=lives.OUTSIDE, when=lives.at(2026, 11, 20))
    sat, at = desk("squad_officer"), f"/cases/{old.number}/guarantor/"
    asked = {"name": "彭大江", "relation": "儿子", "day": "2026-11-22"}
    met = dict.fromkeys(("full_capacity", "free", "home_and_income", "near"), "yes")
    assert "full civil capacity" in why(sat.send(at, **asked))
    assert "free" in why(sat.send(at, **asked, **met | {"free": "no"}))
    assert not old.guarantors.exists()
    assert sat.send(at, **asked, **met).status == 302
    lost = {"day": "2026-11-23", "because": "本人病故"}
    assert sat.send(f"/cases/{old.number}/lost-guarantor/", **lost).status == 302


def test_a_township_officer_sets_no_category(registered, send, desk):
    page = desk("township_officer").open(f"/cases/{registered.number}/classify/")
    assert 'aria-disabled="true"' in page.page
    sent = send("township_officer", "classify", level="strict", reasons="需要", day="2026-11-22")
    assert sent.status in (403, 404)


ENDS = lives.another(
    TOLD,
    judged_on=date(2024, 10, 12),
    paper_begins=date(2024, 11, 24),
    paper_ends=date(2026, 11, 23),
)


@pytest.fixture
def ending(cast, play, desk):
    case = lives.received(cast, order=ENDS, when=lives.at(2024, 11, 26))
    sat, at = desk("squad_officer"), f"/cases/{case.number}"
    sat.send(f"{at}/register/", day="2024-11-27", how="reported", identity="yes")
    sat.send(f"{at}/group/", **GROUP | {"day": "2024-11-28"})
    sat.send(f"{at}/declare/", **DECLARED | {"day": "2024-11-29"})
    return case


def test_a_term_is_over_on_its_last_day_and_the_certificate_is_handed_over(ending, cast, desk):
    officer, leader = desk("squad_officer"), desk("brigade_leader")
    at = f"/cases/{ending.number}"
    assert officer.send(f"{at}/summary/", day="2026-11-10", words="").status == 302
    assert officer.send(f"{at}/appraisal/", day="2026-11-12", words="遵守规定").status == 302
    assert 'aria-disabled="true"' in officer.open(f"{at}/discharge/").page
    assert officer.send(f"{at}/discharge/").status in (403, 404)
    assert leader.send(f"{at}/discharge/").status == 302
    assert now(cast, ending).state == "discharged"
    assert "解除社区矫正证明书" in officer.open(f"{at}/").words
    beside = officer.open(f"{at}/certificate/").words
    assert "应当宣告：原判的刑罚不再执行" in beside, beside
    assert "宣告公开进行" in beside
    given = {"day": "2026-11-23", "received_by": "唐建平"}
    assert officer.send(f"{at}/certificate/", **given).status == 302
    assert "判决书、裁定书或决定书" in leader.open(f"{at}/archive/").words
    assert leader.send(f"{at}/archive/", retention="thirty").status == 422
    put_away = {"retention": "thirty", "because": "判决书原件为纸质，已装订入卷"}
    assert leader.send(f"{at}/archive/", **put_away).status == 302
    assert now(cast, ending).state == "archived"


def test_nobody_is_discharged_a_day_before_the_term_is_over(cast, play, desk, settings):
    tomorrow = lives.another(ENDS, paper_ends=date(2026, 11, 24), paper_begins=date(2024, 11, 25))
    case = lives.received(cast, order=tomorrow, when=lives.at(2024, 11, 26))
    refused = why(desk("brigade_leader").send(f"/cases/{case.number}/discharge/"))
    assert "2026-11-24" in refused
    assert now(cast, case).state != "discharged"


def test_what_is_noted_of_a_term_moves_it_once(registered, cast, send):
    fixed = {
        "what": "term_corrected",
        "day": "2026-11-20",
        "ends": "2028-10-20",
        "note": "更正裁定",
    }
    assert send("squad_officer", "term", **fixed).status == 302
    assert str(now(cast, registered).term_ends) == "2028-10-20"
    assert send("squad_officer", "term", **fixed).status == 422


def test_entries_of_a_judgment_are_mended_with_a_reason_and_not_over_anothers(
    registered, cast, desk
):
    sat, at = desk("squad_officer"), f"/cases/{registered.number}/order/"
    form = sat.open(at).answer.context["form"]
    stands = {name: form[name].value() or "" for name in form.fields if name != "crime_facts"}
    changed = stands | {"execution_number": "（2026）湘1103执1号", "because": "当时漏填了"}
    assert sat.send(at, **changed | {"because": ""}).status == 422
    assert sat.send(at, **changed).status == 302
    assert now(cast, registered).execution_number == "（2026）湘1103执1号"
    late = why(sat.send(at, **stands | {"crime": "诈骗罪", "because": "当时写错了"}))
    assert "Somebody else" in late or "其他人" in late
    assert now(cast, registered).crime == "盗窃罪"


def test_what_is_sealed_of_a_person_stays_as_it_is_unless_written_anew(registered, cast, desk):
    before = registered.person.subject.phone.token
    sat, at = desk("squad_officer"), f"/cases/{registered.number}/person/"
    form = sat.open(at).answer.context["form"]
    stands = {name: form[name].value() or "" for name in form.fields}
    assert sat.send(at, **stands | {"work": "出租车司机", "because": "换了工作"}).status == 302
    person = now(cast, registered).person
    assert (person.work, person.subject.phone.token) == ("出租车司机", before)


def test_an_order_beside_the_sentence_is_added_and_set_aside(registered, send):
    ban = {"kind": "fine", "words": "罚金三千元"}
    assert send("squad_officer", "side", **ban).status == 302
    side = registered.sides.get()
    assert send("squad_officer", "side-aside", side=side.pk, because="判决未判处").status == 302
    assert registered.sides.get().set_aside_because == "判决未判处"


def test_a_leader_names_who_is_responsible_and_hands_a_case_over(registered, cast, desk):
    leader, at = desk("brigade_leader"), f"/cases/{registered.number}"
    post = cast.post("second_squad_officer")
    assert leader.send(f"{at}/responsible/", post=post.pk).status == 302
    assert now(cast, registered).post_id == post.pk
    other = cast.unit("second_office")
    moved = leader.send(f"{at}/office/", unit=other.code, because="居住地变化")
    assert moved.status == 302
    assert now(cast, registered).dossier.unit_id == other.pk


def test_two_records_of_one_person_are_merged_and_taken_apart_again(registered, cast, desk):
    order = lives.another(TOLD, judgment_number="（2025）湘1103刑初9号")
    second = lives.received(cast, person=lives.another(lives.TANG, identity_number=""), order=order)
    leader, at = desk("brigade_leader"), f"/cases/{registered.number}"
    one = {"other": second.person_id, "because": "同一人，身份证补录"}
    assert leader.send(f"{at}/merge/", **one).status == 302
    assert now(cast, second).person_id == registered.person_id
    merger = registered.person.mergers.get()
    apart = {"merger": merger.pk, "because": "经核实不是同一人"}
    assert leader.send(f"{at}/split/", **apart).status == 302
    assert now(cast, second).person_id != registered.person_id


def test_the_advisory_score_stands_beside_the_category_and_what_was_seen_is_kept(tang, cast, desk):
    from guihang.supervision.models import ScoreSeen

    lives.registered(cast, tang, when=lives.at(2026, 11, 23))
    sat = desk("squad_officer")
    sat.send(f"/cases/{tang.number}/assess/", day="2026-11-23", note="有固定工作，情绪稳定。")
    page = sat.open(f"/cases/{tang.number}/classify/").page
    assert "风险提示" in page and "只作提示" in page
    mark = page.partition('name="seen" value="')[2].partition('"')[0]
    given = {"level": "ordinary", "reasons": "表现稳定，按普通管理。", "day": "2026-11-23"}
    sat.send(f"/cases/{tang.number}/classify/", **given, seen=mark)
    kept = ScoreSeen.objects.get()
    assert kept.by.name == "宋立新" and kept.version == "2026-1"
    assert "设定类别时所见" in sat.open(f"/cases/{tang.number}/").words
    given |= {"level": "strict", "reasons": "重新评估后从严管理。"}
    sat.send(f"/cases/{tang.number}/classify/", **given, seen="forged")
    assert ScoreSeen.objects.count() == 1


def test_a_plan_takes_measures_from_the_library_and_says_later_what_came_of_them(
    registered, send, desk
):
    from guihang.supervision.models import PlanMeasure

    send("squad_officer", "group", **GROUP)
    plan = {
        "day": "2026-11-23", "situation": "与父母同住。", "assessment": "风险低。",
        "psychology": "情绪稳定。", "measures": "", "library": ["report_monthly", "job"],
    }  # fmt: skip
    assert send("squad_officer", "plan", **plan).status == 302
    rows = list(PlanMeasure.objects.order_by("pk"))
    assert [row.code for row in rows] == ["report_monthly", "job"]
    came = {f"of{rows[0].pk}x": "worked"}
    again = plan | {"library": ["report_monthly"], "because": "已经就业，调整帮扶措施。"}
    assert send("squad_officer", "plan", **again, **came).status == 302
    rows[0].refresh_from_db()
    assert (rows[0].outcome, PlanMeasure.objects.filter(outcome="").count()) == ("worked", 2)
    page = desk("squad_officer").open(f"/cases/{registered.number}/").words
    assert "每月到司法所报告一次" in page
    assert "每月到司法所报告一次 2 1 0 0 0" in desk("squad_officer").open("/measures/").words
    assert "每月到司法所报告一次 0 0 0 0 0" in desk("next_officer").open("/measures/").words
    assert "library" in why(send("squad_officer", "plan", **plan | {"library": ["made_up"]}))
