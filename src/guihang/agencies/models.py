"""Tables of who acts: units, posts, accounts, areas, deputies, entrustments, sign-ins."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from guihang.agencies.stretches import (
    ENDS_AFTER_IT_BEGINS,
    OPEN,
    EndableQuerySet,
    TimedQuerySet,
)
from guihang.agencies.vocabulary import RUNG_NAMES, AccountKind, Level, Role, Theme, UnitKind
from guihang.ledger.fields import SealedField


class UnitQuerySet(models.QuerySet):
    """Units in the office's words."""

    def within(self, paths):
        """Those inside a reach: the named units and all below them."""
        inside = Q(pk__in=())
        for path in paths:
            inside |= Q(path__startswith=path)
        return self.filter(inside)

    def open(self, *, on):
        """Those that have not been closed by a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))


class Unit(models.Model):
    """An agency or a part of one (机构), in its chain 部省市县所."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=20)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    county_path = models.CharField(max_length=200, blank=True, editable=False)
    closed_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(
                name="unit_path_ends_with_its_code",
                condition=Q(path__endswith=Concat(F("code"), Value("/"))),
            ),
            models.CheckConstraint(
                name="unit_code_has_no_slash", condition=~Q(code__contains="/") & ~Q(code="")
            ),
            models.CheckConstraint(
                name="unit_lies_in_its_county",
                condition=Q(county_path="") | Q(path__startswith=F("county_path")),
            ),
            models.CheckConstraint(
                name="unit_office_is_at_the_lowest_level",
                condition=~Q(kind=UnitKind.OFFICE) | Q(level=Level.OFFICE),
            ),
        )

    def __str__(self):
        return self.name

    def takes_in(self, path):
        """Whether a path is this unit's own or lies below it."""
        return path.startswith(self.path)


class Area(models.Model):
    """A township, street, village or community (乡镇、街道、村、社区)."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self):
        return self.name


class Charge(models.Model):
    """One unit's charge of an area or of an office, from a day on (责任区)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges")
    area = models.ForeignKey(Area, models.PROTECT, related_name="charges", null=True, blank=True)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="overseen", null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TimedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="charge_is_of_an_area_or_of_an_office",
                condition=Q(area__isnull=False, office__isnull=True)
                | Q(area__isnull=True, office__isnull=False),
            ),
            models.CheckConstraint(
                name="charge_ends_after_it_begins", condition=ENDS_AFTER_IT_BEGINS
            ),
            models.CheckConstraint(
                name="charge_is_not_of_the_unit_itself",
                condition=Q(office__isnull=True) | ~Q(office=F("unit")),
            ),
            models.UniqueConstraint(
                name="office_in_one_charge_at_a_time", fields=("office",), condition=OPEN
            ),
            models.UniqueConstraint(
                name="area_in_one_charge_at_a_time", fields=("area",), condition=OPEN
            ),
        )

    def __str__(self):
        return f"{self.unit_id}: {self.office_id or self.area_id} {self.since}"


class Accounts(BaseUserManager):
    """How an account is found when somebody signs in."""

    def get_by_natural_key(self, username):
        """Return the account with this sign-in name; capitals do not matter."""
        return self.get(username=username.strip().lower())


class Account(AbstractBaseUser):
    """Whoever signs in: a member of staff, a partner, or a person under correction."""

    username = models.CharField(_("sign-in name"), max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    name = models.CharField(_("name"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts")
    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    code_secret = SealedField(_("one-time code secret"), blank=True)
    code_since = models.DateTimeField(null=True, blank=True)
    code_used = models.PositiveBigIntegerField(default=0)
    language = models.CharField(_("language"), max_length=10, blank=True)
    shortcuts = models.BooleanField(_("single-letter shortcuts"), default=True)
    theme = models.CharField(_("theme"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    columns = models.JSONField(_("chosen columns"), default=dict)

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="sign_in_name_is_in_small_letters",
                condition=Q(username=Lower("username")) & ~Q(username=""),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def key(self):
        """The account as the ledger names it."""
        return f"account:{self.pk}"


class Staff(models.Model):
    """What the office knows of one of its own people (工作人员)."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="staff")
    number = models.CharField(_("work number"), max_length=20, unique=True)
    state_staff = models.BooleanField(_("state staff"), default=False)
    phone = SealedField(_("phone"), blank=True, search=True, mask="phone")

    def __str__(self):
        return self.account.name


class Post(models.Model):
    """A post in a unit (岗位): its role, and whether who holds it may sign."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField(_("title"), max_length=40)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    may_sign = models.BooleanField(_("may sign"), default=False)
    for_one = models.BooleanField(_("for one person at a time"), default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="post_title_once_in_a_unit", fields=("unit", "title")),
        )

    def __str__(self):
        return f"{self.unit.short_name} {self.title}"


class RungFilling(models.Model):
    """Which post fills a rung of the law for a unit, from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rungs")
    rung = models.CharField(max_length=20, choices=list(RUNG_NAMES.items()))
    post = models.ForeignKey(Post, models.PROTECT, related_name="rungs")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TimedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="rung_filling_ends_after_it_begins", condition=ENDS_AFTER_IT_BEGINS
            ),
            models.UniqueConstraint(
                name="rung_filled_by_one_post_at_a_time", fields=("unit", "rung"), condition=OPEN
            ),
        )

    def __str__(self):
        return f"{self.rung} {self.unit_id}: {self.post_id} {self.since}"


class Appointment(models.Model):
    """Somebody holds a post from a day on (任职)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = TimedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="appointment_ends_after_it_begins", condition=ENDS_AFTER_IT_BEGINS
            ),
            models.UniqueConstraint(
                name="nobody_holds_a_post_twice", fields=("account", "post"), condition=OPEN
            ),
        )

    def __str__(self):
        return f"{self.account_id} {self.post_id} {self.since}"


class Absence(models.Model):
    """Somebody is away from a day to a day (离岗), and may need somebody to stand in."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="absences")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=100)
    ended_on = models.DateField(null=True, blank=True)

    objects = EndableQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
        )

    def __str__(self):
        return f"{self.account_id} {self.since}/{self.until}"


class Deputy(models.Model):
    """Somebody stands in for the holder of a post, from a day to a day (代理)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="deputies")
    holder = models.ForeignKey(Account, models.PROTECT, related_name="deputies")
    account = models.ForeignKey(Account, models.PROTECT, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=100)
    ended_on = models.DateField(null=True, blank=True)

    objects = EndableQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="deputy_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_is_his_own_deputy", condition=~Q(holder=F("account"))
            ),
            models.CheckConstraint(
                name="deputy_ended_within_his_time",
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("since"), ended_on__lte=F("until")),
            ),
        )

    def __str__(self):
        return f"{self.account_id} for {self.holder_id} {self.since}/{self.until}"


class Entrustment(models.Model):
    """What a county agency entrusted an office with in writing (委托), and until when."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="entrustments")
    power = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField()
    paper = models.CharField(max_length=40)
    ended_on = models.DateField(null=True, blank=True)

    objects = EndableQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="entrustment_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="entrustment_names_its_paper", condition=~Q(paper="") & ~Q(power="")
            ),
        )

    def __str__(self):
        return f"{self.office_id} {self.power} {self.since}/{self.until}"


class Passkey(models.Model):
    """A passkey somebody enrolled (通行密钥)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=40)
    since = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.name


class SignIn(models.Model):
    """One session of one account, from sign-in to sign-out (登录会话)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sign_ins")
    since = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    browser = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=20)
    strong = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("account", "ended"), name="sign_in_open_by_account"),)

    def __str__(self):
        return f"{self.account_id} {self.since}"


class Knock(models.Model):
    """Failed sign-ins from one address, so that one machine cannot try names for ever."""

    address = models.GenericIPAddressField(unique=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self):
        return f"{self.address} {self.failures}"
