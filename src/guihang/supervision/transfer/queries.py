"""Changes of place as whoever asks may see them: the list, one of them, and who answers now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies import walls
from guihang.agencies.authority import Actor, may
from guihang.agencies.vocabulary import UnitKind
from guihang.decisions.marks import matter_of
from guihang.dossiers import queries as files
from guihang.law.codes import Body
from guihang.law.refusals import NotYours
from guihang.law.rules.chains import Link
from guihang.law.rules.transfer import Came, Coming
from guihang.law.verdicts import Verdict
from guihang.supervision.access import check_may_ask_transfer
from guihang.supervision.models import Transfer, TransferStep
from guihang.supervision.transfer import judging

TABS = ("running", "incoming", "handing", "done", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes of place somebody wants to see."""

    tab: str = "running"
    words: str = ""


def transfers(by: Actor, wanted: Wanted) -> QuerySet[Transfer]:
    """Return the changes of place within somebody's reach, as a list wants them."""
    seen = Transfer.objects.within(by.reach)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(name__icontains=word)
            | Q(number__icontains=word)
            | Q(case_number__icontains=word)
            | Q(pinyin__contains=word.lower())
        )
    return seen.filter(_of_tab(by, wanted.tab)).order_by("-asked", "-pk")


def _of_tab(by: Actor, tab: str) -> Q:
    tabs = {
        "running": Q(closed_on__isnull=True),
        "incoming": Q(closed_on__isnull=True) & _coming_here(by),
        "handing": Q(closed_on__isnull=True, agreed=True),
        "done": Q(closed_on__isnull=False),
    }
    return tabs.get(tab, Q())


def _coming_here(by: Actor) -> Q:
    inside = Q(pk__in=())
    for path in by.reach:
        inside |= Q(to_path__startswith=path) & ~Q(from_path__startswith=path)
    return inside


def counts(by: Actor) -> dict[str, int]:
    """Return how many changes of place stand under each tab, in one query."""
    tabs = {tab: Count("pk", filter=_of_tab(by, tab) or None) for tab in TABS[:-1]}
    return Transfer.objects.within(by.reach).aggregate(**tabs, all=Count("pk"))


def incoming(by: Actor) -> int:
    """Return how many come to one's own county, for the rail."""
    return Transfer.objects.within(by.reach).filter(_of_tab(by, "incoming")).count()


def transfer_for(by: Actor, number: str) -> Transfer:
    """Return the one change of place somebody may see, from either county or from above."""
    found = Transfer.objects.within(by.reach).filter(number=number).first()
    if found is None:
        raise NotYours(
            why=_("There is no such change of place in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of changes of place."),
        )
    return found


def transfer_of(by: Actor, of: str) -> Transfer | None:
    """Return the change of place an event or a duty of a case belongs to, where it may be seen."""
    return Transfer.objects.within(by.reach).filter(matter_id=matter_of(of)).first()


def of_case(case) -> QuerySet[Transfer]:
    """Return every change of place of a case, the latest first."""
    return case.transfers.all()


def steps_of(found: Transfer) -> QuerySet[TransferStep]:
    """Return what either county did, the latest first."""
    return found.steps.select_related("by").order_by("-at", "-pk")


def is_old(by: Actor, found: Transfer) -> bool:
    """Whether somebody looks from the old county, or from above both."""
    return by.sees(found.from_path)


def is_new(by: Actor, found: Transfer) -> bool:
    """Whether somebody looks from the new county, or from above both."""
    return bool(found.to_path) and by.sees(found.to_path)


def proofs(by: Actor, found: Transfer) -> tuple:
    """Return the proofs that went along with the request, for who may read them now.

    The new county reads them from the letter on, as long as the change of place goes on; once the
    case is there they are its own, and the old county reads them no more.
    """
    if found.taken_over_at is not None or found.closed_on is not None:
        is_theirs = found.taken_over_at is not None and is_new(by, found)
    else:
        is_theirs = is_old(by, found) or is_new(by, found)
    if not is_theirs:
        return ()
    with walls.everything():
        wanted = set(map(str, found.matter.fields.get("proofs", ())))
        lying = files.attachments(found.case.dossier).filter(set_aside_at__isnull=True)
        return tuple(one for one in lying if str(one.key) in wanted)


def standing(found: Transfer) -> str:
    """Return under which word a change of place stands."""
    for is_so, word in (
        (found.taken_over_at, "taken_over"),
        (found.agreed is False, "refused"),
        (found.closed_on, "over"),
        (found.failed, "failed"),
        (found.missed and not found.reported, "missing"),
        (found.agreed, "agreed"),
        (found.referred and not found.settled, "referred"),
        (found.replied, "replied"),
        (found.letter_sent, "asking"),
        (found.to_path, "returned"),
    ):
        if is_so:
            return word
    return "asked"


def chain(found: Transfer, *, on: date) -> tuple[Link, ...]:
    """Return every step of the law with its days (transfer.deadlines)."""
    return judging.chain(found, on=on)


def in_charge(found: Transfer, *, on: date) -> Verdict[tuple[Body, ...]] | None:
    """Return which county answers for the person (transfer.charge)."""
    answer = judging.charge(found, on=on)
    return answer if isinstance(answer, Verdict) else None


def coming(found: Transfer, *, on: date) -> Came | None:
    """Return until when the person has time to report, or how he came."""
    return judging.coming(found, on=on)


def is_overdue(found: Transfer, *, on: date) -> bool:
    """Whether the person should have come and has not."""
    came = coming(found, on=on)
    return came is not None and came.status is Coming.MISSING


def offices(case, *, on: date) -> tuple[tuple[str, tuple], ...]:
    """Return the counties of this installation but the case's own, each with its offices."""
    own = case.dossier.unit.county_path
    found = []
    for county in agencies.counties():
        if county.path == own:
            continue
        there = tuple(agencies.units((county.path,), on=on, kinds=[UnitKind.OFFICE]))
        if there:
            found.append((county.name, there))
    return tuple(found)


def offices_here(case, *, on: date) -> tuple:
    """Return the offices of the case's own county, for a move within it."""
    own = case.dossier.unit.county_path
    return tuple(agencies.units((own,), on=on, kinds=[UnitKind.OFFICE]))


def may_ask(by: Actor, unit_path: str) -> bool:
    """Whether somebody may enter a request for a person of a unit."""
    return may(check_may_ask_transfer, by, unit_path)
