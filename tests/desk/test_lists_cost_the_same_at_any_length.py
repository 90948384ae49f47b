"""Every list asks the database as often for many rows as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast as the_cast
import leaving
import registers
from guihang.agencies import actions as agencies
from guihang.agencies.actions import AccountDraft
from guihang.cases.models import Case
from guihang.cases.register.actions import Wish, import_file
from guihang.dossiers.actions import Upload
from guihang.exchange import actions as exchange
from guihang.law.events import Event, Missed, What
from guihang.ledger.chains import SYSTEM

FEW, MANY = 3, 40
ASK, MANY_ASK = 2, 12
LISTS = {
    "squad_leader": (
        "/",
        "/?view=people",
        "/?words=人",
        "/?tab=later",
        "/cases/",
        "/cases/?q=人",
        "/leave/",
        "/approvals/?tab=all",
        "/months/?tab=all",
        "/transfers/?tab=all",
        "/packages/?tab=all",
        "/campaigns/",
        "/dossiers/",
        "/papers/",
        "/matters/",
        "/notices/",
        "/searches/",
    ),
    "brigade_leader": ("/", "/cases/", "/import/", "/leave/", "/matters/"),
    "township_officer": ("/", "/leave/", "/notices/"),
    "auditor": ("/ledger/",),
    "administrator": ("/organisation/people/", "/organisation/"),
}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


def bring_in(cast, first, count):
    """Bring in a register of so many people of one office."""
    lines = registers.rows(count, start=first)
    content = registers.register([one | {"所属司法所": "梅湾司法所"} for one in lines])
    upload = Upload(f"登记册{first}.xlsx", content)
    import_file(upload=upload, wish=Wish(cast.unit("county")), by=SYSTEM, at=the_cast.NOW)


def grow(cast, leave, first, people, leaves):
    """Let people come in, some of them ask for leave, and as many officers begin."""
    for number in range(first, first + leaves):
        bring_in(cast, number, 1)
        leave.case = Case.objects.latest("pk")
        leave.ask(days=8)
        leave.check()
        leave.grant()
        leave.note(Event(What.DUTY_MISSED, leave.at.date(), code=Missed.REPORT))
    bring_in(cast, first + leaves, people - leaves)
    for number in range(first, first + people):
        draft = AccountDraft(f"new-{number}", f"新人{number}", number=f"N{number}")
        agencies.open_account(
            unit=cast.unit("squad"), draft=draft, password="abc-defg-hijk", by=SYSTEM, at=leave.at
        )
    exchange.deliver_notices(at=leave.at + timedelta(minutes=1))


def queries(desk):
    """Return how many queries every list takes, by who looks and the address."""
    taken = {}
    for who, addresses in LISTS.items():
        sitting = desk(who)
        for address in addresses:
            sitting.open(address)
            with CaptureQueriesContext(connection) as captured:
                assert sitting.open(address).status == 200
            taken[who, address] = len(captured)
    return taken


def test_no_list_asks_more_often_for_many_rows_than_for_few(cast, desk):
    leave = leaving.play(cast)
    grow(cast, leave, 1, FEW, ASK)
    few = queries(desk)
    grow(cast, leave, FEW + 1, MANY, MANY_ASK)
    many = queries(desk)
    assert {place: (few[place], many[place]) for place in few if few[place] != many[place]} == {}
