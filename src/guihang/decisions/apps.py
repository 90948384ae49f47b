"""The room's entry among the installed applications."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
