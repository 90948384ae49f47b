"""What comes beside and after the opinion: the procuratorate is told, the case follows."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.inquiry import house_rules, queries
from guihang.cases.inquiry.access import check_may_join, check_may_receive_inquiry
from guihang.cases.inquiry.actions import holding
from guihang.cases.inquiry.actions.holding import Happening
from guihang.cases.inquiry.events import InquiryJoined
from guihang.cases.models import Case, Inquiry
from guihang.cases.vocabulary import Followed, InquiryState
from guihang.dossiers.actions import account_of
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.ledger.actions import record


@atomic
def tell_procuratorate(*, inquiry: Inquiry, day: date, by, at: datetime) -> Inquiry:
    """Note that the county procuratorate was told of the commission."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    if queries.told(inquiry, What.TOLD):
        raise _noted_already()
    told = Happening(What.TOLD, day, to=Body.PROCURATORATE)
    return holding.noted(inquiry, told, by=by, at=at)


@atomic
def copy_opinion(*, inquiry: Inquiry, day: date, by, at: datetime) -> Inquiry:
    """Note that the opinion was copied to the county procuratorate."""
    inquiry = holding.held(inquiry)
    check_may_receive_inquiry(by, inquiry.dossier.unit_path)
    if inquiry.state != InquiryState.SENT:
        raise TooEarly(
            why=_("The opinion has not been sent yet."),
            ground=house_rules.RULE,
            remedy=_("Have it decided and sent first."),
        )
    if queries.told(inquiry, What.COPIED):
        raise _noted_already()
    copied = Happening(What.COPIED, day, to=Body.PROCURATORATE, paper=queries.opinion(inquiry))
    return holding.noted(inquiry, copied, by=by, at=at)


@atomic
def join(*, inquiry: Inquiry, case: Case, followed: str, by, at: datetime) -> Inquiry:
    """Join an inquiry to the case of the same person, and note whether it was followed."""
    inquiry = holding.held(inquiry)
    check_may_join(by, inquiry.dossier.unit_path)
    check_may_join(by, case.unit_path)
    if inquiry.case_id is not None:
        raise AlreadyDone(
            why=_("This inquiry is joined to %(case)s already.") % {"case": inquiry.case.number},
            ground=house_rules.RULE,
            remedy=_("Look at that case."),
        )
    if inquiry.state not in holding.OVER:
        raise TooEarly(
            why=_("This inquiry is still under way."),
            ground=house_rules.RULE,
            remedy=_("Send the opinion first."),
        )
    if case.person_id != inquiry.person_id:
        raise NotYours(
            why=_("This case is about another person."),
            ground=house_rules.RULE,
            remedy=_("Choose a case of the same person."),
        )
    if followed not in Followed:
        raise BadFacts("followed", why=_("It is not said whether the opinion was followed."))
    inquiry.case, inquiry.followed = case, followed
    inquiry.joined_at, inquiry.joined_by_id = at, account_of(by)
    inquiry.save(update_fields=["case", "followed", "joined_at", "joined_by"])
    event = InquiryJoined(inquiry=inquiry.number, case=case.number, followed=followed)
    record(event, chain=inquiry.chain, by=by, at=at)
    record(event, chain=case.chain, by=by, at=at)
    return holding.followed(inquiry, on=day_of(at))


def _noted_already() -> AlreadyDone:
    return AlreadyDone(
        why=_("This was noted already."),
        ground=house_rules.RULE,
        remedy=_("Nothing more is to be done."),
    )
