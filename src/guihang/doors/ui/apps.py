"""The shared look among the installed applications."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Install the components every door shares."""

    name = "guihang.doors.ui"
    label = "ui"
