"""A register comes as an Excel file: right rows come in whole, wrong ones are told cell by cell."""

from datetime import date

import pytest

from cast import NOW
from guihang.cases.models import Case, ImportRun, Person
from guihang.cases.register import actions
from guihang.cases.register.actions import Wish
from guihang.dossiers.actions import Upload
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, Missing, NotYours
from guihang.ledger import queries as ledger
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry
from registers import identity_number, read_back, register, row, rows

pytestmark = pytest.mark.django_db

THIRD, EIGHTH = identity_number(3), identity_number(8)
PLANTED = {
    "身份证号": {"身份证号": THIRD[:-1] + ("1" if THIRD[-1] != "1" else "2")},
    "身份证号 ": {"身份证号": "43110319900101"},
    "性别": {"性别": "不详"},
    "性别 ": {"身份证号": EIGHTH, "性别": "女" if int(EIGHTH[16]) % 2 else "男"},
    "姓名": {"姓名": None},
    "矫正类型": {"矫正类型": "剥夺政治权利"},
    "缓刑考验期": {"缓刑考验期": "6年"},
    "原判刑期": {"原判刑期": "有期徒刑四年"},
    "矫正结束日期": {"矫正结束日期": date(2020, 1, 1)},
    "矫正开始日期": {"矫正开始日期": "2025年2月30日"},
    "所属司法所": {"所属司法所": "南极司法所"},
}  # fmt: skip


def upload(content, name="登记册.xlsx"):
    return Upload(name, content)


@pytest.fixture
def wish(office):
    return Wish(office.unit("county"))


def bring_in(content, wish, by=SYSTEM):
    return actions.import_file(upload=upload(content), wish=wish, by=by, at=NOW)


def planted():
    """Return 350 rows of which twelve are wrong, each in its own way."""
    lines = rows(350)
    places = {}
    for number, (title, wrong) in enumerate(PLANTED.items()):
        place = 20 + number * 25
        lines[place] |= wrong
        places[place + 2] = title.strip()
    lines[340] = dict(lines[10]) | {"序号": 341}
    return lines, places | {342: ""}


def test_of_350_rows_with_twelve_faults_338_come_in_and_twelve_are_told(wish):
    lines, places = planted()
    found, run = bring_in(register(lines), wish)
    assert (run.begun, run.rejected, Case.objects.count()) == (338, 12, 338)
    told = {read.line.place: read.faults for read in found.checked.wrong}
    assert {place: _title(found.table, faults) for place, faults in told.items()} == places
    assert all(len(faults) == 1 for faults in told.values())
    before = Entry.objects.count(), Person.objects.count(), Duty.objects.count()
    again, nothing = bring_in(register(lines), wish)
    assert (nothing, len(again.checked.there), len(again.checked.wrong)) == (None, 338, 12)
    assert (Entry.objects.count(), Person.objects.count(), Duty.objects.count()) == before


def _title(table, faults):
    return table.titles[table.place_of(faults[0].key)] if faults[0].key else ""


def test_the_report_has_the_rejected_rows_with_reasons_and_marked_cells(wish):
    _found, run = bring_in(register(planted()[0]), wish)
    sheet = read_back(actions.take_report(run=run, by=SYSTEM, at=NOW))
    titles = [cell.value for cell in sheet[1]]
    assert titles[:4] == ["原因", "原行号", "序号", "姓名"]
    assert sheet.max_row == 13
    for line in sheet.iter_rows(min_row=2):
        assert line[0].value
        assert [cell for cell in line if cell.comment]
    by_row = {line[1].value: line for line in sheet.iter_rows(min_row=2)}
    wrong = by_row[22][titles.index("身份证号")]
    assert "校验位" in wrong.comment.text
    assert ledger.history(run.chain.key)[-1].event == "RegisterReportTaken"


def test_the_mended_report_can_be_brought_in(wish):
    lines = [*rows(3), row(4, 所属司法所="")]
    _found, run = bring_in(register(lines), wish)
    sheet = read_back(actions.take_report(run=run, by=SYSTEM, at=NOW))
    titles = [cell.value for cell in sheet[1]]
    mended = dict(zip(titles, (cell.value for cell in sheet[2]), strict=True))
    mended["所属司法所"] = "梅湾司法所"
    found, second = bring_in(register([mended], titles=titles), wish)
    assert second.begun == 1
    assert found.table.not_read == ("备注",)
    assert Case.objects.count() == 4


def test_a_row_becomes_a_case_with_its_office_person_term_and_history(wish, office):
    bring_in(register([row(1)], above=3), wish)
    case = Case.objects.for_facts().get()
    assert (case.state, case.kind, case.penalty, case.sentence, case.probation) == (
        "under", "suspension", "prison", "1 year", "2 years",
    )  # fmt: skip
    assert (case.term_begins, case.term_ends) == (date(2025, 1, 7), date(2027, 1, 6))
    assert case.unit_path == office.unit("second_office").path
    assert (case.channel, case.person.nation) == ("register", "汉族")
    assumed = {event.what for event in case.events.all() if event.note}
    assert {"declared", "group_formed"} <= assumed
    assert "reported" not in assumed


def test_a_register_of_people_long_under_correction_leaves_nothing_overdue(wish):
    bring_in(register(rows(5)), wish)
    late = Duty.objects.filter(source="cases", discharged_at__isnull=True, due__lt=NOW.date())
    assert not late.exists()


def test_steps_without_a_day_are_still_to_be_done_when_wished_so(office):
    wish = Wish(office.unit("county"), steps_done=False)
    bring_in(register([row(1)]), wish)
    assert Case.objects.get().state == "incomplete"
    assert Duty.objects.filter(what="intake.report_exit_ban", discharged_at__isnull=True).exists()


def test_somebody_who_has_not_reported_is_awaited(wish):
    bring_in(register([row(1, 报到时间=None)]), wish)
    assert Case.objects.get().state == "awaited"


def test_a_paper_day_that_differs_from_the_law_comes_in_and_is_told(wish):
    found, run = bring_in(register([row(1, 矫正结束日期=date(2027, 1, 7))]), wish)
    case = Case.objects.get()
    assert (case.term_ends, case.computed_ends) == (date(2027, 1, 7), date(2027, 1, 6))
    assert "2027-01-06" in run.warnings[0]["zh"]
    assert run.warnings[0]["row"] == 2
    assert len(found.checked.odd) == 1


def test_rows_without_an_office_go_to_the_one_that_is_chosen(office):
    chosen = Wish(office.unit("office"), office.unit("office"))
    lines = [row(4, 所属司法所=None), row(5)]
    found, run = bring_in(register(lines), chosen)
    assert (run.begun, [read.faults[0].key for read in found.checked.wrong]) == (1, ["office"])
    assert Case.objects.get().unit_path == office.unit("office").path


def test_a_register_is_handed_in_looked_through_and_brought_in(wish, office):
    leader = office.actor("brigade_leader")
    wish = Wish(office.unit("brigade"))
    run = actions.hand_in(upload=upload(register(planted()[0])), wish=wish, by=leader, at=NOW)
    assert b"1390746" not in bytes(run.content)
    heard = []
    run = actions.look_through(run=run, by=leader, at=NOW, says=lambda *told: heard.append(told))
    assert (run.begun, run.rejected, Case.objects.count()) == (338, 12, 0)
    assert heard[-1] == (350, 350)
    run = actions.bring_in(run=run, by=leader, at=NOW)
    assert (run.begun, run.there, run.rejected, len(run.numbers)) == (338, 0, 12, 338)
    assert run.content == b""
    told = [entry.event for entry in ledger.history(run.chain.key)]
    assert {"RegisterHandedIn", "RegisterBroughtIn"} <= set(told)
    with pytest.raises(AlreadyDone):
        actions.bring_in(run=run, by=leader, at=NOW)


def test_one_register_at_a_time_and_a_dropped_one_leaves_nothing(wish, office):
    leader, wish = office.actor("brigade_leader"), Wish(office.unit("brigade"))
    run = actions.hand_in(upload=upload(register(rows(2))), wish=wish, by=leader, at=NOW)
    with pytest.raises(AlreadyDone):
        actions.hand_in(upload=upload(register(rows(1))), wish=wish, by=leader, at=NOW)
    run = actions.drop(run=run, by=leader, at=NOW)
    assert (run.state, run.content, Case.objects.count()) == ("dropped", b"", 0)
    assert actions.hand_in(upload=upload(register(rows(1))), wish=wish, by=leader, at=NOW)


def test_a_run_without_faults_has_no_report(wish):
    _found, run = bring_in(register(rows(1)), wish)
    with pytest.raises(Missing):
        actions.take_report(run=run, by=SYSTEM, at=NOW)


@pytest.mark.parametrize("name", ["squad_officer", "township_officer", "next_brigade_leader"])
def test_only_leaders_of_the_agency_import(office, name):
    with pytest.raises(NotYours):
        bring_in(register(rows(1)), Wish(office.unit("brigade")), by=office.actor(name))
    assert not ImportRun.objects.exists()


def test_somebody_on_the_register_with_the_same_name_and_birth_is_pointed_out(wish):
    bring_in(register([row(1)]), wish)
    twin = row(2, 姓名="人0001", 身份证号=None, 出生日期="1951-02-02")
    titles = (*row(1), "出生日期")
    first = Person.objects.get()
    twin["出生日期"] = first.birth
    found, run = bring_in(register([twin], titles=titles), wish)
    assert run.begun == 1
    assert [odd.key for odd in found.checked.odd[0].warnings] == ["name"]
