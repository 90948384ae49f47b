"""The room's entry among the installed applications."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the trips behind PostgreSQL's own wall, with the matters they belong to."""
        from guihang.agencies import walls

        walls.protect("supervision_trip", "matter_id", through="decisions_matter")
        walls.protect("supervision_tripproof", "trip_id", through="supervision_trip")
