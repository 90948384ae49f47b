"""The room's entry among the installed applications."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
