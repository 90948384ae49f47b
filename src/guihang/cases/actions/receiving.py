"""Taking in a notice or papers (收到通知、文书): the person is found or entered, a case begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _
from pypinyin import Style, lazy_pinyin

from guihang.cases.access import check_may_receive
from guihang.cases.actions.following import follow
from guihang.cases.actions.noting import NOTHING, Besides, account_of, append, demand_possible
from guihang.cases.events import CaseReceived, SideOrderNoted
from guihang.cases.facts import facts_of, law_of
from guihang.cases.identity import check_identity
from guihang.cases.models import Case, Person, SideOrder
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.dossiers.actions import SubjectDraft
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Organ
from guihang.law.events import Event, check_order
from guihang.law.refusals import AlreadyDone
from guihang.law.rules import terms
from guihang.law.rules.closing import check_organ
from guihang.ledger.actions import record

ONCE = "house:one-case-a-judgment"


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What the papers say of a person; only the name must be known."""

    name: str
    identity_number: str = ""
    phone: str = ""
    home: str = ""
    birth: date | None = None
    sex: str = ""
    former_name: str = ""
    nation: str = ""
    education: str = ""
    marriage: str = ""
    work: str = ""
    registered_home: str = ""
    health: str = ""
    record: str = ""
    resume: str = ""
    relatives: str = ""
    account: object | None = None


@dataclass(frozen=True, slots=True)
class SideDraft:
    """One thing ordered beside the sentence."""

    kind: str
    words: str = ""
    length: str = ""
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What the judgment, ruling or decision says (裁判、决定), as the paper has it."""

    kind: str
    organ: str
    organ_name: str
    judgment_number: str = ""
    execution_number: str = ""
    judged_on: date | None = None
    organ_elsewhere: bool | None = None
    organ_other_province: bool | None = None
    crime: str = ""
    crime_class: str = ""
    crime_facts: str = ""
    penalty: str = ""
    sentence: str = ""
    probation: str = ""
    several_crimes: bool = False
    sentence_begins: date | None = None
    sentence_ends: date | None = None
    paper_begins: date | None = None
    paper_ends: date | None = None
    minor_at_crime: bool | None = None
    schooling_done: bool | None = None
    repeat_offender: bool | None = None
    ringleader: bool | None = None
    outside_ground: str = ""
    custody_place: str = ""
    sides: tuple[SideDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A notice or papers as they came: who, under which order, to which office, what happened."""

    person: PersonDraft
    order: OrderDraft
    unit: object
    area: object | None = None
    channel: str = "counter"
    events: Sequence[Event] = field(default_factory=tuple)
    besides: Besides = NOTHING


@atomic
def receive(*, receipt: Receipt, by, at: datetime) -> Case:
    """Begin a case from a notice or papers; the same order of the same person begins it once."""
    check_may_receive(by, receipt.unit.path)
    _check_draft(receipt.order)
    person = found_or_entered(receipt.person, at)
    dossier = dossiers.open_dossier(
        kind="person", unit=receipt.unit, subject=person.subject, by=by, at=at
    )
    case = _begun(receipt, person, dossier, by, at)
    _check_order(case, day_of(at))
    received = CaseReceived(case=case.number, kind=case.kind, channel=receipt.channel)
    record(received, chain=case.chain, by=by, at=at)
    for side in receipt.order.sides:
        add_side(case, side, by, at)
    for event in receipt.events:
        demand_possible(case, event, day_of(at))
        append(case, event, receipt.besides, by, at)
    return follow(case, by_id=account_of(by), at=at, on=day_of(at))


def found_or_entered(draft: PersonDraft, at: datetime) -> Person:
    """Return the person with this identity number, or enter a new one."""
    number = check_identity(draft.identity_number, birth=draft.birth, sex=draft.sex)
    known = _known(number.number) if number else None
    if known is not None:
        return known
    subject = dossiers.enter_subject(
        draft=SubjectDraft(
            name=draft.name,
            identity_number=number.number if number else "",
            phone=draft.phone,
            address=draft.home,
            account=draft.account,
        )
    )
    return Person.objects.create(
        subject=subject,
        pinyin=pinyin_of(subject.name),
        birth=draft.birth or (number.birth if number else None),
        sex=draft.sex or (number.sex if number else ""),
        former_name=draft.former_name,
        nation=draft.nation,
        education=draft.education,
        marriage=draft.marriage,
        work=draft.work,
        registered_home=draft.registered_home,
        health=draft.health,
        record=draft.record,
        resume=draft.resume,
        relatives=draft.relatives,
        changed_at=at,
    )


def pinyin_of(name: str) -> str:
    """Return how a name is typed: whole syllables, then their initials (tangwenbin twb)."""
    whole = "".join(lazy_pinyin(name)).lower()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return f"{whole} {initials}"[:200]


def add_side(case: Case, draft: SideDraft, by, at: datetime) -> SideOrder:
    """Note a prohibition order, an additional penalty or an occupation ban of a case."""
    side = SideOrder.objects.create(
        case=case,
        kind=draft.kind,
        words=draft.words,
        length=draft.length,
        begins=draft.begins,
        ends=draft.ends,
        at=at,
        by_id=account_of(by),
    )
    noted = SideOrderNoted(
        case=case.number, kind=side.kind, begins=side.begins, ends=side.ends, because=""
    )
    record(noted, chain=case.chain, by=by, at=at)
    return side


def _known(identity_number: str) -> Person | None:
    subject = files.subject_identified(identity_number)
    if subject is None:
        return None
    person = Person.objects.select_related("merged_into").filter(subject=subject).first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    return person


def _begun(receipt: Receipt, person: Person, dossier, by, at: datetime) -> Case:
    order = receipt.order
    named = {one.name: getattr(order, one.name) for one in fields(order) if one.name != "sides"}
    try:
        with atomic():
            return Case.objects.create(
                dossier=dossier,
                person=person,
                unit_path=dossier.unit_path,
                area=receipt.area,
                channel=receipt.channel,
                received_at=at,
                received_by_id=account_of(by),
                **named,
            )
    except IntegrityError:
        raise AlreadyDone(
            why=_("This person's case under this judgment was received already."),
            ground=ONCE,
            remedy=_("Open that case; if the judgment's number is another, correct it here."),
        ) from None


def _check_draft(order: OrderDraft) -> None:
    """Refuse days out of order and an organ that cannot have decided, before anything is begun."""
    check_order("sentence_ends", order.sentence_begins, order.sentence_ends)
    check_order("paper_ends", order.paper_begins, order.paper_ends)
    for side in order.sides:
        check_order("sides", side.begins, side.ends)
    check_organ(Kind(order.kind), Organ(order.organ))


def _check_order(case: Case, on: date) -> None:
    """Refuse an order the law does not allow; the field that is wrong is named."""
    facts = facts_of(Case.objects.for_facts().get(pk=case.pk))
    facts.check()
    # What is missing is asked for later; what the law does not allow is refused now.
    terms.derived(facts, law_of(case, on))
