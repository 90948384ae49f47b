"""The room's entry among the installed applications."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put what is owed behind PostgreSQL's own wall."""
        from guihang.agencies import walls

        walls.protect("duties_duty", own="concerns")
        walls.protect("duties_party", "duty_id", through="duties_duty")
