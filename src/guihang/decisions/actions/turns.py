"""One turn of a matter: locked, looked at once, moved one stage, recorded; all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, Holding
from guihang.agencies.signing_in import Proof
from guihang.decisions import (
    access,
    course,
    kinds,
    looking,
    notices,
    people,
    ports,
    proving,
    routes,
    signing,
)
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import Matter, MatterStep, Opinion, Signature
from guihang.decisions.words import ACTS, STAGES, Note
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, Missing, TooEarly
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import Signatory
from guihang.ledger.events import Event

SOURCE = "matters"
COURSE_RULE = "house:course"


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button: its once key, the version on the screen, the proof of who it was."""

    once: str = ""
    version: int = 0
    proof: Proof | None = None


@dataclass(slots=True)
class Turn:
    """A matter held for one act of one person at one moment."""

    matter: Matter
    act: Act
    by: Signatory
    at: datetime
    press: Press = Press()
    holding: Holding | None = None
    is_repeat: bool = False
    step: MatterStep | None = field(default=None, init=False)

    @property
    def on(self) -> date:
        """The day of the turn."""
        return day_of(self.at)

    @property
    def kind(self) -> kinds.MatterKind:
        """The kind of matter."""
        return kinds.kind(self.matter.kind)


def begin(matter: Matter, act: Act, *, by: Signatory, at: datetime, press: Press) -> Turn:
    """Hold a matter for an act; a second press changes nothing, another's act stays."""
    held = _locked(matter)
    turn = Turn(held, act, by, at, press)
    if _is_repeated(by, press):
        turn.is_repeat = True
        return turn
    if isinstance(by, Actor):
        _demand_version(held, press)
        access.check_may_take(act, by, held, on=turn.on)
        turn.holding = _holding(by, held, act)
    _demand_stage(held, act)
    return turn


def take(turn: Turn, note: Note) -> MatterStep:
    """Write the step with its words, and move the matter one stage."""
    matter, held = turn.matter, turn.holding
    matter.stage = course.after(Stage(matter.stage), turn.act) or turn.matter.stage
    matter.version += 1
    matter.save()
    turn.step = MatterStep.objects.create(
        matter=matter,
        seq=matter.steps.count() + 1,
        act=turn.act,
        stage=matter.stage,
        by_id=turn.by.account_id if isinstance(turn.by, Actor) else None,
        post_id=held.post_id if held else None,
        deputy_for=held.deputy_for if held else "",
        at=turn.at,
        once=turn.press.once,
        **note.of_step(),
    )
    if note.opinion:
        Opinion.objects.create(step=turn.step, advice=note.advice, words=note.opinion)
    return turn.step


def sign(turn: Turn) -> str:
    """Put the signature under the step, when its kind asks for one; return its digest."""
    wanted = turn.kind.step(_signing_act(turn.act))
    if wanted is None or not wanted.signed or turn.step is None:
        return ""
    proof = proving.demand(turn.press.proof, by=turn.by, at=turn.at)
    paper = turn.matter.paper
    paper_digest = paper.digest if paper and turn.act is not Act.CHECK else ""
    signature = Signature.objects.create(
        step=turn.step,
        signer_id=proof.account_id,
        post_id=turn.step.post_id,
        deputy_for=turn.step.deputy_for,
        paper_digest=paper_digest,
        digest=signing.signed_digest(turn.matter, turn.step, paper_digest=paper_digest),
        identified=proof.how,
        at=turn.at,
    )
    return signature.digest


def close(turn: Turn, event: Event) -> Matter:
    """Bring the duties up to date, record the one entry, send the notices; return it afresh."""
    duties.refresh(SOURCE, turn.matter.number, on=turn.on)
    send = notices.messages(turn.matter, turn.act, by=turn.by, on=turn.on)
    record(event, chain=turn.matter.dossier.chain, by=turn.by, at=turn.at, send=send)
    return Matter.objects.for_reading().get(pk=turn.matter.pk)


def look_before_signing(turn: Turn, note: Note) -> None:
    """A stop of the checks refuses the signature; a warning asks for a written word."""
    for finding in looking.findings(turn.matter, turn.act, on=turn.on):
        if finding.state is ports.Outcome.STOP:
            raise Missing(why=finding.says, ground=finding.ground, remedy=finding.then)
        if finding.state is ports.Outcome.WARN and not (note.opinion or note.reasons):
            raise Missing(
                why=_("A check warns; who signs all the same writes down why."),
                ground=finding.ground,
                remedy=_("Write in the opinion how you see it, or return the request."),
            )


def demand_route(turn: Turn) -> None:
    """Refuse to decide on a rung that no longer is the one that decides."""
    for found in routes.finding(turn.matter, on=turn.on):
        if found.state is ports.Outcome.STOP:
            raise Missing(why=found.says, ground=found.ground, remedy=found.then)


def _locked(matter: Matter) -> Matter:
    take_turn(matter.dossier.chain)
    held = Matter.objects.for_reading().select_for_update(of=("self",))
    return held.get(pk=matter.pk)


def _is_repeated(by: Signatory, press: Press) -> bool:
    if not press.once or not isinstance(by, Actor):
        return False
    return MatterStep.objects.filter(by_id=by.account_id, once=press.once).exists()


def _demand_version(matter: Matter, press: Press) -> None:
    if press.version == matter.version:
        return
    last = matter.steps.all()[len(matter.steps.all()) - 1]
    raise AlreadyDone(
        why=_("%(who)s acted on this meanwhile: %(what)s.")
        % {"who": last.by.name if last.by else _("The system"), "what": ACTS[Act(last.act)]},
        ground="house:two-at-once",
        remedy=_("Look at the matter as it stands now; nothing of yours was saved over it."),
    )


def _demand_stage(matter: Matter, act: Act) -> None:
    stage = Stage(matter.stage)
    if course.after(stage, act) is not None:
        return
    names = {"what": ACTS[act], "stage": STAGES[stage]}
    if any(later in course.leads_to(stage) for later in course.stages_for(act)):
        raise TooEarly(
            why=_("This matter is not ready for it (%(what)s); it is: %(stage)s.") % names,
            ground=COURSE_RULE,
            remedy=_("Wait for the step before it; the course shows whose turn it is."),
        )
    raise AlreadyDone(
        why=_("This is no longer possible (%(what)s); the matter is: %(stage)s.") % names,
        ground=COURSE_RULE,
        remedy=_("Look at the matter as it stands now."),
    )


def _holding(by: Actor, matter: Matter, act: Act) -> Holding | None:
    if act in {Act.RESUBMIT, Act.WITHDRAW}:
        return people.completing(by, matter)
    if act is Act.CONFIRM_RECEIPT:
        return people.receiving(by, matter)
    if act is Act.RETURN:
        return people.holding(by, matter, Act.GRANT) or people.holding(by, matter, Act.CHECK)
    return people.holding(by, matter, _signing_act(act))


def _signing_act(act: Act) -> Act:
    """Refusing is done by whoever may grant; a refused receipt is noted by whoever tells."""
    return {Act.REFUSE: Act.GRANT, Act.LEAVE_WITH_WITNESS: Act.TELL}.get(act, act)
