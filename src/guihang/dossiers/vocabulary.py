"""The words of the file: what a dossier is about, where a paper stands, which volume."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """Whom a dossier is about."""

    PERSON = "person", _("person")
    OFFICE = "office", _("township office")
    INQUIRY = "inquiry", _("inquiry before a decision")
    TRANSFER = "transfer", _("change of place, one county's own record")


class Stage(models.TextChoices):
    """Where a paper stands (文书状态)."""

    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")
    WITHDRAWN = "withdrawn", _("withdrawn")


class VolumeKind(models.TextChoices):
    """The two files of a person (执行档案、工作档案)."""

    EXECUTION = "execution", _("execution file")
    WORK = "work", _("work file")
