"""Keys: another one for everything, none any more for one chain, and never the wrong one."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.agencies.models import Staff
from guihang.law.refusals import AlreadyDone, Missing
from guihang.ledger import actions, chains, keyfile, queries, triggers, vault
from guihang.ledger.actions import keys
from guihang.ledger.models import ChainHead, Fingerprint
from guihang.ledger.verify import NotALedger, verify

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def own_keys(settings, tmp_path):
    """A copy of the key file that a test may change."""
    copy = tmp_path / "keys" / "keyring.json"
    copy.parent.mkdir()
    copy.write_bytes(Path(django_settings.GUIHANG_KEYRING).read_bytes())
    settings.GUIHANG_KEYRING = copy
    return copy


@pytest.fixture
def staff(cast):
    one = Staff.objects.get(account=cast.account("squad_officer"))
    one.phone = "13974600065"
    one.save()
    return one


def rotate():
    return keys.rotate_keys(by=chains.SYSTEM, at=AT)


def test_a_rotation_seals_everything_anew_and_nothing_is_lost(own_keys, staff, chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    digest = Staff.objects.get(pk=staff.pk).phone_digest
    done = rotate()
    assert (done.number, done.new, done.left) == ("2", True, 0)
    assert done.chains >= 2 and done.fields >= 1
    after = Staff.objects.get(pk=staff.pk)
    assert vault.number_of(after.phone.token) == "2"
    assert (vault.open(after.phone), after.phone_digest) == ("13974600065", digest)
    assert queries.history(chain.key)[0].values["room"] == "hall"
    assert verify(connection, vault.keyring()).whole
    vault.check_belongs()


def test_after_a_rotation_new_values_are_sealed_with_the_new_key(own_keys, staff):
    rotate()
    staff.phone = "18900001111"
    assert vault.number_of(staff.phone.token) == "2"


def test_a_rotation_may_be_repeated(own_keys, staff):
    assert [rotate().number, rotate().number] == ["2", "3"]
    assert vault.open(Staff.objects.get(pk=staff.pk).phone) == "13974600065"
    assert verify(connection, vault.keyring()).whole


def test_a_rotation_that_was_interrupted_is_finished_and_not_begun_anew(own_keys, staff):
    keyfile.add_sealing_key(own_keys)
    done = rotate()
    assert (done.number, done.new, done.left) == ("2", False, 0)
    assert sorted(keyfile.read(own_keys).sealing) == ["1", "2"]
    assert vault.number_of(Staff.objects.get(pk=staff.pk).phone.token) == "2"


def test_a_rotation_never_overwrites_what_was_written_since_it_looked(own_keys, staff):
    looked = [(staff.pk, Staff.objects.get(pk=staff.pk).phone.token)]
    Staff.objects.filter(pk=staff.pk).update(phone="18900001111")
    keyfile.add_sealing_key(own_keys)
    assert keys._reseal(Staff, Staff._meta.get_field("phone"), looked) == 0
    assert vault.open(Staff.objects.get(pk=staff.pk).phone) == "18900001111"


def test_a_rotation_is_recorded(own_keys):
    rotate()
    assert queries.history("house", named=["KeysRotated"])[-1].values == {"number": "2"}


def test_the_key_file_is_only_its_owners(own_keys):
    keyfile.add_sealing_key(own_keys)
    assert own_keys.stat().st_mode & 0o077 == 0


def test_a_destroyed_key_leaves_a_chain_that_verifies_and_nobody_can_read(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    actions.destroy_key(chain, by=Somebody(), at=AT, ground="retention list 2026/1")
    assert verify(connection, vault.keyring()).whole
    assert queries.is_destroyed(chain.key)
    with pytest.raises(vault.Destroyed) as refused:
        queries.history(chain.key)
    assert refused.value.remedy
    told = queries.history("house", named=["KeyDestroyed"])[-1]
    assert told.values == {"chain": chain.key, "ground": "retention list 2026/1"}


def test_a_key_is_destroyed_once_and_with_a_ground(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    with pytest.raises(Missing):
        actions.destroy_key(chain, by=Somebody(), at=AT, ground=" ")
    actions.destroy_key(chain, by=Somebody(), at=AT, ground="retention list 2026/1")
    with pytest.raises(AlreadyDone):
        actions.destroy_key(chain, by=Somebody(), at=AT, ground="retention list 2026/1")


def test_nothing_is_recorded_in_a_chain_whose_key_is_destroyed(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    actions.destroy_key(chain, by=Somebody(), at=AT, ground="retention list 2026/1")
    with pytest.raises(vault.Destroyed), atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)


def test_the_database_refuses_to_bring_a_destroyed_key_back(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    wrapped = ChainHead.objects.get(pk=chain.key).wrapped
    actions.destroy_key(chain, by=Somebody(), at=AT, ground="retention list 2026/1")
    with pytest.raises(Exception, match="only ever added to"), atomic():
        ChainHead.objects.filter(pk=chain.key).update(wrapped=wrapped)


def test_keys_of_another_installation_are_noticed_before_they_do_harm(settings, tmp_path):
    settings.GUIHANG_KEYRING = tmp_path / "other" / "keyring.json"
    keyfile.make(settings.GUIHANG_KEYRING)
    with pytest.raises(vault.WrongKeys, match="belongs to another installation") as stopped:
        vault.check_belongs()
    assert str(settings.GUIHANG_KEYRING) in str(stopped.value)
    with pytest.raises(vault.WrongKeys):
        vault.imprint()


def test_an_old_copy_of_the_key_file_is_noticed_by_the_key_it_lacks(own_keys):
    old = own_keys.read_bytes()
    rotate()
    own_keys.unlink()
    own_keys.write_bytes(old)
    with pytest.raises(vault.WrongKeys, match="lacks sealing:2"):
        vault.check_belongs()


def test_a_database_without_check_values_is_noticed():
    Fingerprint.objects.all().delete()
    with pytest.raises(vault.WrongKeys, match="not set up"):
        vault.check_belongs()


def test_the_right_keys_pass():
    vault.check_belongs()


def test_a_check_value_tells_nothing_of_its_key():
    ring = vault.keyring()
    shown = "".join(vault.fingerprints(ring).values())
    assert not any(key in shown for key in (*ring.sealing.values(), ring.index, ring.marking))


def test_a_ledger_is_not_verified_with_the_keys_of_another(tmp_path):
    other = keyfile.make(tmp_path / "keyring.json")
    with pytest.raises(NotALedger, match="another installation"):
        verify(connection, other)


def test_a_missing_or_broken_key_file_is_said_in_one_sentence(tmp_path):
    with pytest.raises(keyfile.NoKeys, match="There are no keys"):
        keyfile.read(tmp_path / "nowhere.json")
    (tmp_path / "torn.json").write_text('{"sealing":')
    with pytest.raises(keyfile.NoKeys, match="cannot be read"):
        keyfile.read(tmp_path / "torn.json")


def test_migrating_again_puts_up_what_is_missing_and_changes_nothing_else():
    from guihang.ledger.apps import _close_up

    triggers.remove(connection)
    _close_up(using="default")
    assert triggers.missing(connection) == ()
    assert verify(connection, vault.keyring()).whole
