"""Steps of other ends: pardon, death, the notices, flight, resettlement aid, a held end."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guihang.cases import actions
from guihang.cases.access import check_may_change_term, check_may_close, check_may_work
from guihang.cases.vocabulary import State
from guihang.doors.desk.cases import screens, stepping
from guihang.doors.desk.cases.stepping import OPEN, Asked, Step, StepForm
from guihang.doors.desk.cases.steps.ending import end_beside
from guihang.law.codes import Body

OVER = frozenset({State.TERMINATED})


class PardonForm(StepForm):
    """Which ruling pardoned the person, and when."""

    day = stepping.day(_("Day of the pardon"))
    number = stepping.line(_("Number of the ruling"), max_length=60)


def _pardon(asked: Asked):
    return actions.note_pardon(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class DeathForm(StepForm):
    """When the person died, who told it, and what proves it."""

    died = stepping.day(_("Day of death"))
    learned = stepping.day(_("Day the agency learned of it"))
    told_by = stepping.line(_("Who told of it"), max_length=60)
    words = stepping.words(
        _("How it is known"), 2, help_text=_("The certificate or other proof. Kept sealed.")
    )
    unnatural = stepping.tick(
        _("An unnatural death"), help_text=_("It is then reported up and to the procuratorate.")
    )


def _death(asked: Asked):
    told = actions.Death(**asked.given)
    return actions.learn_of_death(case=asked.case, told=told, by=asked.by, at=asked.at)


class TellForm(StepForm):
    """Nothing: the paper says it, and the law names whom it goes to."""


def _tell(asked: Asked):
    return actions.tell_end(case=asked.case, by=asked.by, at=asked.at)


class FlightForm(StepForm):
    """Since when the person is missing, and what is known."""

    day = stepping.day(_("Missing since"))
    words = stepping.words(_("What is known of where he may be"), 3)


def _flight(asked: Asked):
    return actions.note_flight(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class AidForm(StepForm):
    """To which office, on which day."""

    day = stepping.day(_("Day of the hand-over"))
    to = stepping.line(_("Resettlement aid office"), max_length=80)


def _aid(asked: Asked):
    return actions.link_aid(case=asked.case, **asked.given, by=asked.by, at=asked.at)


class HoldingForm(StepForm):
    """What is known besides what holds it."""

    words = stepping.words(_("Words to the report"), 3, required=False, max_length=1000)


def _holding(asked: Asked):
    return actions.report_holding(case=asked.case, **asked.given, by=asked.by, at=asked.at)


stepping.enter(
    Step(
        slug="aid",
        title=_("Hand over to resettlement aid"),
        verb=_("Send the letter"),
        done=_("The letter to resettlement aid was sent"),
        form=AidForm,
        act=_aid,
        guard=check_may_work,
        group="end",
        states=OPEN | {State.DISCHARGED},
        beside=end_beside,
    ),
    Step(
        slug="hold",
        title=_("Report a held end"),
        verb=_("Send the report"),
        done=_("Organ and procuratorate were told that people must decide"),
        form=HoldingForm,
        act=_holding,
        guard=check_may_close,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="pardon",
        title=_("The person was pardoned"),
        verb=_("Note the pardon"),
        done=_("The pardon was noted; the discharge comes next"),
        form=PardonForm,
        act=_pardon,
        guard=check_may_change_term,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="death",
        title=_("The person has died"),
        verb=_("Note the death"),
        done=_("The death was noted; terminate it and send the notices"),
        form=DeathForm,
        act=_death,
        guard=check_may_work,
        group="end",
        beside=end_beside,
    ),
    Step(
        slug="tell-end",
        title=_("Send the notices of termination"),
        verb=_("Issue and send them"),
        done=_("Those the law names were told"),
        form=TellForm,
        act=_tell,
        guard=check_may_close,
        group="end",
        states=OVER,
        beside=end_beside,
    ),
    Step(
        slug="flight",
        title=_("Ruled, but in flight"),
        verb=_("Send the letter to the police"),
        done=_("The police were told; they hunt"),
        form=FlightForm,
        act=_flight,
        guard=check_may_close,
        group="end",
        states=OPEN | OVER,
        beside=end_beside,
    ),
)

TELLING = (
    *(f"closing.termination_to_{to.value}" for to in (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)),
    *(
        f"death.tell_{to.value}"
        for to in (
            Body.ORGAN,
            Body.PROCURATORATE,
            Body.POLICE,
            Body.PRISON,
            Body.DETENTION_HOUSE,
            Body.PRISON_BUREAU,
        )
    ),
)
"""What is owed to whoever is told of an end: one paper tells them all."""


def _telling(number: str, of: str) -> str:
    return reverse("desk:case_step", args=[number, "tell-end"])


for _name in TELLING:
    screens.lead(_name, _telling)
