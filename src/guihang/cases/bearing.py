"""Who of the offices owes what the law lays on a body, in one case."""

from __future__ import annotations

from collections.abc import Mapping

from guihang.agencies.vocabulary import Role
from guihang.cases.models import Case
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.codes import Body
from guihang.law.obligations import Obligation
from guihang.law.rungs import Rung

OF_THE_OFFICE = frozenset({Body.OFFICE, Body.GROUP})
OF_THE_PERSON = frozenset({Body.PERSON, Body.GUARDIAN, Body.GUARANTOR})
ON_RUNGS = {
    Body.BUREAU_HEAD: Rung.BUREAU_HEAD,
    Body.CITY: Rung.CITY,
    Body.PROVINCE: Rung.PROVINCE,
}
ENTRUSTED: Mapping[str, tuple[str, ...]] = {
    "induction": ("intake.declare", "minors.call_guardian", "minors.tell_aid"),
    "plan": ("group.form", "levels.assess", "levels.plan", "levels.adjust_plan"),
    "daily": (
        "missing.search",
        "health.report",
        "health.review",
        "leave.return",
        "reporting.regular",
        "reporting.tell_change",
    ),
    "help": ("closing.link_aid", "minors.tell_education"),
}
"""House rule: by which power an office is charged with which duties, or awaits them.

The law lays the duties on the county agency and the person; what an office is entrusted with is
written into its paper (委托). What only the agency may do is in no list.
"""
POWER_OF = {name: power for power, names in ENTRUSTED.items() for name in names}
OURS = frozenset({Body.COUNTY, Body.OFFICER, *OF_THE_OFFICE})


def keepers(case: Case) -> tuple[Bearer, ...]:
    """Return who works on a case: the named post, else the squad in charge of its office."""
    if case.post_id:
        return (owing.post(case.post_id),)
    return (owing.role(Role.SQUAD_OFFICER, case.unit_path),)


def bearers(case: Case, obligation: Obligation) -> tuple[Bearer, ...]:
    """Return who owes what the law lays on a body; nobody here for courts, police and prisons.

    What the county agency owes stands on the docket of the township office too, on the days on
    which the office is entrusted with that work: whoever does it first has done it.
    """
    body = obligation.by
    if body in OF_THE_PERSON:
        account = case.person.subject.account_id
        return (owing.account(account),) if account else ()
    if body in ON_RUNGS:
        return (owing.rung(ON_RUNGS[body], case.unit_path),)
    if body is Body.PROCURATORATE:
        return (owing.role(Role.PROCURATOR, case.unit_path),)
    if body in OF_THE_OFFICE:
        return (owing.role(Role.TOWNSHIP_OFFICER, case.unit_path),)
    return (*keepers(case), *_entrusted(case, obligation)) if body in OURS else ()


def waiting(case: Case, obligation: Obligation) -> tuple[Bearer, ...]:
    """Return who waits until a duty is done.

    Of what others owe, whoever works on the case, and the office that looks after everyday
    reports; of what the agency owes the procuratorate, the procuratorate.
    """
    if obligation.by in OURS:
        to_them = Body.PROCURATORATE in (*obligation.to, obligation.told)
        return (owing.role(Role.PROCURATOR, case.unit_path),) if to_them else ()
    return (*keepers(case), *_entrusted(case, obligation))


def _entrusted(case: Case, obligation: Obligation) -> tuple[Bearer, ...]:
    power = POWER_OF.get(obligation.name)
    return (owing.entrusted(power, case.unit_path),) if power else ()
