"""Persons and who has charge: entries changed, records merged and split, cases handed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import may
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.access import check_may_hand_over, check_may_merge, check_may_work
from guihang.cases.actions.following import follow
from guihang.cases.actions.noting import Besides, fresh, locked, note
from guihang.cases.actions.receiving import pinyin_of
from guihang.cases.actions.terms import is_other
from guihang.cases.events import CaseChanged, PersonsMerged, PersonsSplit
from guihang.cases.identity import check_identity
from guihang.cases.models import Case, Merger, Person
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.dossiers.actions import account_of, grounded
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooLate
from guihang.ledger.actions import hold, record

RULE = "house:persons"
OF_SUBJECT = {
    "name": "name",
    "identity_number": "identity_number",
    "phone": "phone",
    "home": "address",
}
OF_PERSON = (
    "birth", "sex", "former_name", "nation", "nationality", "education", "marriage", "occupation",
    "work", "contact", "registered_home", "health", "mental_illness", "infection", "record",
    "resume", "relatives",
)  # fmt: skip


@atomic
def change_person(
    *, person: Person, changes: Mapping[str, object], because: str, by, at: datetime
) -> Person:
    """Change what is known of a person; each of his cases keeps the names of what was changed."""
    person = _held(person)
    cases = _cases(person)
    if not any(may(check_may_work, by, case.unit_path) for case in cases):
        raise NotYours(
            why=_("There is no such person in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look the name up in the register."),
        )
    reason = grounded(because)
    changes = _identified(person, dict(changes))
    changed = _write(person, changes, at)
    for case in cases:
        told = CaseChanged(case=case.number, entries=tuple(changed), because=reason)
        record(told, chain=case.chain, by=by, at=at)
        follow(case, by_id=account_of(by), at=at, on=day_of(at))
    return person


def _identified(person: Person, changes: dict[str, object]) -> dict[str, object]:
    """Let a new identity number bring its birth and sex along; one of another person is refused."""
    if unknown := [name for name in changes if name not in OF_SUBJECT and name not in OF_PERSON]:
        raise BadFacts(unknown[0], why=_("This entry is not changed here."), ground=RULE)
    if not changes.get("identity_number"):
        return changes
    birth, sex = changes.get("birth"), changes.get("sex")
    told = check_identity(
        str(changes["identity_number"]),
        birth=birth if isinstance(birth, date) else None,
        sex=str(sex or ""),
    )
    if told is None:
        return changes
    other = files.subject_identified(told.number)
    if other is not None and other.pk != person.subject_id:
        raise AlreadyDone(
            why=_("Another person on the register has this identity number."),
            ground=RULE,
            remedy=_("If both are one person, merge the two records."),
        )
    return changes | {"identity_number": told.number, "birth": told.birth, "sex": told.sex}


def _write(person: Person, changes: Mapping[str, object], at: datetime) -> list[str]:
    own = [name for name in OF_PERSON if name in changes and is_other(person, name, changes[name])]
    of_subject = {
        column: changes[name]
        for name, column in OF_SUBJECT.items()
        if name in changes and is_other(person.subject, column, changes[name])
    }
    if not own and not of_subject:
        raise AlreadyDone(
            why=_("Nothing was changed: everything stands so already."),
            ground=RULE,
            remedy=_("Change an entry, or leave the person as he is."),
        )
    if of_subject:
        person.subject = dossiers.change_subject(subject=person.subject, changes=of_subject)
    for name in own:
        setattr(person, name, changes[name])
    person.pinyin, person.changed_at = pinyin_of(person.subject.name), at
    person.save()
    named = (name for name, column in OF_SUBJECT.items() if column in of_subject)
    return sorted((*own, *named))


@atomic
def merge(*, kept: Person, folded: Person, because: str, by, at: datetime) -> Merger:
    """Merge two records of one person (人员合并): the cases move, and can be split off again."""
    if kept.pk == folded.pk:
        raise BadFacts("folded", why=_("This is one record already."), ground=RULE)
    first, second = sorted((kept, folded), key=lambda one: one.pk)
    held = {one.pk: one for one in (_held(first), _held(second))}
    kept, folded = held[kept.pk], held[folded.pk]
    moving, staying = _cases(folded), _cases(kept)
    _demand_charge(by, (*moving, *staying))
    if kept.merged_into_id or folded.merged_into_id:
        raise AlreadyDone(
            why=_("One of these records was merged already."),
            ground=RULE,
            remedy=_("Open the record that was kept."),
        )
    merger = Merger.objects.create(
        kept=kept,
        folded=folded,
        cases=[case.pk for case in moving],
        at=at,
        by_id=account_of(by),
        because=grounded(because),
    )
    folded.merged_into = kept
    folded.save(update_fields=["merged_into"])
    _move(moving, kept)
    told = PersonsMerged(kept=kept.pk, folded=folded.pk, because=merger.because)
    _record_in((*moving, *staying), told, by, at)
    return merger


@atomic
def split(*, merger: Merger, because: str, by, at: datetime) -> Merger:
    """Take apart what was merged by mistake (人员拆分): the cases that were moved go back."""
    merger = (
        Merger.objects.select_for_update(of=("self",))
        .select_related("kept__subject", "folded__subject")
        .get(pk=merger.pk)
    )
    staying = _cases(merger.kept)
    _demand_charge(by, staying)
    if merger.split_at is not None:
        raise AlreadyDone(
            why=_("These records were split already."),
            ground=RULE,
            remedy=_("The history says when, by whom and why."),
        )
    back = [case for case in staying if case.pk in set(merger.cases)]
    merger.split_at, merger.split_by_id = at, account_of(by)
    merger.split_because = grounded(because)
    merger.save(update_fields=["split_at", "split_by", "split_because"])
    merger.folded.merged_into = None
    merger.folded.save(update_fields=["merged_into"])
    _move(back, merger.folded)
    told = PersonsSplit(kept=merger.kept_id, folded=merger.folded_id, because=merger.split_because)
    _record_in(staying, told, by, at)
    return merger


def _move(cases: Iterable[Case], to: Person) -> None:
    for case in cases:
        case.person = to
        try:
            with atomic():
                case.save(update_fields=["person"])
        except IntegrityError:
            raise AlreadyDone(
                why=_("Both records have a case under the judgment %(number)s.")
                % {"number": case.judgment_number},
                ground=RULE,
                remedy=_("One of the two was entered twice; correct its number first."),
            ) from None


def _record_in(cases: Iterable[Case], event, by, at: datetime) -> None:
    """Record an event in every case it concerns, and let what is owed carry the right name."""
    cases = tuple(cases)
    hold(*(case.chain for case in cases), by=by, at=at)
    for case in cases:
        record(event, chain=case.chain, by=by, at=at)
        follow(case, by_id=account_of(by), at=at, on=day_of(at))


def _demand_charge(by, cases: Iterable[Case]) -> None:
    for case in cases:
        check_may_merge(by, case.unit_path)


def _held(person: Person) -> Person:
    people = Person.objects.select_for_update(of=("self",)).select_related("subject")
    return people.get(pk=person.pk)


def _cases(person: Person) -> tuple[Case, ...]:
    return tuple(Case.objects.for_facts().filter(person=person).order_by("pk"))


@atomic
def hand_to_office(*, case: Case, unit, because: str, by, at: datetime) -> Case:
    """Hand a case to another office of the county; its file, matters and duties go along."""
    case = locked(case)
    check_may_hand_over(by, case.unit_path)
    check_may_hand_over(by, unit.path)
    reason = grounded(because)
    if unit.path == case.unit_path:
        raise AlreadyDone(
            why=_("This case is in the charge of %(unit)s already.") % {"unit": unit.name},
            ground=RULE,
            remedy=_("Choose another office."),
        )
    if unit.kind != UnitKind.OFFICE or unit.county_path != case.dossier.unit.county_path:
        raise BadFacts(
            "unit",
            why=_("A case is handed on only to a township office of the same county."),
            ground="ccl-2019:27",
            remedy=_("For another county the place of execution is changed."),
        )
    case.unit_path, case.post = unit.path, None
    case.save(update_fields=["unit_path", "post"])
    # Who hears that the file moved finds the case there already.
    dossiers.move_dossier(dossier=case.dossier, unit=unit, because=reason, by=by, at=at)
    event = Event(What.OFFICE_CHANGED, day_of(at))
    note(case=fresh(case), event=event, by=by, at=at, besides=Besides(note=reason))
    return fresh(case)


@atomic
def name_responsible(*, case: Case, post, by, at: datetime) -> Case:
    """Name the post that works on a case; its duties stand on that docket."""
    case = locked(case)
    check_may_hand_over(by, case.unit_path)
    if case.dossier.is_closed:
        raise TooLate(
            why=_("The file of this case is closed."),
            ground=RULE,
            remedy=_("Nobody needs to see to it any more."),
        )
    if post is not None and post.unit.county_path != case.dossier.unit.county_path:
        raise BadFacts("post", why=_("This post is not in the county of the case."), ground=RULE)
    if case.post_id == getattr(post, "pk", None):
        raise AlreadyDone(
            why=_("It is so already."), ground=RULE, remedy=_("Choose somebody else.")
        )
    case.post = post
    case.save(update_fields=["post"])
    told = CaseChanged(case=case.number, entries=("post",), because="")
    record(told, chain=case.chain, by=by, at=at)
    return follow(case, by_id=account_of(by), at=at, on=day_of(at))
