"""Steps that are done by an act of their own, each with its paper; older ones are only noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from guihang.cases import actions as cases
from guihang.cases.actions import (
    Arrival,
    Besides,
    Ceremony,
    GuarantorDraft,
    How,
    MemberDraft,
    PlanDraft,
)
from guihang.cases.vocabulary import DocumentKind, MemberRole
from guihang.county.acts import Acts, note
from guihang.county.courses import is_minor
from guihang.county.seeking import find, seek, tell_of_search
from guihang.county.steps import Step, events_of
from guihang.dossiers.archive.actions import Keeping
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Ending, What
from guihang.supervision.planning import actions as planning

type Way = Callable[[Acts, Step, datetime], None]

RECENT_DAYS = 92
WITH_PASSPORT = 4
"""One in so many has a travel document, which is kept from then on."""
MISSING = ("执行通知书", "结案登记表")
EXIT_POLICE = "永州市公安局冷水滩分局出入境管理大队"
TWO_OFFICERS = ("司法所所长", "中队队员")
HANDED_OVER = "湖南省永州监狱民警两名，当面移交"
FOCUS = "督促按时报告，帮助稳定就业，关心家庭关系。"
ASSESSED = {
    "lenient": "认罪悔罪，家庭支持好，有稳定收入，再犯风险低。",
    "ordinary": "认罪悔罪，交往一般，收入不稳定，再犯风险中等。",
    "strict": "有前科，交往复杂，无固定收入，再犯风险较高。",
}
REASONS = {
    "lenient": "评估风险低，表现稳定，按宽松管理。",
    "ordinary": "评估风险中等，按普通管理。",
    "strict": "评估风险较高，按严格管理。",
}
MEASURES = {
    "lenient": ("每月报告一次", "每半年实地查访一次"),
    "ordinary": ("每月报告一次", "每季度实地查访一次"),
    "strict": ("每周电话报告一次", "每月当面报告一次", "每月实地查访一次"),
}
TOLD_OF_ARRIVAL = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
SHEET = "接收登记，填写基本信息表"
ON_PAPER = "判决书等原件为纸质，已装订入卷，未扫描。"
RECORD = "服刑期间遵守监规，病情证明材料随案移交。"


def return_receipt(acts: Acts, step: Step, at: datetime) -> None:
    """Return the receipt for the papers; the leader of the squad issues it."""
    by = acts.hands.leader(acts.life.office, at)
    cases.return_receipt(case=acts.life.case, by=by, at=at)
    _note_besides(acts, step, at, What.RECEIPT_RETURNED)


def register(acts: Acts, step: Step, at: datetime) -> None:
    """Register who reported, was handed over or visited at home; tell who is to know of it."""
    how = How(step.more["how"])
    _note_only(acts, step, at, What.RELEASED)
    arrival = Arrival(
        day=at.date(),
        how=how,
        identity_matches=True,
        officers=TWO_OFFICERS if how is How.AT_HOME else (),
        handed_over_by=HANDED_OVER if What.HANDED_OVER in step.said else "",
        record=RECORD if What.HANDED_OVER in step.said else "",
    )
    cases.register(case=acts.life.case, arrival=arrival, by=acts.who(step, at), at=at)
    acts.remember(events_of(step))
    by = acts.hands.leader(acts.life.office, at)
    cases.tell_arrival(case=acts.life.case, whom=TOLD_OF_ARRIVAL, by=by, at=at)
    cases.fill_basic_sheet(case=acts.life.case, purpose=SHEET, by=by, at=at)


def ask_completion(acts: Acts, step: Step, at: datetime) -> None:
    """Ask the court to complete the papers; the leader of the squad issues the letter."""
    by = acts.hands.leader(acts.life.office, at)
    cases.ask_completion(case=acts.life.case, missing=MISSING, by=by, at=at)


def receive_documents(acts: Acts, step: Step, at: datetime) -> None:
    """Take in the papers that came after the notice."""
    by, day = acts.who(step, at), at.date()
    cases.receive_documents(case=acts.life.case, day=day, complete=True, by=by, at=at)


def report_exit_ban(acts: Acts, step: Step, at: datetime) -> None:
    """Report that somebody may not leave the country; a travel document is kept."""
    by, day = acts.who(step, at), at.date()
    cases.report_exit_ban(case=acts.life.case, day=day, receiver=EXIT_POLICE, by=by, at=at)
    if acts.life.number % WITH_PASSPORT == 0:
        number = f"E{acts.life.number:08d}"
        cases.hold_document(
            case=acts.life.case, kind=DocumentKind.PASSPORT, number=number, day=day, by=by, at=at
        )


def lift_exit_ban(acts: Acts, step: Step, at: datetime) -> None:
    """Withdraw the exit ban once correction is over."""
    cases.lift_exit_ban(case=acts.life.case, day=at.date(), by=acts.who(step, at), at=at)


def name_guarantor(acts: Acts, step: Step, at: datetime) -> None:
    """Name a relative who vouches for somebody who is ill."""
    person = acts.life.person
    draft = GuarantorDraft(
        name=f"{person.name[0]}守信",
        relation="兄弟",
        phone=person.phone,
        full_capacity=True,
        free=True,
        home_and_income=True,
        near=True,
    )
    by = acts.who(step, at)
    cases.name_guarantor(case=acts.life.case, draft=draft, day=at.date(), by=by, at=at)


def form_group(acts: Acts, step: Step, at: datetime) -> None:
    """Form the correction group, and have it agree on paper what each member sees to."""
    _form_group(acts, at, agree=True)


def gather_group(acts: Acts, step: Step, at: datetime) -> None:
    """Form the correction group without the paper."""
    _form_group(acts, at, agree=False)


def _form_group(acts: Acts, at: datetime, *, agree: bool) -> None:
    case, by = acts.life.case, acts.hands.of_squad(acts.life.office, at)
    members = group_of(acts, by.name)
    cases.form_group(
        case=case, members=members, day=at.date(), agree=agree, focus=FOCUS, by=by, at=at
    )


def group_of(acts: Acts, officer: str) -> tuple[MemberDraft, ...]:
    """Return who belongs into somebody's group: a woman for a woman, a teacher for a minor."""
    life, heads = acts.life, acts.hands.offices.holders
    minor = is_minor(life, life.effective)
    family = MemberRole.GUARDIAN if minor else MemberRole.FAMILY
    relative = f"{life.person.name[0]}某"
    members = [
        MemberDraft(MemberRole.OFFICE, heads[life.office, "所长"].name, phone="10000000010"),
        MemberDraft(MemberRole.AGENCY, officer, phone="10000000011"),
        MemberDraft(MemberRole.COMMITTEE, "村（居）治保委员", "female", phone="10000000012"),
        MemberDraft(family, relative, relation="父亲" if minor else "家属"),
    ]
    if minor:
        members.append(MemberDraft(MemberRole.SCHOOL, "班主任", "female", knows_minors=True))
    return tuple(members)


def declare(acts: Acts, step: Step, at: datetime) -> None:
    """Declare before the group, and have it signed."""
    by, life = acts.hands.of_squad(acts.life.office, at), acts.life
    minor = is_minor(life, life.effective)
    ceremony = Ceremony(
        day=at.date(),
        led_by=by.name,
        present=tuple(member.name for member in group_of(acts, by.name)[:3]),
        signed=True,
        public=False,
        place=f"{life.township.short}司法所宣告室",
        guardian=f"{life.person.name[0]}某" if minor else "",
    )
    cases.declare(case=life.case, ceremony=ceremony, by=by, at=at)


def classify(acts: Acts, step: Step, at: datetime) -> None:
    """Assess somebody and set the category that follows."""
    case, level, day = acts.life.case, acts.life.level, at.date()
    by = acts.hands.of_squad(acts.life.office, at)
    cases.assess(case=case, day=day, note=ASSESSED[level], by=by, at=at)
    cases.classify(case=case, level=level, reasons=REASONS[level], day=day, by=by, at=at)


LIBRARY = (("law_lessons", "skills"), ("single_talk", "job"), ("public_activity", "counselling"))
"""What the plans of the county take from the library, in turn."""
GOALS = {
    "lenient": "保持稳定就业，按时报告",
    "ordinary": "三个月内稳定就业，按时报告",
    "strict": "切断不良交往，三个月内无违规",
}
GOAL_DAYS = timedelta(days=95)


def plan(acts: Acts, step: Step, at: datetime) -> None:
    """Make the plan that rests on the assessment."""
    level, by = acts.life.level, acts.hands.of_squad(acts.life.office, at)
    draft = PlanDraft(
        situation=f"{acts.life.person.marriage}，{acts.life.person.work}，与家人同住。",
        assessment=ASSESSED[level],
        psychology="情绪稳定，愿意配合，对就业有些担心。",
        measures=MEASURES[level],
        helps=("协助联系技能培训", "村（居）干部每月走访一次"),
        review_on=at.date() + timedelta(days=180),
    )
    measures = LIBRARY[acts.life.number % len(LIBRARY)]
    goal = planning.Goal(GOALS[level], at.date() + GOAL_DAYS, measures[-1:])
    chosen = planning.Chosen(measures, goals=(goal,))
    planning.plan(case=acts.life.case, draft=draft, chosen=chosen, day=at.date(), by=by, at=at)


def discharge(acts: Acts, step: Step, at: datetime) -> None:
    """Discharge whose term is over; the certificate is handed over the same morning."""
    by, life = acts.who(step, at), acts.life
    by_prison = life.order.kind == Kind.OUTSIDE and life.order.organ != Organ.COURT
    release = f"释放证明书第{life.number}号" if by_prison else ""
    cases.discharge(case=life.case, release=release, by=by, at=at)
    if not by_prison:
        received = f"{life.person.name}本人"
        cases.give_certificate(case=life.case, day=at.date(), received_by=received, by=by, at=at)
    acts.remember(events_of(step))


def terminate(acts: Acts, step: Step, at: datetime) -> None:
    """End correction on the ruling of a court, and tell of it."""
    by, number = acts.who(step, at), acts.life.order.judgment_number
    cases.terminate(
        case=acts.life.case, ending=Ending.REVOKED, day=at.date(), paper=number, by=by, at=at
    )
    _note_besides(acts, step, at, What.TERMINATED)
    acts.remember(events_of(step))


def archive(acts: Acts, step: Step, at: datetime) -> None:
    """Put the file into the archive; a record the law seals is sealed at once."""
    by, case = acts.hands.brigade(at), acts.life.case
    cases.archive(case=case, keeping=Keeping("thirty", ON_PAPER), by=by, at=at)
    if any(event.what is What.SEALED for event in events_of(step)):
        cases.seal(case=case, by=by, at=at)


def _note_only(acts: Acts, step: Step, at: datetime, *whats: What) -> None:
    """Note those events of a step that are of some kinds."""
    _note_events(acts, step, at, lambda what: what in whats)


def _note_besides(acts: Acts, step: Step, at: datetime, *whats: What) -> None:
    """Note the events of a step but those its act has noted."""
    _note_events(acts, step, at, lambda what: what not in whats)


def _note_events(acts: Acts, step: Step, at: datetime, wanted: Callable[[What], bool]) -> None:
    events = tuple(event for event in events_of(step) if wanted(event.what))
    if events:
        pairs = tuple((event, Besides(channel="counter")) for event in events)
        cases.note_all(case=acts.life.case, events=pairs, by=acts.who(step, at), at=at)
        acts.remember(events)


ACTS: Mapping[str, Way] = {
    "return_receipt": return_receipt,
    "register": register,
    "ask_completion": ask_completion,
    "receive_documents": receive_documents,
    "report_exit_ban": report_exit_ban,
    "lift_exit_ban": lift_exit_ban,
    "name_guarantor": name_guarantor,
    "form_group": form_group,
    "declare": declare,
    "classify": classify,
    "plan": plan,
    "discharge": discharge,
    "terminate": terminate,
    "archive": archive,
    "seek": seek,
    "tell_of_search": tell_of_search,
    "find": find,
}
"""Which steps have an act of their own."""

LONG_AGO: Mapping[str, Way] = {"form_group": gather_group, "name_guarantor": name_guarantor}
"""Which of them are done so long ago too: who is in the group, who vouches, is seen today."""


def way(step: Step, on: date) -> Way:
    """Return how a step is done: by its own act with its paper, or only noted if long ago."""
    if step.act == "receive":
        return Acts.begin
    recent = step.day >= on - timedelta(days=RECENT_DAYS)
    return (ACTS if recent else LONG_AGO).get(step.act, note)
