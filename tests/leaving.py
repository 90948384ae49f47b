"""One leave on its way: a person asks, officers enter, check, decide, tell, and see him back."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfWriter

import cast as the_cast
from guihang.agencies import actions as agencies
from guihang.cases.actions import note_all
from guihang.cases.actions.noting import NOTHING
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Note
from guihang.dossiers import actions as dossiers
from guihang.dossiers.actions import set_paper_mark
from guihang.law.events import Event, What
from guihang.ledger.chains import SYSTEM
from guihang.supervision.leave import actions
from guihang.supervision.leave.actions import Return
from guihang.supervision.leave.wish import Destination, Wish
from guihang.supervision.models import Trip
from lives import received
from matters import Play

TODAY = the_cast.TODAY
DONGGUAN = Destination("广东省东莞市长安镇", "4419", "唐建华", "13800000001")
LINGLING = Destination("永州市零陵区", "431102")
QIYANG = Destination("永州市祁阳市", "431181")
LONG = TODAY + timedelta(days=4)


class LeavePlay(Play):
    """The people of the cast deal with the leaves of one person, 唐建平."""

    case = None

    @property
    def trip(self):
        """The leave, as it stands now."""
        return Trip.objects.select_related("extends", "matter", "case", "notice").get(
            matter=self.matter
        )

    def wish(self, days=5, ahead=4, **changes):
        """A leave of so many days that begins so many days ahead."""
        leaves = self.at.date() + timedelta(days=ahead)
        made = {
            "reason": "family",
            "words": "母亲住院，前往照料。",
            "destinations": (DONGGUAN,),
            "leaves": leaves,
            "returns": leaves + timedelta(days=days - 1),
        }
        return Wish(**{**made, **changes})

    def ask(self, name="township_officer", once=None, **changes):
        self.matter = None
        press = self.press(name, once)
        self.later()
        press = self._at_once(press, name)
        self.matter = actions.ask(
            case=self.case, wish=self.wish(**changes), by=self.actor(name), at=self.at, press=press
        )
        return self.matter

    def _at_once(self, press, name):
        return press if press.proof is None else type(press)(press.once, press.version, press.proof)

    def complete(self, name="township_officer", **changes):
        self.later()
        self.matter = actions.complete(
            matter=self.matter,
            wish=self.wish(**changes),
            by=self.actor(name),
            at=self.at,
            press=self.press(name),
        )
        return self.matter

    def check(self, name="second_township_officer", **press):
        return self.act("check", name, Note(opinion="已电话核对家属和医院。"), **press)

    def grant(self, name="squad_leader", **press):
        return self.act("grant", name, Note(opinion="同意。"), **press)

    def tell(self, name="township_officer", **press):
        return self.act("tell", name, Note(channel="hand", recipient="唐建平"), **press)

    def confirm(self, name="township_officer", **press):
        return self.act("confirm_receipt", name, Note(), **press)

    def up_to(self, verb, days=8, **changes):
        """Play an ordinary leave up to and with one verb; by default it goes to the county."""
        self.ask(days=days, **changes)
        for step in ("check", "grant", "tell", "confirm"):
            if verb == "ask":
                break
            getattr(self, step)()
            if step == verb:
                break
        return self.matter

    def to_day(self, day):
        """Let the days pass, sweeps included."""
        self.at = self.at.replace(year=day.year, month=day.month, day=day.day)
        decisions.move_with_the_days(at=self.at)
        return self

    def back(self, name="township_officer", day=None, how="counter", **late):
        self.later()
        if late:
            late.setdefault("is_told", True)
        back = Return(day or self.at.date(), how, **late)
        return actions.report_back(trip=self.trip, back=back, by=self.actor(name), at=self.at)

    def not_back(self, words, name="squad_officer", *, is_reached=True):
        return actions.note_not_back(
            trip=self.trip, is_reached=is_reached, words=words, by=self.actor(name), at=self.later()
        )

    def reveal(self, field, reason="核查外出", name="squad_officer"):
        return actions.reveal_trip(
            trip=self.trip, field=field, reason=reason, by=self.actor(name), at=self.at
        )

    def entrust(self, office="office"):
        """Let an office decide short leaves."""
        trust = agencies.Trust(
            office=self.cast.unit(office),
            power="short_leave",
            since=date(2026, 1, 1),
            until=date(2027, 12, 31),
            paper="（2026）冷矫委字第 1 号",
        )
        agencies.entrust(trust=trust, by=SYSTEM, at=self.at)
        return self

    def happened(self, what):
        """The events of a kind in the case, as they stand."""
        from guihang.cases.facts import facts_of

        self.case.refresh_from_db()
        return facts_of(type(self.case).objects.for_facts().get(pk=self.case.pk)).all(What(what))

    def note(self, *events):
        """Note what happened in the case."""
        pairs = tuple((event, NOTHING) for event in events)
        note_all(case=self.case, events=pairs, by=SYSTEM, at=self.at)

    def attach(self, name="诊断证明.pdf"):
        """Put a proof into the dossier; return its key."""
        leaf = BytesIO()
        writer = PdfWriter()
        writer.add_blank_page(200 + self.at.minute, 200)
        writer.write(leaf)
        upload = dossiers.Upload(name, leaf.getvalue())
        made = dossiers.attach(dossier=self.case.dossier, upload=upload, by=SYSTEM, at=self.at)
        return str(made.key)


def under_correction(cast, **received_as):
    """Return the case of somebody registered and declared."""
    case = received(cast, **received_as)
    events = (
        Event(What.REPORTED, date(2026, 10, 28)),
        Event(What.REGISTERED, date(2026, 10, 28)),
        Event(What.DECLARED, date(2026, 11, 2)),
    )
    note_all(case=case, events=tuple((one, NOTHING) for one in events), by=SYSTEM, at=the_cast.NOW)
    return type(case).objects.for_facts().get(pk=case.pk)


def play(cast, **received_as):
    """Begin a play with one person under correction."""
    set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=the_cast.NOW)
    made = LeavePlay(cast)
    made.case = under_correction(cast, **received_as)
    return made
