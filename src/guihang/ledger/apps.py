"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.db.transaction import atomic


class LedgerConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the walls back up after every migrate."""
        post_migrate.connect(_close_up, sender=self)


def _close_up(*, using: str, **_signal: object) -> None:
    from guihang.ledger import heads, triggers, vault

    connection = connections[using]
    if "ledger_fingerprint" in connection.introspection.table_names():
        with atomic(using=using):
            triggers.install(connection)
            vault.imprint(using=using)
            heads.open_house(using=using)
