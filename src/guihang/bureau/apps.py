"""The room's entry among the installed applications."""

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.bureau"
    label = "bureau"
    default_auto_field = "django.db.models.BigAutoField"
