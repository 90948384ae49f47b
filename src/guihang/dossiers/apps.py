"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.conf import settings


class DossiersConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take in the forms this installation adds of its own."""
        from guihang.dossiers import forms

        forms.look_also_in(settings.GUIHANG_FILES.parent / "forms")
