"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AgenciesConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the second wall: told to every connection, put back up after every migrate."""
        from guihang.agencies import walls

        connection_created.connect(walls.on_connection)
        post_migrate.connect(_close_up, sender=self)


def _close_up(*, using: str, **_signal: object) -> None:
    # Every table is there by then; the ledger, named before us, has put up its triggers.
    from guihang.agencies import walls

    walls.install(using=using)
