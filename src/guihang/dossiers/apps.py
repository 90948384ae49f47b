"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.conf import settings


class DossiersConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wall in what belongs to a dossier; take in the forms this installation adds."""
        from guihang.agencies import walls
        from guihang.dossiers import forms

        walls.protect("dossiers_dossier")
        for table in ("volume", "paper", "attachment", "filing", "lending", "handover"):
            walls.protect(f"dossiers_{table}", "dossier_id", through="dossiers_dossier")
        forms.look_also_in(settings.GUIHANG_FILES.parent / "forms")
