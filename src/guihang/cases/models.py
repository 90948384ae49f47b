"""Tables of who is under correction: persons, cases, their events, and what belongs to a case."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.cases.vocabulary import (
    Channel,
    DocumentKind,
    DocumentState,
    MemberRole,
    OverlayKind,
    SideKind,
    State,
)
from guihang.law.codes import Kind, Organ, OutsideGround, Penalty, Sex
from guihang.ledger.fields import SealedField


def choices(code) -> list[tuple[str, str]]:
    """Return the words of a closed list of the law as a column's choices."""
    return [(one.value, one.value) for one in code]


class Person(models.Model):
    """What the agency knows of a person beyond who he is (社区矫正对象基本信息)."""

    subject = models.OneToOneField("dossiers.Subject", models.PROTECT, related_name="person")
    pinyin = models.CharField(max_length=200, blank=True, db_index=True)
    birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=choices(Sex), blank=True)
    former_name = models.CharField(max_length=60, blank=True)
    nation = models.CharField(max_length=30, blank=True)
    education = models.CharField(max_length=30, blank=True)
    marriage = models.CharField(max_length=30, blank=True)
    work = models.CharField(max_length=100, blank=True)
    registered_home = SealedField(blank=True, mask="address")
    health = SealedField(blank=True)
    record = SealedField(blank=True)
    resume = SealedField(blank=True)
    relatives = SealedField(blank=True)
    changed_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True
    )

    def __str__(self):
        return self.subject.name

    @property
    def name(self):
        """The person's name."""
        return self.subject.name


class CaseQuerySet(models.QuerySet):
    """Cases in the office's words."""

    def within(self, reach):
        """Those in the charge of a unit inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside)

    def for_facts(self):
        """With everything the law asks about them."""
        return self.select_related("person__subject", "dossier__unit").prefetch_related(
            "events", "sides"
        )


class Case(models.Model):
    """One person under one order (社区矫正对象一案)."""

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="case")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    unit_path = models.CharField(max_length=200)
    area = models.ForeignKey(
        "agencies.Area", models.PROTECT, related_name="+", null=True, blank=True
    )
    post = models.ForeignKey(
        "agencies.Post", models.PROTECT, related_name="+", null=True, blank=True
    )

    kind = models.CharField(max_length=20, choices=choices(Kind))
    organ = models.CharField(max_length=20, choices=choices(Organ))
    organ_name = models.CharField(max_length=60)
    organ_elsewhere = models.BooleanField(null=True)
    organ_other_province = models.BooleanField(null=True)
    judgment_number = models.CharField(max_length=60, blank=True)
    execution_number = models.CharField(max_length=60, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    crime = models.CharField(max_length=100, blank=True)
    crime_class = models.CharField(max_length=30, blank=True)
    crime_facts = SealedField(blank=True)
    penalty = models.CharField(max_length=20, choices=choices(Penalty), blank=True)
    sentence = models.CharField(max_length=40, blank=True)
    probation = models.CharField(max_length=40, blank=True)
    several_crimes = models.BooleanField(default=False)
    sentence_begins = models.DateField(null=True, blank=True)
    sentence_ends = models.DateField(null=True, blank=True)
    paper_begins = models.DateField(null=True, blank=True)
    paper_ends = models.DateField(null=True, blank=True)
    minor_at_crime = models.BooleanField(null=True)
    schooling_done = models.BooleanField(null=True)
    repeat_offender = models.BooleanField(null=True)
    ringleader = models.BooleanField(null=True)
    outside_ground = models.CharField(max_length=20, choices=choices(OutsideGround), blank=True)
    custody_place = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    edition = models.PositiveIntegerField(default=1)

    # What follows from the events, kept so that a list of thousands can be filtered and sorted.
    state = models.CharField(max_length=20, choices=State.choices, default=State.AWAITED)
    term_begins = models.DateField(null=True, blank=True)
    term_ends = models.DateField(null=True, blank=True)
    computed_ends = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="person_once_under_one_judgment",
                fields=("person", "judgment_number"),
                condition=~Q(judgment_number=""),
            ),
            models.CheckConstraint(
                name="paper_ends_after_it_begins",
                condition=Q(paper_ends__isnull=True)
                | Q(paper_begins__isnull=True)
                | Q(paper_ends__gte=F("paper_begins")),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(term_ends__isnull=True)
                | Q(term_begins__isnull=True)
                | Q(term_ends__gte=F("term_begins")),
            ),
        )
        indexes = (
            models.Index(
                name="case_within", fields=("unit_path",), opclasses=("varchar_pattern_ops",)
            ),
            models.Index(name="case_by_end", fields=("state", "term_ends")),
        )

    def __str__(self):
        return self.number

    @property
    def number(self):
        """The number of its dossier."""
        return self.dossier.number

    @property
    def chain(self):
        """Where its history stands in the ledger."""
        return self.dossier.chain


class CaseEvent(models.Model):
    """One dated thing that happened in a case; rows are added, never changed (案件事件).

    A correction is a row of its own that names the row it corrects; one without `what` strikes it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    moment = models.DateTimeField(null=True, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    span = models.CharField(max_length=40, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    of = models.CharField(max_length=40, blank=True)
    to = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=6, blank=True)
    note = SealedField(blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    paper = models.ForeignKey(
        "dossiers.Paper", models.PROTECT, related_name="+", null=True, blank=True
    )
    attachment = models.ForeignKey(
        "dossiers.Attachment", models.PROTECT, related_name="+", null=True, blank=True
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected", null=True, blank=True
    )
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "day", "seq")
        constraints = (
            models.UniqueConstraint(name="event_has_its_place", fields=("case", "seq")),
            models.CheckConstraint(
                name="correction_says_why",
                condition=Q(corrects__isnull=True, because="")
                | (Q(corrects__isnull=False) & ~Q(because="")),
            ),
            models.CheckConstraint(
                name="event_without_word_strikes_another",
                condition=~Q(what="") | Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.day} {self.what}"


class Standing(models.Model):
    """Where a case stood from a day on; rows are added, never changed (状态)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="standings")
    state = models.CharField(max_length=20, choices=State.choices)
    since = models.DateField()
    by_event = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.state} {self.since}"


class Overlay(models.Model):
    """What lay over a case from a day to a day; follows from its events (叠加状态)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="overlays")
    name = models.CharField(max_length=20, choices=OverlayKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    of = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("case", "since", "pk")
        indexes = (models.Index(name="overlay_by_day", fields=("name", "since", "until")),)

    def __str__(self):
        return f"{self.case_id} {self.name} {self.since}"


class Derivation(models.Model):
    """How a term was derived, step by step, at one time; every one is kept (期限推算)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="derivations")
    at = models.DateTimeField()
    law_on = models.DateField()
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    agrees = models.BooleanField(null=True)
    answer = models.JSONField()

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.begins}/{self.ends}"


class SideOrder(models.Model):
    """What the judgment orders beside the sentence, with its own term (禁止令、附加刑等)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sides")
    kind = models.CharField(max_length=20, choices=SideKind.choices)
    words = models.TextField(blank=True)
    length = models.CharField(max_length=40, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "kind", "pk")
        constraints = (
            models.CheckConstraint(
                name="side_order_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
            ),
        )

    def __str__(self):
        return f"{self.case_id} {self.kind}"


class GroupMember(models.Model):
    """Somebody in the correction group of a case, from a day to a day (矫正小组成员)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="members")
    role = models.CharField(max_length=20, choices=MemberRole.choices)
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=10, choices=choices(Sex), blank=True)
    knows_minors = models.BooleanField(default=False)
    relation = models.CharField(max_length=40, blank=True)
    phone = SealedField(blank=True, mask="phone")
    account = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "role", "pk")
        constraints = (
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        )

    def __str__(self):
        return self.name


class Guarantor(models.Model):
    """Who vouches for somebody on medical release (保证人)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="guarantors")
    name = models.CharField(max_length=40)
    relation = models.CharField(max_length=40)
    phone = SealedField(blank=True, mask="phone")
    identity_number = SealedField(blank=True, mask="identity")
    facts = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    lost_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return self.name


class TravelDocument(models.Model):
    """A paper somebody could leave China with, and where it is (出入境证件)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="travel_documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    number = SealedField(blank=True)
    state = models.CharField(
        max_length=20, choices=DocumentState.choices, default=DocumentState.HELD
    )
    since = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("case", "pk")

    def __str__(self):
        return f"{self.case_id} {self.kind}"


class Plan(models.Model):
    """The individual correction plan in one edition (矫正方案); the newest holds."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    edition = models.PositiveSmallIntegerField()
    paper = models.ForeignKey("dossiers.Paper", models.PROTECT, related_name="+")
    made_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("case", "-edition")
        constraints = (
            models.UniqueConstraint(name="plan_edition_once", fields=("case", "edition")),
        )

    def __str__(self):
        return f"{self.case_id} {self.edition}"


class Merger(models.Model):
    """Two records found to be one person, and perhaps split again (人员合并、拆分)."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="mergers")
    folded = models.ForeignKey(Person, models.PROTECT, related_name="folded_in")
    cases = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    split_at = models.DateTimeField(null=True, blank=True)
    split_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True, blank=True
    )
    split_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(
                name="nobody_is_merged_into_himself", condition=~Q(kept=F("folded"))
            ),
            models.UniqueConstraint(
                name="person_folded_once",
                fields=("folded",),
                condition=Q(split_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.folded_id} into {self.kept_id}"
