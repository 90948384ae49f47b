"""Every write of the ledger."""

from guihang.ledger.actions.anchoring import anchor
from guihang.ledger.actions.delivering import deliver
from guihang.ledger.actions.keys import Rotation, destroy_key, rotate_keys
from guihang.ledger.actions.reading import export, open_entry, reveal, use
from guihang.ledger.actions.recording import hold, record, take_turn
from guihang.ledger.actions.recording_many import record_many
from guihang.ledger.actions.verifying import verify
from guihang.ledger.hearing import Happened

__all__ = [
    "Happened",
    "Rotation",
    "anchor",
    "deliver",
    "destroy_key",
    "export",
    "hold",
    "open_entry",
    "record",
    "record_many",
    "reveal",
    "rotate_keys",
    "take_turn",
    "use",
    "verify",
]
