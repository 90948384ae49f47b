"""The whole of the coupling: who hears which event, which adapter stands behind which port."""

from django.apps import AppConfig

LISTENERS: dict[type, list] = {}


class Wiring(AppConfig):
    """Bind listeners and ports once all rooms are there."""

    name = "guihang.wiring"
    label = "wiring"

    def ready(self) -> None:
        """Hand the table to the ledger."""
        from guihang.ledger import hearing

        hearing.bind(LISTENERS)
