"""Breaches stopped on the spot, and incidents that are reported up (现场制止、突发事件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Incident
from guihang.law.refusals import BadFacts
from guihang.law.rules.limbs import grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Step, Verdict, need


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """Something grave that happened."""

    incident: Annotated[Incident | None, Text("突发事件", "what happened")] = None
    day: Annotated[date | None, Text("发生或者得知之日", "day it was learned of")] = None


@dataclass(frozen=True, slots=True)
class Reported:
    """Whether the law names the event, with whom it is dealt, to whom reported, and by when."""

    national: bool
    at_once: bool
    together_with: tuple[Body, ...]
    reported_up_to: Body | None
    told: tuple[Body, ...]
    due: date | None


@rule("incidents.report", "measures-2020:52", zh="突发事件的处置与报告")
def report(facts: IncidentFacts, law: Statutes) -> Answer[Reported]:
    """Unnatural death, suspected crime and mass incidents are dealt with and reported at once."""
    incident = need(facts.incident, "incident", Text("突发事件种类", "what happened"))
    if incident is Incident.OTHER:
        says = Text("全国性规定未列明，按地方规定处理", "not named nationally; local rules apply")
        found = grounds(law, says, "local:incidents")
        return Verdict(Reported(False, False, (), None, (), None), found)
    day = need(facts.day, "day", Text("得知之日", "the day it was learned of"))
    if day > law.on:
        why = Text("晚于查看之日。", "It lies after the day asked about.")
        raise BadFacts("day", why=why, ground="measures-2020:52")
    says = Text(
        "会同公安机关等立即处置，及时报告上一级并通报检察院",
        "with the police, reported up and told",
    )
    outcome = Reported(True, True, (Body.POLICE,), Body.CITY, (Body.PROCURATORATE,), day)
    step = Step(says, day, "measures-2020:52")
    return Verdict(outcome, grounds(law, says, "measures-2020:52"), (step,))


@dataclass(frozen=True, slots=True)
class CaughtFacts:
    """Somebody is breaking the rules before the officer's eyes."""

    stopped: Annotated[bool | None, Text("制止有效", "it could be stopped")] = None


class OnTheSpot(Code):
    """What the officer does (现场处置)."""

    STOP = "stop", "立即制止", "stop it at once"
    CALL_POLICE = "call_police", "立即通知公安机关到场处置", "call the police to the spot at once"


@dataclass(frozen=True, slots=True)
class Stopped:
    """What is to be done on the spot."""

    steps: tuple[OnTheSpot, ...]
    told: tuple[Body, ...]


@rule("incidents.stop", "ccl-2019:31", zh="正在实施违规行为的制止")
def stop(facts: CaughtFacts, law: Statutes) -> Answer[Stopped]:
    """Whoever is caught breaking the rules is stopped at once; in vain, the police are called."""
    stopped = need(facts.stopped, "stopped", Text("制止是否有效", "whether it could be stopped"))
    says = Text(
        "立即制止；制止无效的，立即通知公安机关", "stopped at once, or the police are called"
    )
    found = grounds(law, says, "ccl-2019:31")
    if stopped:
        return Verdict(Stopped((OnTheSpot.STOP,), ()), found)
    return Verdict(Stopped((OnTheSpot.STOP, OnTheSpot.CALL_POLICE), (Body.POLICE,)), found)
