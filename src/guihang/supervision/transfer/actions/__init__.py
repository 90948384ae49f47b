"""Every write about changes of place: the request, the letters, the hand-over, the arrival."""

from guihang.supervision.transfer.actions.asking import ask, complete, put_in_proof
from guihang.supervision.transfer.actions.coming import (
    Prison,
    note_not_come,
    note_prison,
    register,
    report,
    search,
)
from guihang.supervision.transfer.actions.following import follow_case, hear, hear_case
from guihang.supervision.transfer.actions.handing import (
    fail,
    receive_file,
    return_file,
    return_receipt,
    send_file,
    take_up,
    tell_taken_back,
)
from guihang.supervision.transfer.actions.letters import (
    receive_letter,
    refer,
    reply,
    return_letter,
    send_letter,
    settle,
)
from guihang.supervision.transfer.actions.moving import NewHome, move_within
from guihang.supervision.transfer.actions.reading import (
    Proof,
    read_letter,
    read_proof,
    reveal_transfer,
)

__all__ = (
    "NewHome",
    "Prison",
    "Proof",
    "ask",
    "complete",
    "fail",
    "follow_case",
    "hear",
    "hear_case",
    "move_within",
    "note_not_come",
    "note_prison",
    "put_in_proof",
    "read_letter",
    "read_proof",
    "receive_file",
    "receive_letter",
    "refer",
    "register",
    "reply",
    "report",
    "return_file",
    "return_letter",
    "return_receipt",
    "reveal_transfer",
    "search",
    "send_file",
    "send_letter",
    "settle",
    "take_up",
    "tell_taken_back",
)
