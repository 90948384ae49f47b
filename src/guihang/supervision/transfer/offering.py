"""Which steps of a change of place somebody may take as it stands, the next one first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from guihang.agencies.authority import Actor, may
from guihang.decisions.course import Stage
from guihang.law.codes import Kind, Organ
from guihang.law.events import Reply
from guihang.supervision.access import (
    check_may_answer_transfer,
    check_may_receive_transfer,
    check_may_send_transfer,
    check_may_settle_transfer,
)
from guihang.supervision.models import Transfer
from guihang.supervision.transfer.queries import is_overdue

OUTSIDE = frozenset({Organ.PRISON_BUREAU, Organ.POLICE})
OPINED = frozenset({Stage.CHECKED, Stage.OPINIONS})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a change of place stands on a day, as the steps ask about it."""

    found: Transfer
    on: date

    @property
    def asks(self) -> bool:
        """Whether letters are still written about it."""
        return self.found.closed_on is None and self.found.decided is None

    @property
    def hands_over(self) -> bool:
        """Whether it was agreed and the person is not taken over."""
        return self.runs and self.found.taken_over_at is None

    @property
    def runs(self) -> bool:
        """Whether it was agreed and is not finished."""
        return self.found.closed_on is None and bool(self.found.agreed)

    @property
    def is_late(self) -> bool:
        """Whether the person should have come."""
        return self.hands_over and is_overdue(self.found, on=self.on)

    @property
    def is_lost(self) -> bool:
        """Whether the file was sent, did not arrive, and the hand-over failed."""
        return bool(self.found.failed and self.found.file_sent and not self.found.file_received)

    @property
    def acts(self) -> frozenset[str]:
        """What was done so far."""
        return frozenset(step.act for step in self.found.steps.all())

    @property
    def has_opinion(self) -> bool:
        """Whether the office gave its opinion."""
        return "opine" in self.acts and self.found.matter.stage in OPINED

    @property
    def has_prison(self) -> bool:
        """Whether a prison or detention house keeps a file about the person."""
        return self.found.kind == Kind.OUTSIDE and self.found.organ in OUTSIDE


type Asked = Callable[[Standing], object]
OLD, NEW, ABOVE = "from_path", "to_path", "from_path"
STEPS: tuple[tuple[str, Callable, str, Asked], ...] = (
    ("settle", check_may_settle_transfer, ABOVE,
     lambda now: now.asks and now.found.referred and not now.found.settled),
    ("letter", check_may_send_transfer, OLD,
     lambda now: now.asks and not now.found.letter_sent and now.has_opinion),
    ("refer", check_may_send_transfer, OLD,
     lambda now: now.asks and now.found.reply == Reply.OBJECTS and not now.found.referred),
    ("search", check_may_send_transfer, OLD,
     lambda now: now.is_late and not now.found.searched),
    ("file", check_may_send_transfer, OLD,
     lambda now: now.hands_over and (not now.found.file_sent or now.is_lost)),
    ("told-back", check_may_send_transfer, OLD,
     lambda now: "end" in now.acts and "tell_back" not in now.acts),
    ("arrived", check_may_receive_transfer, NEW,
     lambda now: now.asks and now.found.letter_sent and not now.found.letter_received),
    ("reply", check_may_answer_transfer, NEW,
     lambda now: now.asks and now.found.letter_received and not now.found.replied),
    ("letter-back", check_may_receive_transfer, NEW,
     lambda now: now.asks and now.found.letter_sent and not now.found.replied),
    ("not-come", check_may_receive_transfer, NEW,
     lambda now: now.is_late and not now.found.missed),
    ("file-arrived", check_may_receive_transfer, NEW,
     lambda now: now.hands_over and now.found.file_sent and not now.found.file_received),
    ("came", check_may_receive_transfer, NEW,
     lambda now: now.hands_over and now.found.told and not now.found.reported),
    ("receipt", check_may_receive_transfer, NEW,
     lambda now: now.runs and now.found.file_received and not now.found.receipt_sent),
    ("register", check_may_receive_transfer, NEW,
     lambda now: now.runs and now.found.taken_over_at and not now.found.registered),
    ("file-back", check_may_receive_transfer, NEW,
     lambda now: now.hands_over and now.found.file_sent and not now.found.file_received),
    ("prison", check_may_receive_transfer, NEW,
     lambda now: now.runs and now.has_prison and not now.found.prison_told),
    *(
        row
        for check, side in ((check_may_send_transfer, OLD), (check_may_receive_transfer, NEW))
        for row in (
            ("take-up", check, side, lambda now: now.hands_over and now.found.failed),
            ("fail", check, side, lambda now: now.hands_over and not now.found.failed),
        )
    ),
)  # fmt: skip
"""Each step, who may take it, on which side, and when it is next."""


def offered(by: Actor, found: Transfer, *, on: date) -> tuple[str, ...]:
    """Return the steps somebody may take in a change of place on a day."""
    now = Standing(found, on)
    steps = (
        step
        for step, check, side, is_next in STEPS
        if (path := getattr(found, side)) and may(check, by, path) and is_next(now)
    )
    return tuple(dict.fromkeys(steps))
