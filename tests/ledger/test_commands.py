"""`ledger verify`, `ledger anchor` and `keys rotate`, as somebody at a terminal sees them."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation
from lamps import AT

from guihang.ledger import keyfile
from guihang.ledger.command import main
from guihang.ledger.models import Anchor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def run(capsys):
    """Run a command; return how it ended, what it said, and what it complained of."""

    def run(*words):
        ended = main(words, at=AT)
        said = capsys.readouterr()
        return ended, said.out, said.err

    return run


def test_a_whole_ledger_ends_with_0_and_says_what_was_read(lab, run):
    ended, said, complained = run("ledger", "verify")
    assert (ended, complained) == (0, "")
    assert "The ledger is whole." in said and "entries" in said


def test_a_broken_ledger_ends_with_1_and_names_the_first_break(lab, run):
    lab.set(lab.hall[2], by="account:99")
    ended, said, _complained = run("ledger", "verify")
    assert ended == 1 and f"Entry {lab.hall[2]} is not what was written." in said


def test_a_program_is_answered_in_json(lab, run):
    ended, said, _complained = run("ledger", "verify", "--json")
    answer = json.loads(said)
    assert ended == 0
    assert (answer["whole"], answer["first_break"], answer["marks_checked"]) == (True, None, True)
    assert answer["missing_triggers"] == [] and answer["entries"] > 12
    lab.set(lab.hall[2], by="account:99")
    ended, said, _complained = run("ledger", "verify", "--json")
    found = json.loads(said)["first_break"]
    assert ended == 1
    assert found["kind"] == "changed" and found["entry"] == lab.hall[2]
    assert found["chain"] == "dossier:hall" and found["seq"] == 3 and found["says"]
    assert found["table"] == "ledger_entry"


def test_a_missing_trigger_is_named(lab, run):
    with lab.around():
        ended, said, _complained = run("ledger", "verify")
    assert ended == 1 and "ledger_entry_delete_wall" in said


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:secret@localhost/x",
        "nonsense",
        "sqlite:////no/such/folder/x.db",
        "postgresql://root:secret@127.0.0.1:1/none",
    ],
)
def test_a_database_that_cannot_be_reached_ends_with_2_and_one_sentence(run, url):
    ended, said, complained = run("ledger", "verify", "--database", url)
    assert (ended, said) == (2, "")
    assert complained.startswith("guihang: ") and "Traceback" not in complained
    assert "secret" not in complained


def test_a_file_that_is_no_database_ends_with_2(run, tmp_path):
    (tmp_path / "x.db").write_bytes(b"this is a letter, not a database" * 100)
    ended, _said, complained = run("ledger", "verify", "--database", f"sqlite:///{tmp_path}/x.db")
    assert ended == 2 and "cannot be read" in complained


def test_a_database_without_a_ledger_ends_with_2(run, tmp_path):
    (tmp_path / "empty.db").touch()
    url = f"sqlite:///{tmp_path}/empty.db"
    ended, _said, complained = run("ledger", "verify", "--database", url)
    assert ended == 2 and "no ledger" in complained


def test_an_unreadable_key_file_ends_with_2(run, lab, tmp_path):
    ended, _said, complained = run("ledger", "verify", "--keys", str(tmp_path / "none.json"))
    assert ended == 2 and "no keys" in complained


def test_the_keys_of_another_installation_end_with_2(run, lab, tmp_path):
    keyfile.make(tmp_path / "other.json")
    ended, _said, complained = run("ledger", "verify", "--keys", str(tmp_path / "other.json"))
    assert ended == 2 and "another installation" in complained


def test_an_anchor_is_taken_and_its_hash_printed_for_keeping_elsewhere(run, lab):
    ended, said, _complained = run("ledger", "anchor")
    assert ended == 0 and bytes(Anchor.objects.get().hash).hex() in said
    ended, said, _complained = run("ledger", "anchor")
    assert ended == 0 and "Nothing was added" in said


def test_a_rotation_says_what_it_did(run, lab, settings, tmp_path):
    copy = tmp_path / "keyring.json"
    shutil.copy(Path(django_settings.GUIHANG_KEYRING), copy)
    settings.GUIHANG_KEYRING = copy
    ended, said, _complained = run("keys", "rotate")
    assert ended == 0 and "number 2" in said and "left: 0" in said
    assert run("ledger", "verify")[0] == 0


def test_an_unknown_command_ends_with_2(run):
    with pytest.raises(SystemExit) as stopped:
        run("ledger", "burn")
    assert stopped.value.code == 2


def test_a_verification_writes_nothing(lab, run, django_assert_num_queries):
    def stored():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(id) FROM ledger_entry")
            return cursor.fetchone()

    before = stored()
    run("ledger", "verify")
    assert stored() == before
