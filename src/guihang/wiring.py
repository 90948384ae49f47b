"""The whole of the coupling: who hears which event, which adapter stands behind which port."""

from collections.abc import Callable

from django.apps import AppConfig


class Wiring(AppConfig):
    """Bind listeners and ports once all rooms are there."""

    name = "guihang.wiring"
    label = "wiring"

    def ready(self) -> None:
        """Hand the table to the ledger, the subjects to the engines, the words to the notices."""
        from guihang.ledger import hearing

        hearing.bind(listeners())
        bind_subjects()
        bind_words()


def listeners() -> dict[type, list[Callable[..., object]]]:
    """Return who hears which event."""
    from guihang.bureau.entrustment import actions as entrustment
    from guihang.decisions import events as decisions
    from guihang.supervision.leave import actions as leave

    return {
        decisions.MatterGranted: [leave.hear],
        decisions.MatterRefused: [leave.hear],
        decisions.MatterWithdrawn: [leave.hear],
        decisions.MatterTold: [entrustment.follow, leave.hear],
        decisions.MatterTookEffect: [entrustment.follow],
        decisions.MatterLapsed: [entrustment.follow],
        decisions.MatterEnded: [entrustment.follow, leave.hear],
    }


def bind_subjects() -> None:
    """Hand the engines what the rooms above them know: kinds of matter, duties, ties."""
    from guihang.agencies import ports as agencies
    from guihang.bureau.entrustment.kind import DUTIES, ENTRUSTMENT
    from guihang.bureau.entrustment.sources import Entrustments
    from guihang.cases import words as case_words
    from guihang.cases.sources import CaseDuties
    from guihang.decisions import kinds as matters
    from guihang.decisions.sources import Matters
    from guihang.decisions.ties import RunningMatters
    from guihang.dossiers.ties import OpenDossiers
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.leave import kind as leave
    from guihang.supervision.leave.sources import Leaves

    matters.register(ENTRUSTMENT)
    matters.register(leave.LEAVE)
    duties.register(*DUTIES, *leave.DUTIES, *case_words.kinds())
    sources.bind(Matters())
    sources.bind(Entrustments())
    sources.bind(CaseDuties())
    sources.bind(Leaves())
    agencies.bind([RunningMatters(), OpenDossiers()])


def bind_words() -> None:
    """Hand the notices the words of the rooms that send them."""
    from guihang.decisions import notices
    from guihang.exchange import kinds

    kinds.bind(notices.WORDS)
