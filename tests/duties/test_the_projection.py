"""Whatever people do, the list of what is owed equals what is derived anew from what happened."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guihang.cli import duties as command
from guihang.decisions.actions import Note
from guihang.duties import actions, ports, queries
from guihang.duties.models import Duty, Party
from guihang.law.refusals import Refused
from matters import REFUSAL

PEOPLE = (
    "squad_leader",
    "squad_officer",
    "second_squad_officer",
    "brigade_leader",
    "deputy_leader",
    "township_officer",
)
OPINION = Note(opinion="已核对。")
DEEDS = {
    "check": lambda play, name: play.act("check", name, OPINION),
    "grant": lambda play, name: play.act("grant", name, OPINION),
    "refuse": lambda play, name: play.act("refuse", name, REFUSAL),
    "send_back": lambda play, name: play.send_back(name),
    "resubmit": lambda play, name: play.resubmit(name),
    "withdraw": lambda play, name: play.withdraw(name),
    "tell": lambda play, name: play.tell(name),
    "confirm": lambda play, name: play.confirm(name),
    "leave": lambda play, name: play.leave(name),
    "end": lambda play, name: play.end(name),
    "put_off": lambda play, name: put_off_the_first(play, name),
    "wait": lambda play, _name: play.later(days=9),
    "sweep": lambda play, _name: play.sweep(),
    "long": lambda play, _name: play.later(days=170),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(PEOPLE)), min_size=4, max_size=14
)


def put_off_the_first(play, name):
    on = play.at.date()
    for item in queries.docket(play.actor(name), on=on):
        actions.put_off(
            key=item.key,
            until=on + timedelta(days=1),
            reason="等待补充材料",
            by=play.actor(name),
            at=play.at,
        )
        return


def projection():
    columns = [field.name for field in Duty._meta.fields if field.name != "id"]
    of_party = ("duty__of", "duty__what", "duty__turn", "side", "token", "unit_path")
    duties = sorted(map(repr, Duty.objects.values_list(*columns)))
    return duties, sorted(Party.objects.values_list(*of_party))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_the_projection_equals_what_is_derived_anew_after_any_acts(cast, steps):
    from django.db import transaction

    import matters

    with transaction.atomic():
        play = matters.play(cast)
        play.ask()
        for deed, name in steps:
            try:
                DEEDS[deed](play, name)
            except Refused:
                continue
        kept = projection()
        assert actions.rebuild_all(on=play.at.date()).mended == 0
        Duty.objects.all().delete()
        actions.rebuild_all(on=play.at.date())
        assert projection() == kept
        transaction.set_rollback(True)


def test_rebuilding_mends_what_was_altered_and_says_how_much(play):
    play.up_to("check")
    kept = projection()
    Duty.objects.update(due=None)
    Party.objects.all().delete()
    found = actions.rebuild_all(on=play.at.date())
    assert (found.looked_at, found.mended) == (2, 1)
    assert projection() == kept


def test_rebuilding_removes_what_no_source_hands_in(play):
    play.ask()
    duty = Duty.objects.get()
    Duty.objects.filter(pk=duty.pk).update(of="2026-委-9999")
    Duty.objects.create(
        source="long gone", of="1", what="x", unit_path="43/", opens_on=play.at.date(), ground="x"
    )
    actions.rebuild_all(on=play.at.date())
    assert [one.of for one in Duty.objects.all()] == [play.matter.number]


def test_what_was_put_off_stays_put_off_after_rebuilding(play):
    play.ask()
    put_off_the_first(play, "squad_officer")
    kept = projection()
    Duty.objects.all().delete()
    actions.rebuild_all(on=play.at.date())
    assert projection() == kept
    assert Duty.objects.get().put_off_because == "等待补充材料"


def test_the_command_says_what_it_mended(play, capsys, monkeypatch):
    play.ask()
    monkeypatch.setattr(command, "use_home", lambda home: home)
    Duty.objects.update(ground="")
    assert command.main(["rebuild"]) == 0
    assert capsys.readouterr().out == "Looked at 2, mended 1.\n"


def test_a_source_handed_in_again_replaces_the_one_before(monkeypatch):
    class Lamps(ports.Source):
        name = "lamps"

        def owed(self, of, *, on):
            return ()

        def all_keys(self):
            return ()

    monkeypatch.setattr(ports, "_sources", {})
    first, second = Lamps(), Lamps()
    ports.bind(first)
    ports.bind(second)
    assert ports.sources() == (second,)


def test_a_code_of_a_duty_has_one_meaning():
    from guihang.duties import kinds

    known = kinds.all_kinds()[0]
    kinds.register(known)
    with pytest.raises(ValueError, match=known.what):
        kinds.register(kinds.DutyKind(known.what, "", "", "", "", "", ""))
