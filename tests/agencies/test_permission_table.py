"""Every cell of every guard's table, of all rooms: role by relation, as the table says it."""

import inspect
from dataclasses import replace
from importlib import import_module

import pytest

from guihang.agencies import permissions
from guihang.agencies.authority import Actor, Holding, guard, holding_for, may, relation
from guihang.agencies.vocabulary import AccountKind, Relation, Role
from guihang.law.refusals import NotYours
from guihang.ledger.chains import SYSTEM

COUNTY = "00/43/4311/431103/"
PLACES = {
    Relation.OWN: COUNTY + "431103-B1/",
    Relation.BELOW: COUNTY + "431103001/",
    Relation.ABOVE: COUNTY,
    Relation.BESIDE: COUNTY + "431103009/",
    Relation.FOREIGN: "00/43/4311/431102/431102001/",
}
GUARDS = permissions.guards()


def holding(role, *, may_sign=True):
    return Holding(
        post_id=1,
        unit_code="431103-B1",
        unit_path=PLACES[Relation.OWN],
        role=role,
        may_sign=may_sign,
        domain=(PLACES[Relation.OWN], PLACES[Relation.BELOW]),
        county_path=COUNTY,
    )


def somebody(role, *, may_sign=True):
    return Actor(1, "某某", AccountKind.STAFF, (holding(role, may_sign=may_sign),))


def is_refused(entry, by, path):
    try:
        entry.demand(by, path)
    except NotYours:
        return True
    return False


@pytest.mark.parametrize("where", Relation)
def test_the_five_places_lie_where_the_table_says(where):
    assert relation(holding(Role.SQUAD_LEADER), PLACES[where]) is where


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("entry", GUARDS, ids=lambda entry: entry.name)
def test_a_guard_answers_each_cell_as_its_table_says(entry, role):
    by = somebody(role)
    answers = {where for where in Relation if not is_refused(entry, by, PLACES[where])}
    assert answers == set(entry.table.get(role, ()))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "entry", [entry for entry in GUARDS if entry.signing], ids=lambda entry: entry.name
)
def test_what_is_signed_is_refused_to_a_post_that_may_not_sign(entry, role):
    by = somebody(role, may_sign=False)
    assert all(is_refused(entry, by, path) for path in PLACES.values())


@pytest.mark.parametrize("entry", GUARDS, ids=lambda entry: entry.name)
def test_whoever_holds_nothing_may_nothing(entry):
    nobody = Actor(1, "某某", AccountKind.STAFF)
    assert all(is_refused(entry, nobody, path) for path in PLACES.values())


@pytest.mark.parametrize("entry", GUARDS, ids=lambda entry: entry.name)
def test_the_system_itself_may_only_what_says_so(entry):
    assert entry.waived(SYSTEM, of=0) is entry.machine


@pytest.mark.parametrize("entry", GUARDS, ids=lambda entry: entry.name)
def test_only_a_guard_that_says_so_lets_somebody_act_on_himself(entry):
    assert entry.waived(Actor(7, "某某", AccountKind.STAFF), of=7) is entry.oneself
    assert not entry.waived(Actor(7, "某某", AccountKind.STAFF), of=8)


WITHOUT_FURTHER_CONDITIONS = [
    entry
    for entry in GUARDS
    if list(inspect.signature(entry.check).parameters) == ["by", "unit_path"]
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("entry", WITHOUT_FURTHER_CONDITIONS, ids=lambda entry: entry.name)
def test_the_button_and_the_action_give_the_same_answer(entry, role):
    check = getattr(import_module(entry.check.__module__), entry.check.__name__)
    by = somebody(role)
    for path in PLACES.values():
        assert may(check, by, path) is not is_refused(entry, by, path)


@pytest.mark.parametrize("entry", GUARDS, ids=lambda entry: entry.name)
def test_a_refusal_says_why_and_what_to_do(entry):
    with pytest.raises(NotYours) as refused:
        entry.demand(Actor(1, "某某", AccountKind.STAFF), PLACES[Relation.OWN])
    assert str(refused.value.why)
    assert str(refused.value.remedy)
    assert refused.value.ground


def test_the_page_shows_every_guard_and_who_may():
    page = permissions.table()
    for entry in GUARDS:
        assert f"**{entry.name}**" in page
    row = next(line for line in page.splitlines() if "**change_posts**" in line)
    assert row.count("own, below") == 1


def test_an_administrator_and_an_auditor_open_no_file():
    files = {
        entry.name
        for entry in GUARDS
        if entry.check.__module__.split(".")[1] in {"dossiers", "decisions", "duties", "bureau"}
        for role in (Role.ADMINISTRATOR, Role.AUDITOR)
        if entry.table.get(role)
    }
    assert files <= {"set_paper_mark"}  # how papers are numbered, not what they say


def test_two_guards_never_share_a_name():
    with pytest.raises(ValueError, match="change_units"):
        guard("change_units", {}, says="")(lambda by, unit_path: None)


def test_a_signature_names_the_holding_it_was_given_under():
    own = holding(Role.SQUAD_LEADER)
    stands_in = replace(holding(Role.ADMINISTRATOR), post_id=2, deputy_for="魏一鸣")
    by = Actor(1, "某某", AccountKind.STAFF, (own, stands_in))
    held = holding_for(by, "change_posts", PLACES[Relation.OWN])
    assert (held.post_id, held.deputy_for) == (2, "魏一鸣")
    with pytest.raises(NotYours):
        holding_for(by, "change_posts", PLACES[Relation.FOREIGN])


def test_the_refusal_of_a_post_that_may_not_sign_says_so():
    with pytest.raises(NotYours) as refused:
        holding_for(somebody(Role.BUREAU_HEAD, may_sign=False), "entrust", PLACES[Relation.BELOW])
    assert "state staff" in str(refused.value.why)
