"""A sensitive value is sealed wherever it rests, masked wherever it shows, read with a reason."""

import ast
import copy
import logging
import pickle
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from django.db.transaction import atomic
from django.forms import modelform_factory
from django.template import Context, Template
from lamps import AT, Somebody

import guihang
from guihang.agencies.models import Account, Staff
from guihang.law.refusals import Missing
from guihang.ledger import actions, chains, queries, vault
from guihang.ledger.fields import Sealed, masked

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PHONE, SECRET = "13974600065", "JBSWY3DPEHPK3PXP"


@pytest.fixture
def staff(cast):
    one = Staff.objects.select_related("account").get(account=cast.account("squad_officer"))
    one.phone = PHONE
    one.save(update_fields=["phone"])
    return Staff.objects.select_related("account").get(pk=one.pk)


@pytest.fixture
def place(staff):
    return chains.account(staff.account_id, staff.account.unit.path)


def test_the_database_holds_no_plain_text(staff):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_digest FROM agencies_staff WHERE id = %s", [staff.pk])
        stored, digest = cursor.fetchone()
    assert PHONE not in stored and PHONE not in digest
    assert len(digest) == 64


def test_the_same_value_is_sealed_differently_each_time(staff):
    before = staff.phone.token
    staff.phone = PHONE
    assert staff.phone.token != before


@pytest.mark.parametrize(
    "show",
    [
        str,
        repr,
        lambda staff: str(staff.phone),
        lambda staff: repr(staff.phone),
        lambda staff: f"{staff.phone}",
        lambda staff: f"{staff.phone!r} {staff.__dict__}",
        lambda staff: Template("{{ staff.phone }} {{ staff.phone.masked }}").render(
            Context({"staff": staff})
        ),
        lambda staff: repr(pickle.dumps(staff)),
        lambda staff: serializers.serialize("json", [staff]),
        lambda staff: repr(list(Staff.objects.values("phone"))),
        lambda staff: repr(list(Staff.objects.values_list("phone", flat=True))),
        lambda staff: modelform_factory(Staff, fields="__all__")(instance=staff).as_p(),
        lambda staff: repr(vars(copy.deepcopy(staff))),
    ],
)
def test_no_plain_text_shows_however_a_row_is_shown(staff, show):
    assert PHONE not in show(staff)


def test_a_row_holds_no_plain_text_in_memory_from_the_moment_it_is_assigned(staff):
    staff.phone = "18900001111"
    assert "18900001111" not in repr(vars(staff)) and isinstance(staff.phone, Sealed)


def test_no_plain_text_is_logged_or_in_the_words_of_an_error(staff, caplog):
    caplog.set_level(logging.DEBUG)
    staff.number = "9" * 500
    with pytest.raises(Exception) as raised, atomic():  # noqa: PT011
        staff.phone = PHONE
        staff.save()
        Staff.objects.filter(pk=staff.pk).update(phone=PHONE, account=None)
    assert PHONE not in str(raised.value) and PHONE not in caplog.text


@pytest.mark.parametrize(
    ("kind", "plain", "shown"),
    [
        ("phone", "13974600065", "139****0065"),
        ("identity", "431103198803170012", "431103********0012"),
        ("address", "梅湾街道某路 1 号", "具体地址已隐藏"),
        ("", "anything", "•••"),
        ("phone", "110", "•••"),
        ("identity", "4311031234", "•••"),
        ("phone", "", ""),
    ],
)
def test_a_mask_shows_what_its_kind_allows(kind, plain, shown):
    assert masked(kind, plain) == shown


def test_a_masked_value_is_shown_and_an_empty_one_is_empty(staff):
    assert staff.phone.masked == "139****0065" and staff.phone
    staff.phone = ""
    assert not staff.phone and str(staff.phone) == "" and staff.phone == ""


def test_a_sealed_value_equals_itself_and_never_a_plain_text(staff):
    assert staff.phone == Staff.objects.get(pk=staff.pk).phone
    assert staff.phone != PHONE


def test_a_value_is_found_by_its_keyed_hash_however_it_is_written(staff):
    for written in (PHONE, "139 7460 0065", "１３９７４６０００６５"):
        found = Staff.objects.filter(phone_digest=vault.digest("phone", written))
        assert list(found) == [staff]
    assert vault.digest(Staff._meta.get_field("phone"), PHONE) == vault.digest("phone", PHONE)
    assert not Staff.objects.filter(phone_digest=vault.digest("phone", "13974600066")).exists()


def test_the_search_hash_follows_every_way_of_writing(staff):
    Staff.objects.filter(pk=staff.pk).update(phone="18900001111")
    assert Staff.objects.filter(phone_digest=vault.digest("phone", "18900001111")).exists()
    Staff.objects.filter(pk=staff.pk).update(phone="")
    assert Staff.objects.get(pk=staff.pk).phone_digest == ""


@pytest.mark.parametrize("lookup", ["phone", "phone__contains", "phone__in"])
def test_a_sealed_column_cannot_be_compared(staff, lookup):
    with pytest.raises(FieldError):
        Staff.objects.filter(**{lookup: PHONE}).exists()


def test_a_value_moved_to_another_column_does_not_open(staff):
    account = staff.account
    Account.objects.filter(pk=account.pk).update(code_secret=SECRET)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE agencies_account SET code_secret ="
            " (SELECT phone FROM agencies_staff WHERE id = %s) WHERE id = %s",
            [staff.pk, account.pk],
        )
    account.refresh_from_db()
    with pytest.raises(vault.CannotOpen):
        vault.open(account.code_secret)


def test_an_altered_value_does_not_open(staff):
    altered = Sealed(staff.phone.token[:-2] + "AA", staff.phone.about, "phone")
    with pytest.raises(vault.CannotOpen) as refused:
        vault.open(altered)
    assert refused.value.ground and refused.value.remedy


def test_a_reading_gives_the_plain_text_and_leaves_who_what_and_why(staff, place):
    reader = Somebody("account:23")
    plain = actions.reveal(
        staff, "phone", reason="回访未接通，核对号码", chain=place, by=reader, at=AT
    )
    assert plain == PHONE
    reading = queries.readings(place.key)[-1]
    assert (reading.by, reading.at, reading.event) == (reader.key, AT, "SensitiveRead")
    assert reading.values == {
        "field": "agencies_staff.phone",
        "of": f"agencies.staff:{staff.pk}",
        "reason": "回访未接通，核对号码",
    }


@pytest.mark.parametrize("reason", ["", "   ", "abc", " a  b "])
def test_a_reading_without_a_reason_is_refused_and_leaves_nothing(staff, place, reason):
    before = len(queries.readings(place.key))
    with pytest.raises(Missing) as refused:
        actions.reveal(staff, "phone", reason=reason, chain=place, by=Somebody(), at=AT)
    assert refused.value.remedy
    assert len(queries.readings(place.key)) == before


def test_a_use_by_the_system_leaves_what_it_was_for(staff, place):
    plain = actions.use(
        staff, "phone", purpose="printed on a paper", chain=place, by=Somebody(), at=AT
    )
    assert plain == PHONE
    reading = queries.readings(place.key)[-1]
    assert (reading.event, reading.values["purpose"]) == ("SensitiveUse", "printed on a paper")


def test_a_reading_in_an_act_that_fails_is_not_given(staff, place):
    before = len(queries.readings(place.key))
    with pytest.raises(ZeroDivisionError), atomic():
        actions.reveal(staff, "phone", reason="核对号码", chain=place, by=Somebody(), at=AT)
        raise ZeroDivisionError
    assert len(queries.readings(place.key)) == before


def test_only_what_is_sealed_can_be_revealed(staff, place):
    with pytest.raises(TypeError, match="number is not a sealed field"):
        actions.reveal(staff, "number", reason="核对号码", chain=place, by=Somebody(), at=AT)


def test_keys_are_in_no_words(staff):
    ring = vault.keyring()
    secrets = [*ring.sealing.values(), ring.index, ring.marking, ring.django]
    cipher = vault.chain_cipher("house")
    shown = f"{ring!r} {ring} {cipher!r} {cipher}"
    assert not any(secret in shown for secret in secrets)
    for held in (ring, cipher):
        with pytest.raises(TypeError):
            pickle.dumps(held)


MAY_OPEN = ("ledger", "agencies/signing_in")


def test_nobody_but_the_ledger_and_the_sign_in_opens_a_sealed_value():
    package = Path(guihang.__file__).parent
    openers = [
        str(path.relative_to(package))
        for path in sorted(package.rglob("*.py"))
        if _opens(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert [path for path in openers if not path.startswith(MAY_OPEN)] == []


def _opens(tree):
    """Tell whether a module calls vault.open or vault.unseal, or takes them from the vault."""
    return any(_takes(node) & {"open", "unseal"} for node in ast.walk(tree))


def _takes(node):
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "vault":
        return {node.attr}
    if isinstance(node, ast.ImportFrom) and node.module == "guihang.ledger.vault":
        return {alias.name for alias in node.names}
    return set()
