"""A backup gives back an installation that verifies, on either database."""

import json

import pytest

from installations import command, postgres_database


@pytest.fixture
def passphrase(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text("a kettle by the window\n")
    return file


def verified(home):
    return json.loads(command("ledger", "verify", "--home", home, "--json").stdout)


def test_what_was_backed_up_comes_back_whole(installed, passphrase, tmp_path):
    before = verified(installed)
    file, back = tmp_path / "guihang.backup", tmp_path / "back"
    command("backup", file, "--home", installed, "--passphrase-file", passphrase)
    opening = ("--passphrase-file", passphrase)
    if "postgresql" not in (installed / "settings.toml").read_text():
        command("restore", file, "--home", back, *opening)
        assert verified(back)["entries"] == before["entries"]
        return
    with postgres_database() as empty:
        command("restore", file, "--home", back, *opening, "--database", empty)
        assert verified(back)["entries"] == before["entries"]


def test_a_backup_holds_no_keys_unless_a_passphrase_seals_them(installed, tmp_path):
    file = tmp_path / "guihang.backup"
    said = command("backup", file, "--home", installed).stdout
    keys = json.loads((installed / "keys" / "keyring.json").read_text())
    assert "keys are not in it" in said
    assert keys["marking"].encode() not in file.read_bytes()
    done = command("restore", file, "--home", tmp_path / "back", check=False)
    assert done.returncode != 0
    assert "--keys" in done.stderr


def test_a_wrong_passphrase_restores_nothing(installed, passphrase, tmp_path):
    file, back = tmp_path / "guihang.backup", tmp_path / "back"
    command("backup", file, "--home", installed, "--passphrase-file", passphrase)
    passphrase.write_text("another")
    done = command("restore", file, "--home", back, "--passphrase-file", passphrase, check=False)
    assert done.returncode != 0
    assert "passphrase" in done.stderr
    assert not back.exists()


def test_a_damaged_backup_is_refused(installed, passphrase, tmp_path):
    file, back = tmp_path / "guihang.backup", tmp_path / "back"
    command("backup", file, "--home", installed, "--passphrase-file", passphrase)
    content = bytearray(file.read_bytes())
    middle = content.find(b"SQLite format 3") + 5000
    if middle < 5000:
        middle = len(content) // 3
    content[middle] ^= 1
    file.write_bytes(content)
    done = command("restore", file, "--home", back, "--passphrase-file", passphrase, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_folder_with_something_in_it_is_left_alone(installed, passphrase, tmp_path):
    file, back = tmp_path / "guihang.backup", tmp_path / "back"
    command("backup", file, "--home", installed, "--passphrase-file", passphrase)
    back.mkdir()
    (back / "letter.txt").write_text("keep me")
    done = command("restore", file, "--home", back, "--passphrase-file", passphrase, check=False)
    assert done.returncode == 1
    assert [path.name for path in back.iterdir()] == ["letter.txt"]


def test_a_backup_that_is_none_is_named_so(home, tmp_path):
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"not a backup at all")
    done = command("restore", file, "--home", home, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
