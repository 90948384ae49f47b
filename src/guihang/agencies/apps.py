"""The room's entry among the installed applications."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
