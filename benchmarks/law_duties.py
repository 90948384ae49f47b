"""How long `duties` takes for 50,000 mixed cases on one core, and how much memory.

The cases are a seeded county: everybody is delivered, received and supervised; some ask for leave,
move, fall ill, break rules, are lost, detained, revoked, discharged. The baseline is the same run
with no obligation known: what reading the cases costs by itself.

The clock is that of the process (`time.process_time`), so that waiting for a core does not count;
a busy neighbour still slows caches and memory, so compare with the baseline of the same minutes.
"""

import random
import resource
import time
from collections import Counter
from datetime import date, datetime, timedelta

from guihang.law import obligations
from guihang.law.codes import Body, Kind, Organ, OutsideGround, Penalty
from guihang.law.events import (
    Breach,
    Circumstance,
    Custody,
    Event,
    Incident,
    Missed,
    PoliceGround,
    Procedure,
    Reply,
    What,
)
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Register, duties
from guihang.law.periods import BEIJING
from guihang.law.rules import load
from guihang.law.spans import Span
from guihang.law.statutes import Statutes

CASES, BATCH, ON = 50_000, 1_000, date(2026, 11, 23)
LIMIT_S, LIMIT_MB = 5.0, 300
DAILY = (What.REPORT_MADE, What.CHECKED, What.VISITED, What.TAUGHT, What.CONTACTED)
DELIVERY = (
    (What.EFFECTIVE, 0),
    (What.NOTICE_RECEIVED, 6),
    (What.DOCUMENTS_RECEIVED, 14),
    (What.RECEIPT_RETURNED, 18),
    (What.REPORTED, 14),
    (What.REGISTERED, 14),
    (What.IDENTITY_CHECKED, 14),
    (What.FILE_OPENED, 15),
    (What.EXIT_BAN_REPORTED, 16),
    (What.GROUP_FORMED, 20),
    (What.DECLARED, 20),
    (What.PLAN_MADE, 30),
)
# What can happen to a case, and how often in a thousand; each story is a run of steps, of which
# some are still to come on the day.
STORIES: tuple[tuple[int, tuple[What, ...]], ...] = (
    (150, (What.LEAVE_ASKED, What.LEAVE_GRANTED, What.LEFT, What.RETURNED)),
    (40, (What.TRAVEL_ASKED, What.TRAVEL_GRANTED)),
    (15, (What.CONTACT_ASKED, What.CONTACT_GRANTED)),
    (10, (What.ENTRY_ASKED, What.ENTRY_GRANTED)),
    (
        30,
        (
            What.TRANSFER_ASKED,
            What.TRANSFER_LETTER_SENT,
            What.TRANSFER_LETTER_RECEIVED,
            What.TRANSFER_REPLIED,
            What.TRANSFER_AGREED,
            What.TRANSFER_FILE_SENT,
            What.TRANSFER_FILE_RECEIVED,
            What.TRANSFER_REPORTED,
        ),
    ),
    (120, (What.DUTY_MISSED, What.ADMONISHED, What.SANCTION_TOLD, What.COPIED)),
    (50, (What.RULE_BROKEN, What.WARNED, What.SANCTION_TOLD, What.OBJECTED)),
    (20, (What.PENALTY_ASKED, What.PENALISED)),
    (20, (What.DEVICE_PROPOSED, What.DEVICE_APPROVED, What.DEVICE_TOLD, What.DEVICE_WORN)),
    (30, (What.LOST, What.SEARCH_STARTED, What.TOLD, What.FOUND)),
    (30, (What.DETAINED, What.DETENTION_NOTICE, What.FREED)),
    (10, (What.INCIDENT, What.REPORTED_UP)),
    (15, (What.REVOCATION_PROPOSED, What.REVOKED, What.TERMINATED, What.DELIVERED)),
    (15, (What.RECALL_PROPOSED, What.RECALLED, What.TERMINATED)),
    (8, (What.ARREST_ASKED, What.ARREST_DECIDED, What.ARRESTED)),
    (10, (What.REDUCTION_PROPOSED, What.REDUCTION_REFUSED)),
    (5, (What.DIED, What.DEATH_LEARNED, What.TOLD)),
    (60, (What.COMMENDED, What.SANCTION_TOLD)),
    (20, (What.CORRECTION_RECEIVED, What.CORRECTION_ANSWERED)),
    (10, (What.COMPLAINED, What.COMPLAINT_ANSWERED)),
    (60, (What.SUMMARY_WRITTEN, What.APPRAISAL_WRITTEN, What.DISCHARGED, What.ARCHIVED)),
    (10, (What.GUARANTOR_NAMED, What.GUARANTOR_LOST)),
    (40, (What.COMMISSION_RECEIVED, What.MATERIALS_RECEIVED, What.OPINION_SENT)),
)
CODES = {
    What.COMMISSION_RECEIVED: Procedure,
    What.DUTY_MISSED: Missed,
    What.RULE_BROKEN: Breach,
    What.DEVICE_PROPOSED: Circumstance,
    What.DEVICE_APPROVED: Circumstance,
    What.PENALISED: PoliceGround,
    What.DETAINED: Custody,
    What.INCIDENT: Incident,
    What.TRANSFER_REPLIED: Reply,
}
TOLD = (Body.PROCURATORATE, Body.POLICE, Body.ORGAN, Body.PERSON)


def event(what: What, day: date, of: str | None, dice: random.Random) -> Event:
    """Return an event with what its kind needs."""
    code = dice.choice(tuple(CODES[what])).value if what in CODES else None
    if what is What.TERMINATED:
        code = "died"
    at = datetime(day.year, day.month, day.day, 9, tzinfo=BEIJING) if "at" in what.needs else None
    to = dice.choice(TOLD) if what in {What.TOLD, What.COPIED} else None
    return Event(
        what, day, at=at, begins=day, ends=day + timedelta(days=dice.randrange(1, 80)),
        code=code, of=of, to=to,
    )  # fmt: skip


def mixed(number: int, dice: random.Random) -> CaseFacts:
    """Return one case of the county."""
    kind = dice.choices(tuple(Kind), (5, 70, 15, 10))[0]
    starts = ON - timedelta(days=dice.randrange(900))
    events = [
        event(what, starts + timedelta(days=dice.randrange(within + 1)), None, dice)
        for what, within in DELIVERY
        if dice.random() < 0.95
    ]
    for _ in range(dice.randrange(12)):
        day = starts + timedelta(days=dice.randrange(900))
        events.append(event(dice.choice(DAILY), day, None, dice))
    for often, story in STORIES:
        if dice.randrange(1000) < often:
            day, of = starts + timedelta(days=dice.randrange(600)), f"M-{number}-{often}"
            for what in story[: dice.randrange(1, len(story) + 1)]:
                events.append(event(what, day, of, dice))
                day += timedelta(days=dice.randrange(8))
    if kind is Kind.OUTSIDE:
        for month in range(dice.randrange(6)):
            day = starts + timedelta(days=30 * month + dice.randrange(10))
            events.append(event(What.HEALTH_REPORTED, day, None, dice))
    happened = (one for one in sorted(events, key=lambda one: one.day) if one.day <= ON)
    return CaseFacts(
        kind,
        tuple(happened),
        organ=dice.choice(tuple(Organ)) if kind is Kind.OUTSIDE else Organ.COURT,
        penalty=Penalty.SURVEILLANCE if kind is Kind.SURVEILLANCE else Penalty.PRISON,
        probation=Span(years=2) if kind is Kind.SUSPENSION else None,
        sentence=Span(years=1),
        sentence_ends=starts + timedelta(days=1000),
        paper_begins=starts,
        paper_ends=starts + timedelta(days=730 if dice.random() < 0.9 else 729),
        birth=date(dice.randrange(1950, 2009), 1, 2),
        minor_at_crime=dice.random() < 0.03,
        outside_ground=dice.choice(tuple(OutsideGround)) if kind is Kind.OUTSIDE else None,
        office_entrusted=dice.random() < 0.5,
        place="431103",
    )


def run(known: Register, owed: Counter[str]) -> float:
    """Return the seconds of one core it takes to find what is owed in every case."""
    dice, law, taken = random.Random(1), Statutes(ON, "431103"), 0.0
    for first in range(0, CASES, BATCH):
        cases = [mixed(number, dice) for number in range(first, first + BATCH)]
        begun = time.process_time()
        found = [duties(case, ON, law, known=known) for case in cases]
        taken += time.process_time() - begun
        for case in found:
            owed.update(duty.name for duty in case)
    return taken


def main() -> None:
    """Measure, with nothing known first."""
    load()
    base, owed = run(Register(), Counter()), Counter()
    taken = run(obligations.REGISTER, owed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    known = len(obligations.REGISTER.obligations)
    print(f"baseline, nothing known: {base:.2f} s")
    print(
        f"{CASES} cases, {owed.total()} duties of {len(owed)} of {known} kinds: "
        f"{taken:.2f} s, {1e6 * taken / CASES:.0f} µs a case, {memory} MB"
    )
    verdict = "under" if taken < LIMIT_S and memory < LIMIT_MB else "OVER"
    print(f"{verdict} the limits of {LIMIT_S} s and {LIMIT_MB} MB")


if __name__ == "__main__":
    main()
