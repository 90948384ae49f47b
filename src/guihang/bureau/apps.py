"""The room's entry among the installed applications."""

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.bureau"
    label = "bureau"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put reviews and findings behind PostgreSQL's own wall, with what they belong to."""
        from guihang.agencies import walls

        walls.protect("bureau_entrustmentreview", "matter_id", through="decisions_matter")
        walls.protect("bureau_finding", "case_id", through="cases_case")
        walls.protect("bureau_findingstep", "finding_id", through="bureau_finding")
