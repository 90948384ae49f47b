"""What is owed about a positioning device from its approval to its removal (电子定位义务)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guihang.law import periods
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, discharged, provides
from guihang.law.statutes import Statutes
from guihang.law.texts import Text

TELL = Obligation(
    name="monitoring.tell_before",
    says=Text("使用前书面告知期限、要求和后果", "tell the period, demands and consequences before"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.DEVICE_APPROVED,),
    discharged_by=(What.DEVICE_TOLD,),
    articles=("measures-2020:37",),
)
COPY = Obligation(
    name="monitoring.copy_approval",
    says=Text("将审批抄送检察院", "copy the approval to the procuratorate"),
    by=Body.COUNTY,
    to=(Body.PROCURATORATE,),
    opened_by=(What.DEVICE_APPROVED,),
    discharged_by=(What.COPIED,),
    told=Body.PROCURATORATE,
    articles=("local:device-copy",),
)
ASSESS = Obligation(
    name="monitoring.assess",
    says=Text("期满前评估是否继续使用", "assess before the end whether it is still needed"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.DEVICE_APPROVED,),
    discharged_by=(What.DEVICE_ASSESSED, What.DEVICE_REMOVED),
    articles=("ccl-2019:29.2", "local:device-assessment"),
    within="monitoring.assessed_ahead",
)
REMOVE = Obligation(
    name="monitoring.remove",
    says=Text("期限届满，解除装置并停止采集位置", "take the device off and stop taking positions"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.DEVICE_APPROVED,),
    discharged_by=(What.DEVICE_REMOVED,),
    articles=("ccl-2019:29.2",),
    consequence=Text("超期使用违法", "to use it longer is against the law"),
    lives_on=True,
)


@provides(TELL, COPY, ASSESS, REMOVE)
def devices(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield what is owed for every approval of a device."""
    for approved in case.all(What.DEVICE_APPROVED):
        if approved.begins and approved.ends:
            yield from _of_approval(approved, approved.begins, case, law)


def _of_approval(approved: Event, begins: date, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    told = _told(approved, case)
    yield Duty(TELL, approved.day, max(begins, approved.day), approved.of, told)
    copied = law.at(approved.day).get("monitoring.copied_to")
    if copied and Body.PROCURATORATE.value in copied.words:
        done = discharged(COPY, approved, case)
        yield Duty(COPY, approved.day, approved.day, approved.of, done, copied.by)
    yield from _end(approved, _last_day(approved, case), case, law)


def _told(approved: Event, case: CaseFacts) -> date | None:
    """Return the day the person was told, even on a day before the approval is entered."""
    told = case.first(What.DEVICE_TOLD, of=approved.of)
    return told.day if told else None


def _last_day(approved: Event, case: CaseFacts) -> date:
    """Return the last day approved, extensions of the same approval included."""
    extended = [
        event.ends
        for event in case.all(What.DEVICE_EXTENDED)
        if event.of == approved.of and event.ends
    ]
    return max([approved.ends or approved.day, *extended])


def _end(approved: Event, ends: date, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    """Yield the assessment before the end, and the removal at it, or when correction ends."""
    closed = case.closed_on
    last = min(ends, closed) if closed else ends
    removed = case.first(What.DEVICE_REMOVED, of=approved.of)
    off = removed.day if removed else None
    yield Duty(REMOVE, last, last, approved.of, off)
    ahead = law.at(approved.day).get("monitoring.assessed_ahead")
    if ahead is None:
        return
    opens = periods.before(ends, ahead.span)
    done = [
        event.day
        for event in case.all(What.DEVICE_ASSESSED)
        if event.of == approved.of and event.day >= opens.last
    ]
    yield Duty(ASSESS, opens.last, ends, approved.of, min(done, default=off), ahead.by)
