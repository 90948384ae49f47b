"""Taking in a notice or papers (收到通知、文书): the person is found or entered, a case begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.access import check_may_receive
from guihang.cases.actions.following import follow
from guihang.cases.actions.noting import NOTHING, Besides, append, demand_possible
from guihang.cases.events import CaseReceived, SideOrderNoted
from guihang.cases.facts import facts_of_draft, law
from guihang.cases.identity import check_identity
from guihang.cases.models import Case, Person, SideOrder
from guihang.cases.sameness import kept
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.dossiers.actions import SubjectDraft, account_of
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Organ
from guihang.law.events import Event, What, check_order
from guihang.law.facts import CaseFacts
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
    nationality: str = ""
    education: str = ""
    marriage: str = ""
    occupation: str = ""
    work: str = ""
    contact: str = ""
    registered_home: str = ""
    health: str = ""
    mental_illness: str = ""
    infection: str = ""
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
    notes: Mapping[str, str] = field(default_factory=dict)

    def beside(self, event: Event) -> Besides:
        """Return what stands beside an event; some kinds have words of their own."""
        return replace(self.besides, note=self.notes.get(event.what, self.besides.note))


@atomic
def receive(*, receipt: Receipt, by, at: datetime) -> Case:
    """Begin a case from a notice or papers; the same order of the same person begins it once."""
    check_may_receive(by, receipt.unit.path)
    receipt = replace(receipt, person=completed(receipt.person))
    check_lawful(receipt, day_of(at))
    person = found_or_entered(receipt.person, at)
    dossier = dossiers.open_dossier(
        kind="person", unit=receipt.unit, subject=person.subject, by=by, at=at
    )
    case = _begun(receipt, person, dossier, by, at)
    received = CaseReceived(case=case.number, kind=case.kind, channel=receipt.channel)
    record(received, chain=case.chain, by=by, at=at)
    for side in receipt.order.sides:
        write_side(case, side, by, at)
    for event in receipt.events:
        demand_possible(case, event, day_of(at))
        append(case, event, receipt.beside(event), by, at)
    return follow(case, by_id=account_of(by), at=at, on=day_of(at))


def completed(draft: PersonDraft) -> PersonDraft:
    """Return a draft with what its identity number tells; a wrong number is refused."""
    told = check_identity(draft.identity_number, birth=draft.birth, sex=draft.sex)
    if told is None:
        return draft
    return replace(draft, identity_number=told.number, birth=told.birth, sex=told.sex)


def found_or_entered(draft: PersonDraft, at: datetime) -> Person:
    """Return the person with this identity number, or enter a new one."""
    draft = completed(draft)
    dossiers.hold_identity(draft.identity_number)
    known = _known(draft.identity_number) if draft.identity_number else None
    if known is not None:
        return known
    subject = dossiers.enter_subject(draft=subject_draft(draft))
    person = person_of(draft, subject, at)
    person.save(force_insert=True)
    return person


def subject_draft(draft: PersonDraft) -> SubjectDraft:
    """Return what the file keeps of a person."""
    return SubjectDraft(draft.name, draft.identity_number, draft.phone, draft.home, draft.account)


def person_of(draft: PersonDraft, subject, at: datetime) -> Person:
    """Return a person as he will be entered, not yet written."""
    return Person(
        subject=subject,
        pinyin=pinyin_of(subject.name),
        birth=draft.birth,
        sex=draft.sex,
        former_name=draft.former_name,
        nation=draft.nation,
        nationality=draft.nationality,
        education=draft.education,
        marriage=draft.marriage,
        occupation=draft.occupation,
        work=draft.work,
        contact=draft.contact,
        registered_home=draft.registered_home,
        health=draft.health,
        mental_illness=draft.mental_illness,
        infection=draft.infection,
        record=draft.record,
        resume=draft.resume,
        relatives=draft.relatives,
        changed_at=at,
    )


def pinyin_of(name: str) -> str:
    """Return how a name is typed: whole syllables, then their initials (tangwenbin twb)."""
    # Its dictionaries take 50 MB; a process that enters nobody does without them.
    from pypinyin import Style, lazy_pinyin

    whole = "".join(lazy_pinyin(name)).lower()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return f"{whole} {initials}"[:200]


def write_side(case: Case, draft: SideDraft, by, at: datetime) -> SideOrder:
    """Note a prohibition order, an additional penalty or an occupation ban of a case."""
    side = side_of(case, draft, account_of(by), at)
    side.save(force_insert=True)
    record(side_noted(side), chain=case.chain, by=by, at=at)
    return side


def side_of(case: Case, draft: SideDraft, by_id: int | None, at: datetime) -> SideOrder:
    """Return what is ordered beside a sentence as it will be noted, not yet written."""
    return SideOrder(
        case=case,
        kind=draft.kind,
        words=draft.words,
        length=draft.length,
        begins=draft.begins,
        ends=draft.ends,
        at=at,
        by_id=by_id,
    )


def side_noted(side: SideOrder, because: str = "") -> SideOrderNoted:
    """Return what the ledger keeps of an order beside a sentence."""
    return SideOrderNoted(
        case=side.case.number,
        kind=side.kind,
        begins=side.begins,
        ends=side.ends,
        because=because,
    )


def _known(identity_number: str) -> Person | None:
    subject = files.subject_identified(identity_number)
    people = Person.objects.select_related("subject", "merged_into__subject")
    person = people.filter(subject=subject).first() if subject else None
    return kept(person) if person else None


def case_of(receipt: Receipt, person: Person, dossier, by, at: datetime) -> Case:
    """Return a case as it will be begun, not yet written."""
    order = receipt.order
    named = {one.name: getattr(order, one.name) for one in fields(order) if one.name != "sides"}
    return Case(
        dossier=dossier,
        person=person,
        unit_path=dossier.unit_path,
        area=receipt.area,
        channel=receipt.channel,
        received_at=at,
        received_by_id=account_of(by),
        **named,
    )


def _begun(receipt: Receipt, person: Person, dossier, by, at: datetime) -> Case:
    case = case_of(receipt, person, dossier, by, at)
    try:
        with atomic():
            case.save(force_insert=True)
    except IntegrityError:
        raise _received_already(case, by) from None
    return case


def _received_already(case: Case, by) -> AlreadyDone:
    """Say who was first, when, under which number and for which day, to who may see that case."""
    why: object = _("This person's case under this judgment was received already.")
    same = Case.objects.filter(person=case.person, judgment_number=case.judgment_number)
    first = same.select_related("dossier", "received_by").first()
    if first is not None and isinstance(by, Actor) and by.sees(first.unit_path):
        came = first.events.exclude(what=What.EFFECTIVE).order_by("seq").first()
        why = _("Case %(number)s of %(day)s was received already, by %(who)s at %(moment)s.") % {
            "number": first.number,
            "day": came.day if came else day_of(first.received_at),
            "who": first.received_by.name if first.received_by else _("the system"),
            "moment": f"{timezone.localtime(first.received_at):%Y-%m-%d %H:%M}",
        }
    return AlreadyDone(
        why=why,
        ground=ONCE,
        remedy=_("Open that case; if the judgment's number is another, correct it here."),
    )


def check_lawful(receipt: Receipt, on: date) -> CaseFacts:
    """Refuse an order the law does not allow, naming the field; return the case as it sees it."""
    order = receipt.order
    check_order("sentence_ends", order.sentence_begins, order.sentence_ends)
    check_order("paper_ends", order.paper_begins, order.paper_ends)
    for side in order.sides:
        check_order("sides", side.begins, side.ends)
    check_organ(Kind(order.kind), Organ(order.organ))
    facts = facts_of_draft(receipt)
    facts.check()
    # What is missing is asked for later; what the law does not allow is refused now.
    terms.term_of(facts, law(on, facts.place or ""))
    return facts
