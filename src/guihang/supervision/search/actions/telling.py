"""Telling police, procuratorate and organ of a search, each by a paper, and their receipts."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note_all
from guihang.cases.vocabulary import RUNNING
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.supervision.access import check_may_tell_of_search
from guihang.supervision.events import SearchReceiptNoted, SearchTold
from guihang.supervision.models import Search, SearchNotice
from guihang.supervision.search import judging, papers
from guihang.supervision.search.actions.holding import demand_open, fresh, held, recorded
from guihang.supervision.search.words import ABOUT, OUTCOME

GROUND = "measures-2020:38"
TOLD = (Body.POLICE, Body.PROCURATORATE, Body.ORGAN)
LEAST = 4


@atomic
def tell(  # noqa: PLR0913 - whom, of what and why early are all asked for
    *, search: Search, to: str, about: str, because: str = "", by: Actor, at: datetime
) -> Search:
    """Tell the police, who help, or the procuratorate; the paper says what was tried (通报).

    The organ is told who never came; the procuratorate gets a copy of that letter.
    """
    search = held(search)
    check_may_tell_of_search(by, search.unit_path)
    demand_open(search)
    body = _whom(to, about)
    _demand_possible(search, body, about, because, day_of(at))
    paper = None
    if search.case is not None:
        paper = papers.notice(search, body, about, because.strip(), by=by, at=at)
        told = [Event(What.TOLD, day_of(at), of=search.of, to=body)]
        if body is Body.ORGAN:
            told.append(Event(What.COPIED, day_of(at), of=search.of, to=Body.PROCURATORATE))
        besides = Besides(paper=paper)
        note_all(case=search.case, events=tuple((one, besides) for one in told), by=by, at=at)
    SearchNotice.objects.create(
        search=search,
        to=body,
        about=about,
        day=day_of(at),
        because=because.strip(),
        paper=paper,
        at=at,
        by_id=by.account_id,
    )
    recorded(search, SearchTold(search=str(search.key), to=body, about=about), by=by, at=at)
    return fresh(search)


@atomic
def note_receipt(
    *, notice: SearchNotice, day: date, received_by: str, by: Actor, at: datetime
) -> SearchNotice:
    """Note that a notice was received, when and by whom (回执)."""
    search = held(notice.search)
    check_may_tell_of_search(by, search.unit_path)
    notice = SearchNotice.objects.get(pk=notice.pk)
    if notice.received_on is not None:
        raise AlreadyDone(
            why=_("The receipt was noted already, of %(day)s.") % {"day": notice.received_on},
            ground=GROUND,
            remedy=_("Nothing more is to be done."),
        )
    if not notice.day <= day <= day_of(at):
        raise BadFacts(
            "day",
            why=_("This day lies before the notice, or has not come."),
            ground=GROUND,
            remedy=_("Enter the day on the receipt."),
        )
    if len(received_by.strip()) < 2:
        raise BadFacts(
            "received_by",
            why=_("A notice is received by somebody."),
            ground=GROUND,
            remedy=_("Enter who signed for it."),
        )
    notice.received_on, notice.received_by = day, received_by.strip()
    notice.save(update_fields=["received_on", "received_by"])
    event = SearchReceiptNoted(search=str(search.key), to=notice.to, on=day)
    recorded(search, event, by=by, at=at)
    return notice


def _whom(to: str, about: str) -> Body:
    if to not in TOLD or about not in ABOUT:
        raise BadFacts(
            "to",
            why=_("It is not said who is told of what."),
            ground=GROUND,
            remedy=_("Choose the police, the procuratorate, or the organ that decided."),
        )
    return Body(to)


def _demand_possible(search: Search, to: Body, about: str, because: str, on: date) -> None:
    there = judging.told(search, to, about)
    if there is not None:
        raise AlreadyDone(
            why=_("They were told on %(day)s.") % {"day": there.day},
            ground=GROUND,
            remedy=_("Note the receipt when it comes."),
        )
    if not search.attempts.all():
        raise TooEarly(
            why=_("Nothing was tried yet that they could be told of."),
            ground="ccl-2019:30",
            remedy=_("Call, check or visit first, and write it down."),
        )
    if to is Body.ORGAN and not judging.organ_is_told(search, about):
        raise BadFacts(
            "to",
            why=_("The organ is told of who never came to report, and of nothing else here."),
            ground="ccl-2019:30",
            remedy=_("Tell the police and the procuratorate."),
        )
    if about == OUTCOME:
        _demand_an_outcome(search)
    elif to is Body.POLICE and not judging.police_are_due(search, on=on):
        _demand_a_reason(because)


def _demand_an_outcome(search: Search) -> None:
    if search.found_on is None and (search.case is None or search.case.state in RUNNING):
        raise TooEarly(
            why=_("The search still runs; there is no outcome to tell of."),
            ground=GROUND,
            remedy=_("Note the finding first."),
        )


def _demand_a_reason(because: str) -> None:
    if len(because.strip()) < LEAST:
        raise BadFacts(
            "because",
            why=_("Phone, check and visit have not all been tried in vain yet."),
            ground=GROUND,
            remedy=_("Try them first, or write why the police are needed at once."),
        )
