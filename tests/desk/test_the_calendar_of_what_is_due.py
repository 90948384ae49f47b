import re
from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from guihang.doors.api import calendar_feed
from guihang.duties.models import Duty, Feed
from guihang.ledger.models import Entry


@pytest.fixture
def address(desk):
    """Make the address of somebody's calendar and return its path: `address("squad_officer")`."""

    def made(name="squad_officer"):
        page = desk(name).send("/account/calendar/").page
        return re.search(r'value="http://[^/]+(/calendar/[^"]+\.ics)"', page)[1]

    return made


@pytest.fixture
def read():
    """Read an address as a calendar does, without signing in."""

    def read(address, **headers):
        return Client().get(address, headers=headers)

    return read


def entries(answer):
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_calendar_shows_what_is_owed_on_its_day_with_an_alarm(play, address, read):
    play.ask()
    answer = read(address())
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = entries(answer)
    assert entry.decoded("dtstart") == Duty.objects.get().due == date(2026, 11, 26)
    assert entry.decoded("dtend") == date(2026, 11, 27)
    assert str(entry["summary"]) == f"一件事到期：核实委托申请（{play.matter.number}）"
    assert str(entry["url"]).endswith(f"/docket/{Duty.objects.get().pk}/why/")
    (alarm,) = entry.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=8, minutes=30)


def test_a_calendar_names_nobody(play, address, read):
    play.ask()
    words = read(address()).content.decode()
    assert "梅湾" not in words and "秦川" not in words and "宋立新" not in words


def test_what_is_overdue_stands_on_today_and_says_so(play, address, read, settings):
    play.ask()
    settings.GUIHANG_TODAY = date(2026, 11, 30)
    (entry,) = entries(read(address()))
    assert entry.decoded("dtstart") == date(2026, 11, 30)
    assert "已逾期 4 天" in str(entry["summary"])


def test_what_others_owe_and_what_has_no_day_stays_out(play, address, read):
    play.ask()
    assert entries(read(address("squad_leader"))) == []
    Duty.objects.update(due=None)
    assert entries(read(address())) == []


def test_what_is_put_off_keeps_its_day_without_an_alarm(play, address, read):
    play.ask()
    Duty.objects.update(put_off_until=date(2026, 11, 25), put_off_because="等待补充材料")
    (entry,) = entries(read(address()))
    assert entry.decoded("dtstart") == date(2026, 11, 26) and not entry.walk("VALARM")


def test_a_duty_keeps_its_name_when_the_list_is_derived_anew(play, address, read):
    from guihang.duties import actions

    play.ask()
    here = address()
    before = str(entries(read(here))[0]["uid"])
    Duty.objects.all().delete()
    actions.rebuild_all(on=play.at.date())
    assert str(entries(read(here))[0]["uid"]) == before


def test_a_calendar_that_knows_it_all_is_told_so(play, address, read):
    play.ask()
    here = address()
    mark = read(here).headers["ETag"]
    assert read(here, if_none_match=mark).status_code == 304
    play.check()
    assert read(here, if_none_match=mark).status_code == 200


def test_a_new_address_ends_the_old_one_and_an_ended_one_is_none(address, read, desk):
    first, second = address(), address()
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    at = desk("squad_officer")
    assert at.send("/account/calendar/end/").status == 302
    assert read(second).status_code == 404
    assert at.send("/account/calendar/end/").status == 302
    told = list(Entry.objects.filter(event__startswith="Feed").values_list("event", flat=True))
    assert sorted(told) == ["FeedEnded", "FeedMade", "FeedMade"]


def test_the_address_itself_is_not_kept(address):
    here = address()
    token = here.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43 and token not in Feed.objects.get().digest
    assert not any(token.encode() in bytes(one.payload) for one in Entry.objects.all())


def test_an_account_that_was_shut_has_no_calendar(address, read, cast):
    here = address()
    account = cast.account("squad_officer")
    account.is_active = False
    account.save()
    assert read(here).status_code == 404


@pytest.mark.parametrize("token", ["x", "…", "a" * 300, "%00"])
def test_a_made_up_address_is_none(read, db, token):
    assert read(f"/calendar/{token}.ics").status_code == 404


def test_an_address_is_not_read_without_end(address, read, monkeypatch):
    monkeypatch.setattr(calendar_feed, "READS_A_MINUTE", 2)
    here = address()
    answers = [read(here) for _ in range(4)]
    assert answers[-1].status_code == 429 and answers[-1].headers["Retry-After"] == "60"


def test_a_calendar_speaks_the_language_it_was_made_in(play, desk, read):
    play.ask()
    at = desk("squad_officer")
    at.client.post("/language/", {"language": "en", "next": "/"})
    page = at.send("/account/calendar/").page
    here = re.search(r'value="http://[^/]+(/calendar/[^"]+\.ics)"', page)[1]
    (entry,) = entries(read(here))
    assert str(entry["summary"]) == f"Due: Checking an entrustment ({play.matter.number})"


def test_the_account_page_says_whether_there_is_an_address(address, desk):
    at = desk("squad_officer")
    assert "生成地址" in at.open("/account/").words
    address()
    words = at.open("/account/").words
    assert "重新生成（旧地址停用）" in words and "停用地址" in words
