"""Tables of what is owed: the projection, its parties, and what was put off."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, F, Q, Value, When

from guihang.duties.owing import Side


class DutyQuerySet(models.QuerySet):
    """Duties in the office's words."""

    def open(self, *, on):
        """Those that are owed on a day: begun and not discharged."""
        return self.filter(discharged_at__isnull=True, opens_on__lte=on)

    def within(self, reach):
        """Those about units inside a reach; what lies outside is nobody's to see."""
        return self.filter(_within(reach)) if reach else self.none()

    def of_parties(self, mine, others, *, account):
        """Those somebody owes or waits for, each with his side and for whom he stands in.

        `mine` and each value of `others` are tokens with the paths they count for:
        `{"rung:agency_head": ("43/…/",)}`; a token without paths counts everywhere (a post, an
        account). The keys of `others` name whom he stands in for. Who is named in `not_by`
        never owes.
        """
        free = ~Q(not_by__contains=f" {account} ")
        own = _party(mine, Side.OWES) & free
        covered = {name: _party(tokens, Side.OWES) & free for name, tokens in others.items()}
        every = _joined([mine, *others.values()])
        owes = own | reduce(or_, covered.values(), Q(pk__in=()))
        found = self.filter(owes | _party(every, Side.WAITS))
        names = [When(one, then=Value(name)) for name, one in covered.items()]
        return found.annotate(
            owes=Case(When(owes, then=True), default=False),
            cover=Case(When(own, then=Value("")), *names, default=Value("")),
        )


def _joined(groups):
    """Return the tokens of several groups as one."""
    whole = {}
    for token, paths in (pair for group in groups for pair in group.items()):
        known = whole.get(token, paths)
        whole[token] = tuple(dict.fromkeys((*known, *paths))) if known and paths else ()
    return whole


def _party(tokens, side):
    """Duties on which one of the tokens is a party: looked up once, not for every duty."""
    wanted = Q(pk__in=())
    for paths, names in _by_paths(tokens).items():
        wanted |= Q(token__in=names) & _within(paths)
    return Q(pk__in=Party.objects.filter(wanted, side=side).values("duty"))


def _by_paths(tokens):
    found = {}
    for token, paths in tokens.items():
        found.setdefault(paths, []).append(token)
    return found


def _within(paths):
    inside = Q() if not paths else Q(pk__in=())
    for path in paths:
        inside |= Q(unit_path__startswith=path)
    return inside


class Duty(models.Model):
    """One thing somebody owes until a day (应办事项): a projection, rebuilt at any time."""

    source = models.CharField(max_length=30)
    of = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    turn = models.PositiveSmallIntegerField(default=0)
    title = models.JSONField(default=dict)
    place = models.CharField(max_length=60, blank=True)
    seek = models.CharField(max_length=400, blank=True)
    unit_path = models.CharField(max_length=200)
    opens_on = models.DateField()
    due = models.DateField(null=True)
    ground = models.CharField(max_length=60)
    not_by = models.CharField(max_length=200, blank=True)
    discharged_at = models.DateTimeField(null=True)
    discharged_by = models.CharField(max_length=60, blank=True)
    put_off_until = models.DateField(null=True)
    put_off_because = models.CharField(max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("due", "opens_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="duty_stands_once", fields=("source", "of", "what", "turn")
            ),
            models.CheckConstraint(
                name="duty_discharged_by_something",
                condition=Q(discharged_at__isnull=True) | ~Q(discharged_by=""),
            ),
            models.CheckConstraint(
                name="duty_is_not_due_before_it_opens",
                condition=Q(due__isnull=True) | Q(due__gte=F("opens_on")),
            ),
        )
        indexes = (
            models.Index(
                name="duty_open_by_day",
                fields=("due", "opens_on"),
                condition=Q(discharged_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.what} {self.of}"


class Party(models.Model):
    """Who owes a duty, and who waits for it (责任方、等待方)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=5, choices=[(side.value, side.value) for side in Side])
    token = models.CharField(max_length=60)
    unit_path = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="party_named_once", fields=("duty", "side", "token", "unit_path")
            ),
        )
        indexes = (
            models.Index(
                name="party_by_token",
                fields=("token", "unit_path"),
                opclasses=("varchar_ops", "varchar_pattern_ops"),
            ),
        )

    def __str__(self):
        return f"{self.side} {self.token} {self.unit_path}"


class Postponement(models.Model):
    """Somebody put a duty off, with his reason (推后); outlives a rebuilt projection.

    One without a day takes back what was put off before.
    """

    source = models.CharField(max_length=30)
    of = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    turn = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(name="postponement_of_duty", fields=("source", "of")),)
        constraints = (
            models.CheckConstraint(name="postponement_says_why", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.what} {self.of}: {self.until}"


class Feed(models.Model):
    """The secret address under which somebody's calendar reads what he owes (日历订阅)."""

    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="account_has_one_feed",
                fields=("account",),
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.account_id} {self.made_at}"
