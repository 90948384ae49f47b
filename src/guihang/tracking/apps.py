"""The room's entry among the installed applications."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.tracking"
    label = "tracking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put what says where somebody may be looked for behind PostgreSQL's own wall."""
        from guihang.agencies import walls

        walls.protect("tracking_device")
        walls.protect("tracking_basis", "case_id", through="cases_case")
        walls.protect("tracking_episode", "case_id", through="cases_case")
