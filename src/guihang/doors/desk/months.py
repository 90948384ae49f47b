"""One month of one person: what it shows, line by line, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import Actor, may
from guihang.cases import queries as cases
from guihang.cases.vocabulary import Channel
from guihang.cases.words import spoken
from guihang.doors import clock
from guihang.doors.desk import conduct as conduct_desk
from guihang.doors.desk.cases import screens, telling
from guihang.doors.desk.conduct_forms import event_said
from guihang.doors.desk.month_forms import (
    AnswerForm,
    AssessForm,
    GiveBackForm,
    ObjectForm,
    ReferForm,
    TellForm,
    month_said,
)
from guihang.doors.desk.month_lists import COLOURS
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.law.codes import MonthResult
from guihang.law.events import What
from guihang.law.refusals import BadFacts, NotYours, Refused
from guihang.supervision import access
from guihang.supervision.assessment import actions, evidence, queries
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.queries import Shown
from guihang.supervision.assessment.words import OUTCOMES, STATES, TOLD_BY


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done with a month: its form, its words, the action."""

    says: object
    form: type[forms.Form]
    do: Callable[[HttpRequest, Shown, forms.Form], object]


@never_cache
def page(request: HttpRequest, number: str, month: str) -> HttpResponse:
    """Show one month of a person."""
    return _page(request, _shown(request, number, month), {})


@never_cache
@require_POST
def take(request: HttpRequest, number: str, month: str, act: str) -> HttpResponse:
    """Do one thing with a month."""
    shown = _shown(request, number, month)
    if act not in ACTS:
        return errors.not_found(request)
    form = ACTS[act].form(request.POST, auto_id=f"{act}_%s")
    if form.is_valid():
        try:
            said = ACTS[act].do(request, shown, form)
        except NotYours as refused:
            form.refused = refused
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, said)
            return _on(request, shown, act)
    return _page(request, _shown(request, number, month), {act: form}, ui_forms.status(form))


def _on(request: HttpRequest, shown: Shown, act: str) -> HttpResponse:
    """Go on to the next person of the office after an assessment, else stay."""
    following = None
    if act == "assess":
        following = queries.next_to_assess(request.actor, shown.case, shown.month)
    case = following or shown.case
    return redirect("desk:month", case.number, str(shown.month))


def _shown(request: HttpRequest, number: str, month: str) -> Shown:
    case = cases.case_for(request.actor, number)
    try:
        wanted = Month.read(month)
    except BadFacts:
        wanted = None
    if wanted is None or not evidence.is_assessed_in(case, wanted):
        raise NotYours(
            why=_("The person was not under correction here in this month."),
            ground="house:months",
            remedy=_("Choose a month between the registration and the end."),
        )
    return queries.month_of(case, wanted)


def _page(
    request: HttpRequest, shown: Shown, bound: Mapping[str, forms.Form], status: int = 200
) -> HttpResponse:
    made, standing = shown.standing, queries.standing_of(shown.standing)
    context = {
        "shown": shown,
        "case": shown.case,
        "month": shown.month,
        "month_says": month_said(shown.month),
        "has_before": evidence.is_assessed_in(shown.case, shown.month.before),
        "made": made,
        "result": spoken(MonthResult(made.result).says) if made else "",
        "told_how": TOLD_BY.get(made.told_how, "") if made else "",
        "state": COLOURS[standing],
        "says": STATES[standing],
        "topics": [
            (topic.says, [_row(shown.case, row) for row in topic.rows])
            for topic in shown.evidence.topics
        ],
        "tally": shown.evidence.tally,
        "counted": _counted(shown),
        "proposed": spoken(shown.evidence.tally.result.says) if shown.evidence.tally else "",
        "later": [_row(shown.case, row) for row in shown.came_later],
        "taken_back": [one for one in shown.editions if one.taken_back_at],
        "objections": _objections(shown),
        "forms": {name: _form(name, shown, bound) for name in _offered(request.actor, shown)},
        "to_mend": next(iter(bound), ""),
        "is_over": shown.month.last < clock.today(),
    }
    return render(request, "desk/months/month.html", context, status=status)


def _counted(shown: Shown) -> list[tuple[object, int, int, list]]:
    tally = shown.evidence.tally
    if tally is None:
        return []
    return [
        (one.line, one.points, one.credited, [_row(shown.case, row) for row in one.events])
        for one in tally.counted
    ]


def _row(case, row) -> dict[str, object]:
    subject = telling.SUBJECTS[row.what]
    return {
        "row": row,
        "says": event_said(row),
        "channel": Channel(row.channel).label if row.channel else "",
        "href": f"{reverse('desk:case', args=[case.number])}?show={subject}#event-{row.seq}",
    }


def _objections(shown: Shown) -> list[tuple[object, object, str, str]]:
    return [
        (one, OUTCOMES.get(one.outcome, ""), f"objection-{one.pk}", f"answer-{one.pk}")
        for edition in shown.editions
        for one in edition.objections.all()
    ]


def _form(name: str, shown: Shown, bound: Mapping[str, forms.Form]) -> tuple[object, forms.Form]:
    initial = {"day": clock.today(), "seen": len(shown.editions)}
    form = bound.get(name) or ACTS[name].form(initial=initial, auto_id=f"{name}_%s")
    return ACTS[name].says, form


def _offered(by: Actor, shown: Shown) -> list[str]:
    """Return what can be done with the month now, by whoever looks."""
    made, unit_path = shown.standing, shown.case.unit_path
    works = may(access.check_may_assess_month, by, unit_path)
    leads = may(access.check_may_confirm_months, by, unit_path)
    answers = may(access.check_may_answer_objection, by, unit_path)
    is_open = made is None or made.confirmed_at is None
    last = [one for one, *_more in _objections(shown)][-1:]
    is_objected = bool(last) and last[0].answered_on is None
    is_others = made is not None and made.by_id != by.account_id
    offered = (
        ("confirm", leads and is_others and is_open),
        ("give-back", leads and made is not None and is_open),
        ("assess", works and is_open and shown.month.last < clock.today()),
        ("tell", works and not is_open and made.told_on is None),
        ("answer", answers and is_objected and is_others),
        ("object", works and made is not None and made.told_on is not None and not is_objected),
        ("refer", works and bool(last) and not is_objected and last[0].referred_on is None),
    )
    return [name for name, is_offered in offered if is_offered]


def _assess(request: HttpRequest, shown: Shown, form) -> object:
    actions.assess(
        case=shown.case, month=shown.month, given=form.given(), by=request.actor, at=clock.now()
    )
    return _("The month of %(name)s was assessed") % {"name": shown.case.person.name}


def _confirm(request: HttpRequest, shown: Shown, form) -> object:
    actions.confirm(assessments=_made(shown), by=request.actor, at=clock.now())
    return _("The month was confirmed and its sheet issued")


def _give_back(request: HttpRequest, shown: Shown, form) -> object:
    (made,) = _made(shown)
    actions.give_back(assessment=made, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("The month was given back")


def _tell(request: HttpRequest, shown: Shown, form) -> object:
    actions.tell(assessments=_made(shown), telling=form.telling(), by=request.actor, at=clock.now())
    return _("It was noted that the person was told")


def _object(request: HttpRequest, shown: Shown, form) -> object:
    (made,) = _made(shown)
    actions.object_to(assessment=made, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("The objection was noted; a leader answers it")


def _answer(request: HttpRequest, shown: Shown, form) -> object:
    actions.answer_objection(
        objection=_last(shown), **form.cleaned_data, by=request.actor, at=clock.now()
    )
    return _("The objection was answered")


def _refer(request: HttpRequest, shown: Shown, form) -> object:
    actions.refer(objection=_last(shown), **form.cleaned_data, by=request.actor, at=clock.now())
    return _("It was noted; the procuratorate has it")


def _made(shown: Shown) -> tuple:
    """Return the assessment that stands, for what can only be done with one."""
    if shown.standing is None:
        raise NotYours(
            why=_("This month was not assessed, or taken back meanwhile."),
            ground="house:months",
            remedy=_("Look at it as it is now."),
        )
    return (shown.standing,)


def _last(shown: Shown):
    """Return the last objection, for what can only be done with one."""
    found = _objections(shown)
    if not found:
        raise NotYours(
            why=_("Nobody objected to this month."),
            ground="house:months",
            remedy=_("Look at it as it is now."),
        )
    return found[-1][0]


ACTS: Mapping[str, Act] = {
    "assess": Act(_("Assess the month"), AssessForm, _assess),
    "confirm": Act(_("Confirm"), forms.Form, _confirm),
    "give-back": Act(_("Give it back"), GiveBackForm, _give_back),
    "tell": Act(_("The person was told"), TellForm, _tell),
    "object": Act(_("The person objects"), ObjectForm, _object),
    "answer": Act(_("Answer the objection"), AnswerForm, _answer),
    "refer": Act(_("Still objects: the procuratorate"), ReferForm, _refer),
}


@require_POST
def shown_words(request: HttpRequest, number: str, month: str, field: str) -> HttpResponse:
    """Show the words of an objection for a reason."""
    shown = _shown(request, number, month)
    editions = [
        one for one in shown.editions
        if any(field.endswith(f"-{objection.pk}") for objection in one.objections.all())
    ]  # fmt: skip
    if not editions:
        return errors.not_found(request)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_words(
            assessment=editions[0], field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def of(request: HttpRequest, of: str) -> HttpResponse:
    """Go to the month a duty or an event of a case belongs to."""
    found = queries.of_marked(request.actor, of)
    if found is None:
        return errors.not_found(request)
    return redirect("desk:month", found.case.number, str(Month(found.month)))


def _answering(number: str, of: str) -> str:
    """An objection to a month is answered on its page; every other where conduct is."""
    if of.startswith("month."):
        return reverse("desk:month_of", args=[of])
    return conduct_desk.following(number, of)


screens.lead("conduct.answer_objection", _answering)
screens.never_by_hand(What.MONTH_ASSESSED)

urlpatterns = [
    path("months/of/<str:of>/", of, name="month_of"),
    path("cases/<str:number>/months/<str:month>/", page, name="month"),
    path("cases/<str:number>/months/<str:month>/show/<str:field>/", shown_words, name="month_show"),
    path("cases/<str:number>/months/<str:month>/<str:act>/", take, name="month_take"),
]
