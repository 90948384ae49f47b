"""Tables of what is decided: matters, their steps, opinions, signatures, and discussions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guihang.decisions.course import Act, Stage
from guihang.decisions.marks import mark
from guihang.decisions.vocabulary import DiscussionKind, DiscussionState, Result, Stance


class MatterNumber(models.Model):
    """The last number given in a series and a year; its row lock keeps numbers apart."""

    series = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="matter_series_once_a_year", fields=("series", "year")),
        )

    def __str__(self):
        return f"{self.year}-{self.series}-{self.last:04d}"


class MatterQuerySet(models.QuerySet):
    """Matters in the office's words."""

    def within(self, reach):
        """Those in the charge of units inside a reach; a sealed file exists for nobody."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(unit_path__startswith=path)
        return self.filter(inside, dossier__filing__sealed_at__isnull=True)

    def asked_by(self, account_id):
        """Those somebody asked for himself."""
        return self.filter(asked_by_id=account_id)

    def due_to_move(self, stage, *, on):
        """Told grants whose first day has come, or grants in force whose last day has passed."""
        days = {"begins__lte": on} if stage is Stage.TOLD else {"ends__lt": on}
        return self.filter(stage=stage, **days).order_by("pk")

    def for_reading(self):
        """With everything a page shows of them."""
        whole = self.select_related(
            "dossier__office", "dossier__unit", "dossier__subject", "paper", "asked_by", "applicant"
        )
        steps = MatterStep.objects.select_related("by", "post__unit", "opinion", "signature")
        return whole.prefetch_related(models.Prefetch("steps", steps))


class Matter(models.Model):
    """Something asked for that somebody must decide (审批事项).

    With an `applicant`, `asked_by` is the officer who entered it for him, and `came_by` says how
    it reached the office.
    """

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="matters")
    unit_path = models.CharField(max_length=200)
    asked_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    asked_from = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    stage = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Stage])
    version = models.PositiveIntegerField(default=0)
    fields = models.JSONField()
    applicant = models.ForeignKey(
        "dossiers.Subject", models.PROTECT, related_name="matters", null=True
    )
    came_by = models.CharField(max_length=20, blank=True)
    rung = models.CharField(max_length=20, blank=True)
    route = models.JSONField(default=dict, blank=True)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    paper = models.OneToOneField("dossiers.Paper", models.PROTECT, related_name="matter", null=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="matter_ends_after_it_begins",
                condition=Q(ends__isnull=True) | Q(begins__isnull=True) | Q(ends__gte=F("begins")),
            ),
            models.CheckConstraint(
                name="matter_of_an_applicant_says_how_it_came",
                condition=Q(applicant__isnull=True, came_by="")
                | Q(applicant__isnull=False) & ~Q(came_by=""),
            ),
        )
        indexes = (
            models.Index(
                name="matter_within", fields=("unit_path",), opclasses=("varchar_pattern_ops",)
            ),
            models.Index(name="matter_by_stage", fields=("stage", "ends")),
        )

    def __str__(self):
        return self.number

    @property
    def ref(self):
        """The word by which the events of a case name it."""
        return mark(self.pk)


class MatterStep(models.Model):
    """One thing done to a matter; rows are added, never changed (办理环节)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Act])
    stage = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Stage])
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True)
    deputy_for = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    reasons = models.TextField(blank=True)
    ground = models.CharField(max_length=60, blank=True)
    remedy = models.TextField(blank=True)
    channel = models.CharField(max_length=20, blank=True)
    recipient = models.CharField(max_length=60, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("matter", "seq")
        constraints = (
            models.UniqueConstraint(name="step_has_its_place", fields=("matter", "seq")),
            models.UniqueConstraint(
                name="step_taken_once", fields=("by", "once"), condition=~Q(once="")
            ),
            models.CheckConstraint(
                name="refusal_says_why_and_what_instead",
                condition=~Q(act=Act.REFUSE.value)
                | (~Q(reasons="") & ~Q(ground="") & ~Q(remedy="")),
            ),
            models.CheckConstraint(
                name="return_says_why", condition=~Q(act=Act.RETURN.value) | ~Q(reasons="")
            ),
            models.CheckConstraint(
                name="refused_receipt_has_a_witness",
                condition=~Q(act=Act.LEAVE_WITH_WITNESS.value) | ~Q(witness=""),
            ),
            models.CheckConstraint(
                name="step_by_somebody_from_a_post_or_by_the_system",
                condition=Q(by__isnull=False) | Q(post__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.matter_id} {self.seq} {self.act}"


class Opinion(models.Model):
    """What somebody holds of a matter, written beside his act (意见)."""

    step = models.OneToOneField(MatterStep, models.PROTECT, related_name="opinion")
    advice = models.CharField(max_length=10, blank=True)
    words = models.TextField()

    def __str__(self):
        return self.words


class Signature(models.Model):
    """Somebody put his name to an act, with his identity confirmed at that moment (签名)."""

    step = models.OneToOneField(MatterStep, models.PROTECT, related_name="signature")
    signer = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+")
    deputy_for = models.CharField(max_length=40, blank=True)
    paper_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    identified = models.CharField(max_length=20)
    at = models.DateTimeField()

    def __str__(self):
        return self.digest[:12]


class DiscussionQuerySet(models.QuerySet):
    """Discussions in the office's words."""

    def within(self, reach):
        """Those about dossiers in the charge of units inside a reach."""
        inside = Q(pk__in=())
        for path in reach:
            inside |= Q(dossier__unit_path__startswith=path)
        return self.filter(inside)

    def whole(self):
        """With everything a page shows of them."""
        return self.select_related(
            "dossier__unit", "dossier__subject", "dossier__office", "matter", "convened_by", "paper"
        ).prefetch_related("members__account")


class Discussion(models.Model):
    """Several people deliberate on one proposal, about a matter or a dossier (合议、集体评议).

    `quorum` is the house rule it was called under; `result` is counted, never chosen. Who decides
    may depart from it, and then says why.
    """

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=DiscussionKind.choices)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="discussions")
    matter = models.ForeignKey(
        "decisions.Matter", models.PROTECT, related_name="discussions", null=True
    )
    topic = models.CharField(max_length=120)
    proposal = models.TextField()
    meets_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    quorum = models.JSONField()
    convened_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    convened_from = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True)
    convened_at = models.DateTimeField()
    once = models.CharField(max_length=64, blank=True)

    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True
    )
    paper = models.OneToOneField("dossiers.Paper", models.PROTECT, related_name="+", null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", null=True
    )
    cancelled_because = models.CharField(max_length=200, blank=True)
    departed_at = models.DateTimeField(null=True)
    departed_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+", null=True)
    departed_because = models.CharField(max_length=400, blank=True)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ("-convened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="discussion_called_once",
                fields=("convened_by", "once"),
                condition=~Q(once=""),
            ),
            models.CheckConstraint(
                name="discussion_concluded_with_a_result",
                condition=Q(result="", concluded_at__isnull=True)
                | ~Q(result="") & Q(concluded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="discussion_cancelled_for_a_reason",
                condition=Q(cancelled_at__isnull=True, cancelled_because="")
                | Q(cancelled_at__isnull=False, concluded_at__isnull=True)
                & ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="discussion_departed_from_for_a_reason",
                condition=Q(departed_at__isnull=True, departed_because="")
                | Q(departed_at__isnull=False, concluded_at__isnull=False)
                & ~Q(departed_because=""),
            ),
        )

    def __str__(self):
        return self.number

    @property
    def state(self):
        """Where it stands, from its days and signatures."""
        if self.cancelled_at is not None:
            return DiscussionState.CANCELLED
        if self.concluded_at is None:
            return DiscussionState.CALLED
        unsigned = [one for one in self.members.all() if one.is_present and not one.signed_at]
        return DiscussionState.CONCLUDED if unsigned else DiscussionState.SIGNED


class Member(models.Model):
    """Somebody called to a discussion: aside, absent, or there with opinion and signature."""

    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="members")
    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=120)
    leads = models.BooleanField(default=False)

    recused_at = models.DateTimeField(null=True)
    recused_because = models.CharField(max_length=200, blank=True)
    absent_because = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=20, choices=Stance.choices, blank=True)
    words = models.TextField(blank=True)
    spoke_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_from = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+", null=True)
    identified = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("discussion", "place")
        constraints = (
            models.UniqueConstraint(name="member_called_once", fields=("discussion", "account")),
            models.UniqueConstraint(
                name="one_leads_a_discussion", fields=("discussion",), condition=Q(leads=True)
            ),
            models.CheckConstraint(
                name="member_stands_aside_for_a_reason",
                condition=Q(recused_at__isnull=True, recused_because="")
                | Q(recused_at__isnull=False, spoke_at__isnull=True) & ~Q(recused_because=""),
            ),
            models.CheckConstraint(
                name="member_speaks_or_was_absent",
                condition=Q(spoke_at__isnull=True, stance="")
                | Q(spoke_at__isnull=False, absent_because="") & ~Q(stance="") & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="member_signs_what_he_said",
                condition=Q(signed_at__isnull=True, digest="")
                | Q(signed_at__isnull=False, spoke_at__isnull=False) & ~Q(digest=""),
            ),
        )

    def __str__(self):
        return f"{self.discussion_id} {self.account_id}"

    @property
    def is_present(self):
        """Whether he took part: who was there has said something, if only that he abstains."""
        return self.spoke_at is not None
