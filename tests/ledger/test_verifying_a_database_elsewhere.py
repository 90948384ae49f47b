"""Another database is verified by its address alone, without being written to."""

import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from lab import make
from lamps import AT

from guihang.ledger import elsewhere, vault
from guihang.ledger.command import main
from guihang.ledger.verify import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def url(tmp_path):
    """A ledger with some history, at an address of its own."""
    make()
    named = connection.settings_dict
    if connection.vendor == "postgresql":
        return f"postgresql://{named['USER']}@{named['HOST']}:{named['PORT']}/{named['NAME']}"
    with sqlite3.connect(named["NAME"]) as live, sqlite3.connect(tmp_path / "copy.db") as copy:
        live.backup(copy)
    return f"sqlite:///{tmp_path / 'copy.db'}"


@pytest.fixture
def there(url):
    connected = elsewhere.connect(url)
    yield connected
    connected.close()


def test_a_ledger_elsewhere_is_verified_with_its_keys_and_without(there):
    assert verify(there, vault.keyring()).whole
    assert verify(there, None).whole


def test_a_ledger_elsewhere_cannot_be_written_to(there):
    with pytest.raises(DatabaseError), there.cursor() as cursor:
        cursor.execute("CREATE TABLE scribble (x integer)")


def test_the_keys_of_this_installation_are_not_tried_on_another_database(url, capsys):
    assert main(["ledger", "verify", "--database", url, "--json"], at=AT) == 0
    assert '"marks_checked": false' in capsys.readouterr().out


def test_bytes_altered_in_the_file_behind_an_index_are_found(url):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are not ours to open")
    file = Path(url.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    # In the table the chain is followed by number and time; in its index by the number only.
    place = content.index(b"2026-11-23 02:30:15.123456account:17")
    content[content.rindex(b"dossier:hall", 0, place)] ^= 1
    file.write_bytes(content)
    there = elsewhere.connect(url)
    found = verify(there, vault.keyring()).first_break
    there.close()
    assert found.kind == "changed" and found.entry
