"""Tables of searches: the search, each attempt, each notice; an exercise has no case."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from guihang.ledger.fields import SealedField


class SearchQuerySet(models.QuerySet):
    """Searches in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside, case__dossier__filing__sealed_at__isnull=True)

    def for_lists(self):
        """With everything a list shows of them."""
        return self.select_related("case__person__subject", "case__dossier", "unit")

    def for_reading(self):
        """With everything a page shows of them."""
        whole = self.select_related(
            "case__person__subject", "case__dossier__unit", "unit", "missed_event",
            "contact_event", "opened_by", "found_by", "proof", "record", "closed_by",
        )  # fmt: skip
        return whole.prefetch_related(
            "attempts__by", "attempts__second", "attempts__attachment",
            "notices__paper", "notices__by",
        )  # fmt: skip

    def real(self):
        """Those for somebody; the others are exercises."""
        return self.filter(case__isnull=False)

    def exercises(self):
        """Those in which a search is practised."""
        return self.filter(case__isnull=True)

    def running(self):
        """Those in which nobody was found yet."""
        return self.filter(found_on__isnull=True, closed_at__isnull=True)

    def found(self):
        """Those in which somebody was found, and which are not closed."""
        return self.filter(found_on__isnull=False, closed_at__isnull=True)

    def closed(self):
        """Those that are over."""
        return self.filter(closed_at__isnull=False)


class Search(models.Model):
    """One search for somebody out of contact, from the missed duty on (失联查找).

    `missed_on` is day nought of the law's clock; the last proved contact is kept as evidence and
    moves nothing. `marked` is what the events of the case that belong to it are marked with.
    Without a case it is an exercise: it has a made-up person and touches nothing else.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="searches", null=True)
    practised_as = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=200, db_index=True)
    marked = models.CharField(max_length=40, blank=True)

    missed = models.CharField(max_length=20, blank=True)
    missed_on = models.DateField(null=True)
    missed_event = models.ForeignKey("cases.CaseEvent", models.PROTECT, related_name="+", null=True)
    contact_on = models.DateField(null=True)
    contact_event = models.ForeignKey(
        "cases.CaseEvent", models.PROTECT, related_name="+", null=True
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    found_on = models.DateField(null=True)
    found_how = models.CharField(max_length=20, blank=True)
    found_place = SealedField(blank=True)
    found_words = SealedField(blank=True)
    refuses = models.BooleanField(default=False)
    good_reason = models.BooleanField(null=True)
    severity = models.CharField(max_length=20, blank=True)
    proof = models.ForeignKey("dossiers.Attachment", models.PROTECT, related_name="+", null=True)
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    outcome = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=400, blank=True)
    record = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="search_is_for_somebody_or_an_exercise",
                condition=Q(case__isnull=False, practised_as="")
                | Q(case__isnull=True) & ~Q(practised_as=""),
            ),
            models.CheckConstraint(
                name="search_finds_after_the_missed_duty",
                condition=Q(found_on__isnull=True)
                | Q(missed_on__isnull=True)
                | Q(found_on__gte=F("missed_on")),
            ),
            models.CheckConstraint(
                name="search_found_is_whole",
                condition=Q(found_on__isnull=True, found_how="", found_at__isnull=True)
                | Q(found_on__isnull=False, found_at__isnull=False) & ~Q(found_how=""),
            ),
            models.CheckConstraint(
                name="search_closed_says_how",
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="one_open_search_a_case",
                fields=("case",),
                condition=Q(closed_at__isnull=True, case__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.key} {self.missed_on}"

    @property
    def is_exercise(self):
        """Whether it is only practised."""
        return self.case_id is None

    @property
    def name(self):
        """Who is searched for."""
        return self.practised_as if self.case_id is None else self.case.person.name

    @property
    def of(self):
        """What its events are marked with; those of an entry without a mark carry its own."""
        return self.marked or f"search.{self.pk}"

    @property
    def state(self):
        """Under which word of the list it stands."""
        if self.closed_at is not None:
            return "closed"
        return "running" if self.found_on is None else "found"


class Attempt(models.Model):
    """One attempt to reach somebody: when, how, by whom, and what came of it (查找记录)."""

    search = models.ForeignKey(Search, models.PROTECT, related_name="attempts")
    way = models.CharField(max_length=20)
    moment = models.DateTimeField()
    came = models.CharField(max_length=20)
    asked = models.CharField(max_length=60, blank=True)
    place = SealedField(blank=True)
    words = SealedField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    second = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    attachment = models.ForeignKey(
        "dossiers.Attachment", models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("moment", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_visit_is_made_by_two",
                condition=~Q(way="visit") | Q(second__isnull=False),
            ),
            models.CheckConstraint(
                name="the_second_officer_is_another",
                condition=Q(second__isnull=True) | ~Q(by_id=F("second_id")),
            ),
        )

    def __str__(self):
        return f"{self.search_id} {self.way} {self.moment}"


class SearchNotice(models.Model):
    """What the police or the procuratorate were told of a search, and its receipt (通报、回执)."""

    search = models.ForeignKey(Search, models.PROTECT, related_name="notices")
    to = models.CharField(max_length=20)
    about = models.CharField(max_length=20)
    day = models.DateField()
    because = models.CharField(max_length=400, blank=True)
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="each_is_told_once_of_a_search", fields=("search", "to", "about")
            ),
            models.CheckConstraint(
                name="receipt_of_a_search_is_whole",
                condition=Q(received_on__isnull=True, received_by="")
                | Q(received_on__isnull=False) & ~Q(received_by=""),
            ),
        )

    def __str__(self):
        return f"{self.search_id} {self.to} {self.about}"
