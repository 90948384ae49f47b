"""Who of the offices owes what the law lays on a body, in one case."""

from __future__ import annotations

from guihang.agencies.vocabulary import Role
from guihang.cases.models import Case
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.codes import Body
from guihang.law.rungs import Rung

OF_THE_OFFICE = frozenset({Body.OFFICE, Body.GROUP})
OF_THE_PERSON = frozenset({Body.PERSON, Body.GUARDIAN, Body.GUARANTOR})
ON_RUNGS = {
    Body.BUREAU_HEAD: Rung.BUREAU_HEAD,
    Body.CITY: Rung.CITY,
    Body.PROVINCE: Rung.PROVINCE,
}
OURS = frozenset({Body.COUNTY, Body.OFFICER, *OF_THE_OFFICE})


def keepers(case: Case) -> tuple[Bearer, ...]:
    """Return who works on a case: the named post, else the squad in charge of its office."""
    if case.post_id:
        return (owing.post(case.post_id),)
    return (owing.role(Role.SQUAD_OFFICER, case.unit_path),)


def bearers(case: Case, body: Body) -> tuple[Bearer, ...]:
    """Return who owes what a body owes; nobody here for courts, police and prisons."""
    if body in OF_THE_PERSON:
        account = case.person.subject.account_id
        return (owing.account(account),) if account else ()
    if body in ON_RUNGS:
        return (owing.rung(ON_RUNGS[body], case.unit_path),)
    if body is Body.PROCURATORATE:
        return (owing.role(Role.PROCURATOR, case.unit_path),)
    if body in OF_THE_OFFICE:
        return (owing.role(Role.TOWNSHIP_OFFICER, case.unit_path),)
    return keepers(case) if body in OURS else ()


def waiting(case: Case, body: Body) -> tuple[Bearer, ...]:
    """Return who waits until a body has done what it owes: whoever works on the case."""
    return () if body in OURS else keepers(case)
