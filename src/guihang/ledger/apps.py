"""The room's entry among the installed applications."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
