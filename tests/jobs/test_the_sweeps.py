import pytest

from guihang.doors.jobs.sweeps import SWEEPS
from guihang.exchange import queries as exchange


@pytest.mark.django_db(databases=["default", "positions"])
def test_every_sweep_may_run_twice(play):
    play.up_to("confirm")
    play.later(days=8)
    for _ in range(2):
        for sweep in SWEEPS:
            sweep.run(play.at)
    assert play.stage() == "effective"
    told = [one.kind for one in exchange.notices(play.actor("township_officer"))]
    assert told.count("matter.in_force") == 1


def test_sweeps_have_names_of_their_own():
    assert len({sweep.name for sweep in SWEEPS}) == len(SWEEPS)
