"""A commission comes, is accepted or sent back, and its time may be lengthened by agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.actions.receiving import PersonDraft, completed, found_or_entered
from guihang.cases.inquiry import facts, house_rules, papers, queries
from guihang.cases.inquiry.access import check_may_receive_inquiry
from guihang.cases.inquiry.actions import holding
from guihang.cases.inquiry.actions.holding import Happening
from guihang.cases.inquiry.events import InquiryCommissioned, InquiryStarted
from guihang.cases.models import Inquiry, Investigator
from guihang.cases.vocabulary import InquiryState
from guihang.cases.words import spoken
from guihang.dossiers import actions as dossiers
from guihang.dossiers.actions import account_of
from guihang.dossiers.vocabulary import About
from guihang.duties.owing import day_of
from guihang.law.codes import Kind
from guihang.law.events import Procedure, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.law.rules import inquiry as law
from guihang.law.rules.inquiry import AcceptanceFacts, Commissioner, Commissioning, Course
from guihang.law.verdicts import CannotSay
from guihang.ledger.actions import record

RETURN_FORM = "inquiry_return"


@dataclass(frozen=True, slots=True)
class Commission:
    """A letter of commission as it came: who asks about whom, for which kind of correction."""

    person: PersonDraft
    unit: object
    commissioner: str
    organ_name: str
    kind: str
    charge: str
    has_victim: bool
    commissioned_on: date
    procedure: str = Procedure.ORDINARY
    materials_on: date | None = None
    letter_number: str = ""
    contact: str = ""
    facts: str = ""
    channel: str = "post"


@atomic
def receive(*, commission: Commission, by, at: datetime) -> Inquiry:
    """Take in a commission; the person is found or entered, and a dossier of its own opened."""
    check_may_receive_inquiry(by, commission.unit.path)
    _demand_its_matter(commission, day_of(at))
    person = found_or_entered(completed(commission.person), at)
    dossier = dossiers.open_dossier(
        kind=About.INQUIRY, unit=commission.unit, subject=person.subject, by=by, at=at
    )
    inquiry = _begun(commission, person, dossier, by, at)
    event = InquiryCommissioned(
        inquiry=inquiry.number, commissioner=inquiry.commissioner, kind=inquiry.kind
    )
    record(event, chain=inquiry.chain, by=by, at=at)
    came = [
        Happening(What.COMMISSION_RECEIVED, commission.commissioned_on, code=commission.procedure)
    ]
    if commission.materials_on is not None:
        came.append(Happening(What.MATERIALS_RECEIVED, commission.materials_on))
    return holding.noted(inquiry, *came, by=by, at=at)


@atomic
def note_materials(*, inquiry: Inquiry, day: date, by, at: datetime) -> Inquiry:
    """Note the day the materials arrived: from then on the time runs."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    holding.demand_open(inquiry)
    if queries.day_of(inquiry, What.MATERIALS_RECEIVED):
        raise AlreadyDone(
            why=_("The materials were noted already."),
            ground=house_rules.RULE,
            remedy=_("Nothing more is to be done."),
        )
    return holding.noted(inquiry, Happening(What.MATERIALS_RECEIVED, day), by=by, at=at)


@atomic
def start(
    *, inquiry: Inquiry, checked: AcceptanceFacts, people: Sequence[int], by, at: datetime
) -> Inquiry:
    """Accept a commission whose name, home and identity hold, and name who looks into it."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    holding.demand_open(inquiry)
    if inquiry.state != InquiryState.RECEIVED:
        raise AlreadyDone(
            why=_("This commission was accepted already."),
            ground=house_rules.RULE,
            remedy=_("Look who was named to look into it."),
        )
    judged = _judged(checked, inquiry, day_of(at))
    if judged.course is Course.RETURN:
        raise BadFacts(
            "name_true",
            why=_("With this an inquiry cannot be made: %(why)s.")
            % {"why": "、".join(one.says.zh for one in judged.hindrances)},
            ground=law.TIME,
            remedy=_("Send the commission back, and say why."),
        )
    _name(inquiry, people, at)
    started = InquiryStarted(
        inquiry=inquiry.number, investigators=tuple(f"account:{one}" for one in people)
    )
    record(started, chain=inquiry.chain, by=by, at=at)
    return holding.noted(inquiry, Happening(What.INQUIRY_STARTED, day_of(at)), by=by, at=at)


@atomic
def send_back(
    *, inquiry: Inquiry, checked: AcceptanceFacts, words: str, by, at: datetime
) -> Inquiry:
    """Send a commission back whose name, home or identity does not hold, with what was found."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    holding.demand_open(inquiry)
    judged = _judged(checked, inquiry, day_of(at))
    if judged.course is not Course.RETURN:
        raise BadFacts(
            "name_true",
            why=_("Nothing stands in the way of an inquiry: name, home and identity hold."),
            ground=law.TIME,
            remedy=_("Accept the commission; where materials lack, ask the organ for them."),
        )
    if not words.strip():
        raise BadFacts("words", why=_("It is not said what was found, and how."), ground=law.TIME)
    letter = papers.issued(
        inquiry,
        RETURN_FORM,
        papers.returning(inquiry, judged.hindrances, words.strip(), by=by, at=at),
        by=by,
        at=at,
    )
    returned = Happening(What.COMMISSION_RETURNED, day_of(at), paper=letter)
    return holding.noted(inquiry, returned, by=by, at=at)


@atomic
def lengthen(*, inquiry: Inquiry, until: date, agreed_with: str, by, at: datetime) -> Inquiry:
    """Note that the organ agreed to a later day, before the time is over."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    holding.demand_open(inquiry)
    on, due = day_of(at), facts.due_of(inquiry, day_of(at))
    due_facts = law.DueFacts(
        queries.day_of(inquiry, What.COMMISSION_RECEIVED) or on,
        queries.day_of(inquiry, What.MATERIALS_RECEIVED),
        fast_track=inquiry.procedure == Procedure.FAST_TRACK,
        agreed_until=until,
    )
    answer = law.due(due_facts, facts.law_of(inquiry, on))
    if isinstance(answer, CannotSay):
        raise TooEarly(
            why=spoken(answer.because),
            ground=law.TIME,
            remedy=_("Note the day the materials arrived; the time runs from there."),
        )
    if due is not None and on > due:
        raise TooLate(
            why=_("Its time was over on %(day)s; what is late is not made timely afterwards.")
            % {"day": due},
            ground=house_rules.IN_TIME_RULE,
            remedy=_("Send the opinion as soon as possible, and tell the organ why it is late."),
        )
    agreed = Happening(What.INQUIRY_LENGTHENED, on, ends=until, words=agreed_with.strip())
    if not agreed.words:
        raise BadFacts("agreed_with", why=_("It is not said who of the organ agreed."))
    return holding.noted(inquiry, agreed, by=by, at=at)


def _demand_its_matter(commission: Commission, on: date) -> None:
    asked = law.CommissionFacts(Commissioner(commission.commissioner), Kind(commission.kind))
    answer = law.who_commissions(asked, facts.law(on, facts.place_of(commission.unit.path)))
    if isinstance(answer, CannotSay) or answer.outcome is Commissioning.NOT_ITS_MATTER:
        ground = law.COMMISSION if isinstance(answer, CannotSay) else answer.grounds[0].article
        raise BadFacts(
            "kind",
            why=_("This organ does not commission an inquiry for this kind of correction."),
            ground=ground,
            remedy=_("Check the letter; who decides on the kind commissions it."),
        )


def _judged(checked: AcceptanceFacts, inquiry: Inquiry, on: date) -> law.Acceptance:
    answer = law.acceptance(checked, facts.law_of(inquiry, on))
    if isinstance(answer, CannotSay):
        raise BadFacts(
            answer.missing[0],
            why=spoken(answer.because),
            ground=law.TIME,
            remedy=_("Find out what is not known yet, and say what was found."),
        )
    return answer.outcome


def _name(inquiry: Inquiry, people: Sequence[int], at: datetime) -> None:
    known = {one.account_id: one for one in queries.candidates(inquiry, on=day_of(at))}
    chosen = [known[one] for one in dict.fromkeys(people) if one in known]
    if chosen:
        answer = law.investigators(
            law.InvestigatorsFacts(len(chosen)), facts.law_of(inquiry, day_of(at))
        )
    if not chosen or (not isinstance(answer, CannotSay) and not answer.outcome.enough):
        raise BadFacts(
            "people",
            why=_("Two or more look into it (local rule; no national text asks for it)."),
            ground=house_rules.TWO_ASK_RULE,
            remedy=_("Name a second one."),
        )
    for one in chosen:
        Investigator.objects.create(
            inquiry=inquiry, account_id=one.account_id, post=one.post, since=day_of(at)
        )


def _begun(commission: Commission, person, dossier, by, at: datetime) -> Inquiry:
    try:
        with atomic():
            return Inquiry.objects.create(
                dossier=dossier,
                person=person,
                commissioner=commission.commissioner,
                organ_name=commission.organ_name.strip(),
                letter_number=commission.letter_number.strip(),
                contact=commission.contact.strip(),
                procedure=commission.procedure,
                kind=commission.kind,
                charge=commission.charge.strip(),
                facts=commission.facts.strip(),
                has_victim=commission.has_victim,
                channel=commission.channel,
                received_at=at,
                received_by_id=account_of(by),
            )
    except IntegrityError:
        raise AlreadyDone(
            why=_("This letter of this organ about this person was taken in already."),
            ground=house_rules.RULE,
            remedy=_("Open that inquiry."),
        ) from None
