"""The room's entry among the installed applications."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"
