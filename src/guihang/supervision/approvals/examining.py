"""What is refused when an approval is asked for: the field, the reason, the article, the remedy."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guihang.cases.words import spoken
from guihang.decisions.course import UNDECIDED, Stage
from guihang.decisions.marks import mark
from guihang.law.codes import Kind, OutsideGround
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly, TooLate
from guihang.law.rules.frequent import Part
from guihang.law.verdicts import Ground
from guihang.supervision.approvals import house_rules, judging, plans
from guihang.supervision.approvals.judging import Judgment
from guihang.supervision.approvals.wish import Wish
from guihang.supervision.approvals.words import Lengthened
from guihang.supervision.leave.examining import EXIT, TERM, UNDER_CORRECTION

GONE = (Stage.REFUSED, Stage.CLOSED, Stage.WITHDRAWN, Stage.ENDED)
FIELD_OF = {Part.PROOF: "files", Part.REASON: "words"}
OWN = ("house:", "local:")
LATER = frozenset({"ends", "order"})
"""What the last of the articles stands against; otherwise it is the first."""
TWICE = frozenset({plans.CONTACT, plans.ENTRY})
"""Of these there may be several at once: each is about its own person or place."""


def examine(wish: Wish, case, *, on: date, besides: str = "") -> Judgment:
    """Refuse what is wrong with an approval; return what the law says of what is right."""
    _under_correction(wish, case)
    judged = judging.judge(wish, case, on=on)
    _lawful(wish, judged)
    _days(wish, judged, case, on)
    if wish.name == plans.EXTENSION:
        _extending(wish, on)
    if wish.name == plans.LENGTHENING:
        _interval(wish, case)
    _complete(wish, judged)
    _alone(wish, judged, case, besides)
    return judged


def _under_correction(wish: Wish, case) -> None:
    if case.state not in UNDER_CORRECTION:
        raise TooEarly(
            why=_("%(name)s is not under correction here; state: %(state)s.")
            % {"name": case.person.name, "state": case.get_state_display()},
            ground=wish.plan.article,
            remedy=_("It is for who has been registered, until the term ends."),
        )


def _lawful(wish: Wish, judged: Judgment) -> None:
    if judged.lacking is not None:
        raise Missing(
            why=spoken(judged.lacking.because),
            ground=judged.grounds[0].article if judged.grounds else wish.plan.article,
            remedy=LACKING.get(wish.name, _("State what is missing; nobody guesses it.")),
        )
    ground = judged.grounds[0]
    if not judged.needed:
        raise BadFacts(
            judged.wrong,
            why=spoken(ground.because),
            ground=ground.article,
            remedy=_("No approval is needed for this; the rules on reporting go on."),
        )
    if any(one.is_abroad for one in wish.places):
        raise BadFacts(
            "places",
            why=_("Nobody under correction leaves the mainland before the sentence is executed."),
            ground=EXIT,
            remedy=_("Name places on the mainland only."),
        )
    if not judged.may:
        against = _against(judged)
        raise BadFacts(
            judged.wrong,
            why=spoken(against.because),
            ground=against.article,
            remedy=INSTEAD.get(judged.wrong, _("It cannot be approved.")),
        )


def _against(judged: Judgment) -> Ground:
    """Return the article that stands against it; how days are counted is only said beside."""
    lawful = [one for one in judged.grounds if not one.article.startswith(OWN)]
    if not lawful:
        return judged.grounds[0]
    return lawful[-1 if judged.wrong in LATER else 0]


LACKING = {
    plans.ENTRY: _("Enter the prohibition order with its days in the case first."),
    plans.CONTACT: _("State whether the other person consents."),
    plans.EXTENSION: _("Assess whether the device is still needed, and note it first."),
    plans.DEVICE: _("Choose the fact of the case that proves the circumstance."),
}
INSTEAD = {
    "order": _("What the court forbade nobody can approve; only the court may change its order."),
    "proof": _("Choose a circumstance that a fact of this case proves; otherwise no device."),
    "ends": _("Choose an earlier last day; what is still needed then is asked for again."),
    "cause": _("Adapt the activity to what the person can do; only listed causes exempt."),
}


def _days(wish: Wish, judged: Judgment, case, on: date) -> None:
    begins, ends = judged.begins, judged.ends
    if begins is None or ends is None:
        return
    wrong = (
        ("ends", ends < begins, _("The last day lies before the first."), "house:forms"),
        ("begins", begins < on, _("The first day has passed; nothing is approved afterwards."),
         wish.plan.article),
        ("ends", _after_the_term(case, ends), _("The term ends before the last day."), TERM),
    )  # fmt: skip
    for field, is_wrong, why, ground in wrong:
        if is_wrong and (wish.day(field) is not None):
            raise BadFacts(
                field, why=why, ground=ground, remedy=_("Choose days from today to the term's end.")
            )


def _after_the_term(case, ends: date) -> bool:
    return case.term_ends is not None and ends > case.term_ends


def _extending(wish: Wish, on: date) -> None:
    order = judging.order_of(wish)
    if order is None or order.off_on is not None or order.ends < on or order.matter.stage in GONE:
        raise TooLate(
            why=_("The order is over, or the device was taken off; it cannot be lengthened."),
            ground="ccl-2019:29.2",
            remedy=_("Only a new order, on a fact that proves a circumstance, can begin anew."),
        )


def _interval(wish: Wish, case) -> None:
    reviews = wish.said("what") == Lengthened.REVIEWS
    if wish.said("what") not in set(Lengthened) or (
        reviews and case.outside_ground != OutsideGround.ILLNESS
    ):
        raise BadFacts(
            "what",
            why=_("This interval does not run for this person."),
            ground="measures-2020:24.2",
            remedy=_("Reviews are for who is on medical release; reports for all who serve out."),
        )


def _complete(wish: Wish, judged: Judgment) -> None:
    for ask in wish.plan.asks:
        if ask.required and not wish.stated.get(ask.name):
            raise BadFacts(
                ask.name,
                why=_("This is not said: %(what)s.") % {"what": ask.label},
                ground="house:forms",
                remedy=_("Enter it; the request is complete with it."),
            )
    for part in judged.missing:
        raise BadFacts(
            FIELD_OF.get(part, part.value),
            why=_("The request lacks: %(part)s.") % {"part": spoken(part.says)},
            ground="measures-2020:29",
            remedy=_("Add it; reason, places, times, frequency and proof belong to the request."),
        )
    if wish.name in house_rules.PROVED and not wish.files:
        raise BadFacts(
            "files",
            why=_("Nothing in writing proves it."),
            ground=house_rules.PROOF,
            remedy=_("Put the hospital's papers into the dossier and choose them."),
        )


def _alone(wish: Wish, judged: Judgment, case, besides: str) -> None:
    if wish.name in TWICE:
        return
    # A device that still is worn has not come off, whatever the order says.
    there = Q(ends__gte=judged.begins) | Q(worn_on__isnull=False)
    same = case.approvals.filter(there, kind=wish.name, off_on__isnull=True)
    for other in same.exclude(matter__stage__in=GONE).select_related("matter"):
        if mark(other.matter_id) == besides or _differs(wish, other):
            continue
        if wish.name == plans.EXTENSION and other.matter.stage not in UNDECIDED:
            continue
        raise AlreadyDone(
            why=_("%(number)s covers these days already, or is under way.")
            % {"number": other.matter.number},
            ground=house_rules.ALONE,
            remedy=_("Wait until it is over, end it, or withdraw it first."),
        )


def _differs(wish: Wish, other) -> bool:
    """Reports and reviews are two intervals."""
    if wish.name != plans.LENGTHENING:
        return False
    return other.matter.fields["stated"].get("what") != wish.stated.get("what")


def kinds_for(case) -> tuple[str, ...]:
    """Return the approvals there are for somebody's kind of correction."""
    outside = case.kind == Kind.OUTSIDE
    left_out = {plans.EXTENSION} | (set() if outside else {plans.LENGTHENING})
    return tuple(name for name in plans.PLANS if name not in left_out)
