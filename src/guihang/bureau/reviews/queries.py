"""What checks find, and what was found: live for one file or a command, stored for the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.bureau.models import CheckSwitch, Finding
from guihang.bureau.reviews import checks
from guihang.bureau.reviews.check import Check, Found, Severity, looked
from guihang.bureau.reviews.facts import files
from guihang.bureau.reviews.file import File
from guihang.bureau.vocabulary import FindingState
from guihang.cases import queries as cases
from guihang.law.refusals import NotYours

ORDER = {Severity.GRAVE: 0, Severity.FAULT: 1, Severity.FLAW: 2}
TABS = ("open", "mine", "answered", "closed", "gone")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings somebody wants to see."""

    tab: str = "open"
    severity: str = ""
    code: str = ""
    unit_path: str = ""
    words: str = ""


def every_check() -> tuple[Check, ...]:
    """Return every check, by its code."""
    return checks.every()


def by_code() -> Mapping[str, Check]:
    """Return every check under its code."""
    return {one.code: one for one in checks.every()}


def switches(by: Actor) -> dict[str, CheckSwitch]:
    """Return the latest switch of each check where somebody works."""
    found: dict[str, CheckSwitch] = {}
    for row in CheckSwitch.objects.select_related("by").order_by("pk"):
        if county_of(by).startswith(row.unit_path):
            found[row.check_code] = row
    return found


def county_of(by: Actor) -> str:
    """Return the path of the county somebody works for: local rules hold for all of it."""
    return by.holdings[0].county_path if by.holdings else by.home_path


class Switched:
    """Which checks are switched off where; the narrower unit wins, then the later row."""

    def __init__(self) -> None:
        """Read every switch once."""
        self._rows = list(
            CheckSwitch.objects.order_by("pk").values_list("check_code", "unit_path", "is_off")
        )
        self._known: dict[str, tuple[Check, ...]] = {}

    def on_in(self, unit_path: str) -> tuple[Check, ...]:
        """Return the checks that look at files in the charge of a unit."""
        known = self._known.get(unit_path)
        if known is None:
            off = self._off(unit_path)
            known = tuple(one for one in checks.every() if one.code not in off)
            self._known[unit_path] = known
        return known

    def _off(self, unit_path: str) -> set[str]:
        said: dict[str, tuple[int, bool]] = {}
        for code, path, is_off in self._rows:
            if unit_path.startswith(path) and len(path) >= said.get(code, (0, False))[0]:
                said[code] = len(path), is_off
        return {code for code, (_length, is_off) in said.items() if is_off}


def look(
    numbers: Sequence[str] | None = None, *, on: date
) -> Iterator[tuple[File, tuple[tuple[Check, Found], ...]]]:
    """Yield files with what the checks that are on find in them: these cases, or all there are."""
    switched = Switched()
    for file in files(numbers, on=on):
        yield file, tuple(looked(file, switched.on_in(file.unit_path)))


def findings(by: Actor, wanted: Wanted) -> QuerySet[Finding]:
    """Return the findings within somebody's reach, the gravest and newest first."""
    seen = Finding.objects.within(by.reach).select_related(
        "case__person", "case__dossier__unit", "assigned_to"
    )
    seen = _tabbed(seen, wanted.tab, by)
    if wanted.severity:
        seen = seen.filter(severity=wanted.severity)
    if wanted.code:
        seen = seen.filter(check_code=wanted.code)
    if wanted.unit_path:
        seen = seen.filter(case__unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(case__person__name__icontains=word)
            | Q(case__person__pinyin__icontains=word)
            | Q(case__dossier__number__icontains=word)
            | Q(of__iexact=word)
        )
    return seen.order_by("rank", "-since", "pk")


def _tabbed(seen: QuerySet[Finding], tab: str, by: Actor) -> QuerySet[Finding]:
    there, gone = seen.filter(gone_at__isnull=True), seen.filter(gone_at__isnull=False)
    if tab == "gone":
        return gone.exclude(state=FindingState.CLOSED)
    if tab == "closed":
        return seen.filter(state=FindingState.CLOSED)
    if tab == "answered":
        return there.filter(state=FindingState.ANSWERED)
    if tab == "mine":
        return there.filter(state=FindingState.ASSIGNED, assigned_to_id=by.account_id)
    return there.filter(state__in=(FindingState.OPEN, FindingState.ASSIGNED))


def counts(by: Actor) -> dict[str, int]:
    """Return how many findings stand under each tab, in one query."""
    seen = Finding.objects.within(by.reach)
    there, closed = Q(gone_at__isnull=True), Q(state=FindingState.CLOSED)
    mine = Q(state=FindingState.ASSIGNED, assigned_to_id=by.account_id)
    return seen.aggregate(
        open=Count("pk", there & Q(state__in=(FindingState.OPEN, FindingState.ASSIGNED))),
        mine=Count("pk", there & mine),
        answered=Count("pk", there & Q(state=FindingState.ANSWERED)),
        closed=Count("pk", closed),
        gone=Count("pk", ~there & ~closed),
    )


def finding_for(by: Actor, pk: int) -> Finding:
    """Return the one finding somebody may see; another's looks like none."""
    seen = Finding.objects.within(by.reach).select_related(
        "case__person", "case__dossier__unit", "assigned_to"
    )
    found = seen.prefetch_related("steps__by", "steps__to").filter(pk=pk).first()
    if found is None:
        raise NotYours(
            why=_("There is no such finding in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of findings."),
        )
    return found


def answerers(finding: Finding, *, on: date) -> dict[int, str]:
    """Return who is there to answer a finding: those who may be responsible for its case."""
    found = agencies.acting_from([post.pk for post in cases.posts_for(finding.case, on)], on=on)
    return {one.account_id: f"{one.name}（{one.post}）" for one in found}
