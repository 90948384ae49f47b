"""`guihang init` and the key file."""

import stat

import pytest

from guihang.ledger import keyfile
from installations import command, free_port


def test_an_installation_is_made_once(home, database):
    first = command("init", "--home", home, "--database", database)
    assert "Sign in as administrator" in first.stdout
    second = command("init", "--home", home, "--database", database, check=False)
    assert second.returncode == 1
    assert "already" in second.stderr


def test_only_the_owner_can_read_the_keys(installed):
    mode = (installed / "keys" / "keyring.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_new_installation_verifies(installed):
    verified = command("ledger", "verify", "--home", installed, "--json")
    assert '"whole": true' in verified.stdout


def test_serving_without_an_installation_says_what_to_do(home):
    served = command("serve", "--home", home, check=False)
    assert served.returncode == 1
    assert "guihang init" in served.stderr
    assert "Traceback" not in served.stderr


def test_keys_of_another_installation_are_noticed_at_the_start(installed, tmp_path):
    (installed / "keys" / "keyring.json").unlink()
    keyfile.make(installed / "keys" / "keyring.json")
    for part in (("jobs", "--once"), ("serve", "--port", free_port())):
        started = command(*part, "--home", installed, check=False)
        assert started.returncode != 0
        assert "Traceback" not in started.stderr
        assert "key" in started.stderr


@pytest.mark.parametrize("words", [("serve", "--port", "x"), ("backup",), ("nothing",)])
def test_a_command_that_is_not_understood_says_how_it_goes(words):
    done = command(*words, check=False)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_a_setting_nobody_knows_is_named(installed):
    settings = installed / "settings.toml"
    settings.write_text(settings.read_text() + "colour = 'red'\n")
    done = command("jobs", "--home", installed, "--once", check=False)
    assert done.returncode != 0
    assert "colour" in done.stderr
