"""The room's entry among the installed applications."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
