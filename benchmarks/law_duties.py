"""How long `duties` takes for 50,000 mixed cases on one core, and how much memory."""

import random
import resource
import time
from datetime import date, timedelta

from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import duties
from guihang.law.rules import load
from guihang.law.spans import Span
from guihang.law.statutes import Statutes

CASES, BATCH, ON = 50_000, 1_000, date(2026, 11, 23)
DAILY = (What.REPORT_MADE, What.CHECKED, What.VISITED, What.TAUGHT, What.HEALTH_REPORTED)


def mixed(number: int, dice: random.Random) -> CaseFacts:
    """Return one case of a seeded county: delivered, received, supervised, sometimes in trouble."""
    starts = ON - timedelta(days=dice.randrange(900))
    events = [
        Event(what, starts + timedelta(days=after))
        for what, after in (
            (What.EFFECTIVE, 0),
            (What.NOTICE_RECEIVED, dice.randrange(8)),
            (What.DOCUMENTS_RECEIVED, dice.randrange(14)),
            (What.REPORTED, dice.randrange(14)),
            (What.REGISTERED, dice.randrange(14)),
            (What.DECLARED, dice.randrange(20)),
        )
    ]
    for _ in range(dice.randrange(12)):
        events.append(Event(dice.choice(DAILY), starts + timedelta(days=dice.randrange(900))))
    for _ in range(dice.randrange(3)):
        day, of = starts + timedelta(days=dice.randrange(600)), f"M-{number}-{dice.randrange(99)}"
        what = dice.choice((What.LEAVE_ASKED, What.TRANSFER_ASKED, What.WARNED, What.ADMONISHED))
        events.append(Event(what, day, begins=day, ends=day + timedelta(days=5), of=of))
        if dice.random() < 0.5:
            events.append(Event(What.COPIED, day, of=of, to=Body.PROCURATORATE))
    kind = dice.choice(tuple(Kind))
    return CaseFacts(
        kind,
        tuple(event for event in sorted(events, key=lambda event: event.day) if event.day <= ON),
        probation=Span(years=2) if kind is Kind.SUSPENSION else None,
        sentence=Span(years=1) if kind is Kind.SURVEILLANCE else None,
        sentence_ends=starts + timedelta(days=1000),
        paper_begins=starts,
        paper_ends=starts + timedelta(days=730 if dice.random() < 0.9 else 729),
        place="431103",
    )


def main() -> None:
    """Measure."""
    load()
    dice, law = random.Random(1), Statutes(ON, "431103")
    owed, taken = 0, 0.0
    for first in range(0, CASES, BATCH):
        cases = [mixed(number, dice) for number in range(first, first + BATCH)]
        begun = time.process_time()
        owed += sum(len(duties(case, ON, law)) for case in cases)
        taken += time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{CASES} cases, {owed} duties: {taken:.2f} s, {memory} MB")


if __name__ == "__main__":
    main()
