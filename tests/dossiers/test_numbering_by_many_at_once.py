"""Eight processes issue papers at the same moment: no number twice, none left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from entrusting import FIELDS

from cast import NOW
from guihang.dossiers import actions
from guihang.dossiers.models import Paper, PaperNumber
from guihang.ledger.chains import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

WRITERS, EACH = 8, 6
HERE = Path(__file__).parent


def address():
    """The database of this test, as an installation names it."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    port = f":{place['PORT']}" if place["PORT"] else ""
    who = f"{place['USER']}:{place['PASSWORD']}@" if place["PASSWORD"] else f"{place['USER']}@"
    return f"postgresql://{who}{place['HOST']}{port}/{place['NAME']}"


@pytest.fixture
def drafts(numbered):
    offices = ("office", "second_office", "third_office", "fourth_office")
    dossiers = [
        actions.dossier_of_office(office=numbered.unit(name), by=SYSTEM, at=NOW) for name in offices
    ]
    return [
        actions.draft_paper(
            dossier=dossiers[at % len(dossiers)],
            form="entrustment",
            fields=FIELDS | {"responsible": f"第 {at} 人"},
            by=SYSTEM,
            at=NOW,
        )
        for at in range(WRITERS * EACH)
    ]


@pytest.fixture
def writers(drafts, settings):
    here = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "guihang.settings",
        "GUIHANG_HOME": str(settings.GUIHANG_KEYRING.parent.parent),
        "GUIHANG_DATABASE": address(),
        "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]),
    }
    started = [
        subprocess.Popen(
            [
                sys.executable,
                str(HERE / "writer.py"),
                *(str(one.key) for one in drafts[at::WRITERS]),
            ],
            env=here,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for at in range(WRITERS)
    ]
    yield started
    for writer in started:
        writer.kill()
        writer.communicate()


def test_eight_writers_get_no_number_twice_and_leave_none_out(writers):
    for writer in writers:
        assert writer.stdout.readline() == "ready\n", writer.stderr.read()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    given = []
    for writer in writers:
        said, complaints = writer.communicate()
        assert writer.returncode == 0, complaints
        given += [int(number) for number in said.split()]
    wanted = list(range(1, WRITERS * EACH + 1))
    assert sorted(given) == wanted
    assert sorted(Paper.objects.values_list("serial", flat=True)) == wanted
    assert PaperNumber.objects.get(series__kind="委").next == len(wanted) + 1
