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
        bind_duties()
        bind_archive()
        bind_inquiry()
        bind_search()
        bind_reviews()
        bind_approvals()
        bind_transfer()
        bind_positions()
        bind_packages()
        bind_campaigns()
        bind_goals()
        bind_words()


def listeners() -> dict[type, list[Callable[..., object]]]:
    """Return who hears which event."""
    return {**_of_files(), **_of_matters(), **_of_staff()}


def _of_staff() -> dict[type, list[Callable[..., object]]]:
    from guihang.agencies import events as staff
    from guihang.supervision.packages import actions as packages

    moves = (
        staff.AppointmentEnded,
        staff.WentAway,
        staff.CameBack,
        staff.DeputyNamed,
        staff.DeputyEnded,
        staff.AccountClosed,
        staff.AccountReopened,
    )
    return {event: [packages.follow_staff] for event in moves}


def _of_files() -> dict[type, list[Callable[..., object]]]:
    from guihang.bureau.keeping import sources as lendings
    from guihang.cases import events as cases
    from guihang.cases.inquiry import actions as inquiry
    from guihang.decisions import actions as matters
    from guihang.decisions.discussion import actions as discussion
    from guihang.dossiers import events as dossiers
    from guihang.ledger.hearing import Together
    from guihang.supervision.events import approvals
    from guihang.supervision.leave import actions as leave
    from guihang.supervision.packages import actions as packages
    from guihang.supervision.planning import actions as planning
    from guihang.supervision.positions import actions as positions
    from guihang.supervision.search import actions as search
    from guihang.supervision.transfer import actions as transfer

    return {
        cases.CaseEventNoted: [
            Together(search.hear, search.hear_many),
            planning.hear,
            transfer.hear_case,
            positions.hear,
        ],
        approvals.DevicePutOn: [positions.hear_order],
        approvals.DeviceTakenOff: [positions.hear_order],
        dossiers.DossierMoved: [
            matters.follow_dossier,
            discussion.follow_dossier,
            inquiry.follow_dossier,
            leave.follow_case,
            packages.follow_case,
            planning.follow_case,
            search.follow_case,
            transfer.follow_case,
        ],
        dossiers.LendingAsked: [lendings.follow],
        dossiers.FileLent: [lendings.follow],
        dossiers.LendingRefused: [lendings.follow],
        dossiers.FileReturned: [lendings.follow],
    }


def _of_matters() -> dict[type, list[Callable[..., object]]]:
    from guihang.bureau.entrustment import actions as entrustment
    from guihang.cases.inquiry import actions as inquiry
    from guihang.decisions import events as decisions
    from guihang.decisions.discussion.events import DiscussionSigned
    from guihang.supervision.approvals import actions as approvals
    from guihang.supervision.conduct import actions as conduct
    from guihang.supervision.leave import actions as leave
    from guihang.supervision.positions import actions as positions
    from guihang.supervision.transfer import actions as transfer

    return {
        decisions.MatterChecked: [transfer.hear],
        decisions.MatterGranted: [
            leave.hear,
            conduct.hear,
            approvals.hear,
            transfer.hear,
            positions.hear_order,
        ],
        decisions.MatterRefused: [leave.hear, approvals.hear, transfer.hear],
        decisions.MatterWithdrawn: [leave.hear, approvals.hear, transfer.hear],
        decisions.MatterTold: [entrustment.follow, leave.hear, approvals.hear],
        decisions.MatterTookEffect: [entrustment.follow],
        decisions.MatterLapsed: [entrustment.follow],
        decisions.MatterEnded: [entrustment.follow, leave.hear, positions.hear_order],
        decisions.ReceiptConfirmed: [conduct.hear, approvals.hear, transfer.hear],
        decisions.LeftWithWitness: [conduct.hear, approvals.hear, transfer.hear],
        DiscussionSigned: [inquiry.hear],
    }


def bind_subjects() -> None:
    """Hand the engines what the rooms above them know: kinds of matter, what is discussed, ties."""
    from guihang.agencies import ports as agencies
    from guihang.bureau.entrustment.kind import ENTRUSTMENT
    from guihang.decisions import kinds as matters
    from guihang.decisions.discussion import subjects as discussions
    from guihang.decisions.ties import RunningMatters
    from guihang.dossiers import apart
    from guihang.dossiers.ties import OpenDossiers
    from guihang.supervision.conduct import kind as conduct
    from guihang.supervision.conduct import penalties
    from guihang.supervision.leave import kind as leave

    apart.bind(dict.fromkeys(penalties.FORMS, penalties.may_read))
    for matter in (ENTRUSTMENT, leave.LEAVE, *conduct.KINDS):
        matters.register(matter)
    for discussed in conduct.DISCUSSED:
        discussions.register(discussed)
    agencies.bind([RunningMatters(), OpenDossiers()])


def bind_duties() -> None:
    """Say which duties there are, in words, and where each comes from."""
    from guihang.bureau.entrustment.kind import DUTIES
    from guihang.bureau.entrustment.sources import Entrustments
    from guihang.cases import words as case_words
    from guihang.cases.sources import CaseDuties
    from guihang.decisions.discussion import words as discussion_words
    from guihang.decisions.discussion.sources import Discussions
    from guihang.decisions.sources import Matters
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.conduct import kind as conduct
    from guihang.supervision.leave import kind as leave
    from guihang.supervision.leave.sources import Leaves

    told = (*DUTIES, *discussion_words.DUTIES, *leave.DUTIES, *conduct.DUTIES)
    duties.register(*told, *case_words.kinds())
    for source in (Matters(), Discussions(), Entrustments(), CaseDuties(), Leaves()):
        sources.bind(source)


def bind_inquiry() -> None:
    """Hand the engines what is found out before there is a case: its opinion, its duties."""
    from guihang.cases.inquiry.access import may_read_record
    from guihang.cases.inquiry.actions.stating import FORM as RECORD
    from guihang.cases.inquiry.kind import DISCUSSED, DUTIES, OPINION
    from guihang.cases.inquiry.sources import Inquiries
    from guihang.decisions import kinds as matters
    from guihang.decisions.discussion import subjects as discussed
    from guihang.dossiers import apart
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources

    apart.bind({RECORD: may_read_record})
    matters.register(OPINION)
    discussed.register(DISCUSSED)
    duties.register(*DUTIES)
    sources.bind(Inquiries())


def bind_approvals() -> None:
    """Hand the engines the approvals besides leave: their kinds of matter and their duties."""
    from guihang.decisions import kinds as matters
    from guihang.duties import kinds as duties
    from guihang.supervision.approvals.kind import DUTIES, KINDS

    for kind in KINDS:
        matters.register(kind)
    duties.register(*DUTIES)


def bind_search() -> None:
    """Hand the docket what is owed about somebody who is searched for."""
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.search.kind import DUTIES
    from guihang.supervision.search.sources import Searches

    duties.register(*DUTIES)
    sources.bind(Searches())


def bind_reviews() -> None:
    """Let a review look before a signature, and hand in what its findings make somebody owe."""
    from guihang.bureau.reviews.before_signing import BeforeSigning
    from guihang.bureau.reviews.sources import Reviews
    from guihang.bureau.reviews.words import DUTIES
    from guihang.decisions import ports as signing
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources

    signing.bind([BeforeSigning()])
    duties.register(*DUTIES)
    sources.bind(Reviews())


def bind_positions() -> None:
    """Let tracking ask where somebody is bound to stay."""
    from guihang.tracking import ports

    def bounds(cases, *, since, until):
        # Borders need arrays; a process that never asks for them does not load them.
        from guihang.supervision.positions import bounds as where

        return where.bounds(cases, since=since, until=until)

    ports.bind(bounds)


def bind_transfer() -> None:
    """Hand the engines the change of place: its decision, and what the new county owes."""
    from guihang.decisions import kinds as matters
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.transfer.kind import DUTIES, MOVE
    from guihang.supervision.transfer.sources import Transfers

    matters.register(MOVE)
    duties.register(*DUTIES)
    sources.bind(Transfers())


def bind_packages() -> None:
    """Hand the docket which packages lack somebody, and which owners cannot be turned to."""
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.packages.kind import DUTIES
    from guihang.supervision.packages.sources import Packages

    duties.register(*DUTIES)
    sources.bind(Packages())


def bind_campaigns() -> None:
    """Hand the docket which records an office still has to check, and what is to be closed."""
    from guihang.cases.campaigns.kind import DUTIES
    from guihang.cases.campaigns.sources import Campaigns
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources

    duties.register(*DUTIES)
    sources.bind(Campaigns())


def bind_goals() -> None:
    """Hand the docket when the goals of plans are to be looked at."""
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources
    from guihang.supervision.planning.kind import DUTIES
    from guihang.supervision.planning.sources import Goals

    duties.register(*DUTIES)
    sources.bind(Goals())


def bind_archive() -> None:
    """Hand the archive what the rooms above know of a dossier, and the engines its duties."""
    from guihang.bureau.keeping.kind import DESTRUCTION, DUTIES
    from guihang.bureau.keeping.sources import Lendings
    from guihang.cases import bundling as cases
    from guihang.decisions import bundling as decisions
    from guihang.decisions import kinds as matters
    from guihang.dossiers.archive import ports as archive
    from guihang.duties import kinds as duties
    from guihang.duties import ports as sources

    archive.bind([cases.part, decisions.part], [cases.happenings])
    matters.register(DESTRUCTION)
    duties.register(*DUTIES)
    sources.bind(Lendings())


def bind_words() -> None:
    """Hand the notices the words of the rooms that send them."""
    from guihang.decisions import notices
    from guihang.decisions.discussion import words as discussion_words
    from guihang.exchange import kinds
    from guihang.supervision.packages import kind as packages
    from guihang.supervision.transfer import kind as transfer

    kinds.bind(notices.WORDS, discussion_words.NOTICES, transfer.NOTICES, packages.NOTICES)
