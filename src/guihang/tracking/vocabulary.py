"""The words of the room: what a device is, on what a position rests, what an episode is of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeviceSort(models.TextChoices):
    """What sends (定位设备)."""

    WORN = "worn", _("positioning device")
    PHONE = "phone", _("phone")


class BasisSort(models.TextChoices):
    """On what a position rests; there is no fourth (定位依据)."""

    ORDER = "order", _("device order")
    CHECK = "check", _("spot check")
    SHARING = "sharing", _("sharing during leave")


class Sign(models.TextChoices):
    """What an episode is of (报警类型)."""

    LEFT = "left", _("left the city or county")
    ENTERED = "entered", _("entered a prohibited place")
    ASTRAY = "astray", _("away from the permitted trip")
    SILENT = "silent", _("the device is silent")
    BATTERY = "low_battery", _("low battery")
    REMOVED = "removed", _("strap opened or device taken off")
    APART = "apart", _("phone and wearer apart")
    MOCKED = "mocked", _("the place was made up")
    STILL = "still", _("not moved for long")
    CALLED = "sos", _("the person calls for help")
    FELL = "fall", _("the person may have fallen")


class Ended(models.TextChoices):
    """Why a basis came to its end (终止原因)."""

    TIME = "time", _("its time was over")
    TAKEN_OFF = "taken_off", _("the device came off")
    CLOSED = "closed", _("the correction ended")
    STOPPED = "stopped", _("the person stopped it")
    ANSWERED = "answered", _("the spot check was answered")
    CALLED_OFF = "called_off", _("the agency called it off")
