"""The room's entry among the installed applications."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put matters, discussions and all that hangs on them behind PostgreSQL's own wall."""
        from guihang.agencies import walls

        walls.protect("decisions_matter")
        walls.protect("decisions_matterstep", "matter_id", through="decisions_matter")
        walls.protect("decisions_opinion", "step_id", through="decisions_matterstep")
        walls.protect("decisions_signature", "step_id", through="decisions_matterstep")
        walls.protect("decisions_discussion", "dossier_id", through="dossiers_dossier")
        walls.protect("decisions_member", "discussion_id", through="decisions_discussion")
