"""Noting by hand what happened, and correcting or striking what was noted by mistake."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from guihang.agencies.authority import refusal
from guihang.cases import actions, queries
from guihang.cases.access import check_may_correct, check_may_work
from guihang.cases.actions import Besides
from guihang.cases.vocabulary import RUNNING, Channel
from guihang.doors import clock
from guihang.doors.desk.cases import said, screens, stepping, telling
from guihang.doors.desk.cases.reading import Length
from guihang.doors.desk.cases.stepping import Step, StepForm
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts, wording
from guihang.law.codes import Body
from guihang.law.events import CODES, Event, What
from guihang.law.rules.levels import Level

NEEDS_WHOM = (What.TOLD, What.COPIED)
CORRECTED_AS, STRUCK = "corrected", "struck"


class EventForm(StepForm):
    """Just what an event of one kind cannot do without, and the words beside it."""

    def __init__(self, *args, what: What, **kwargs) -> None:
        """Know what happened."""
        self.what = what
        super().__init__(*args, **kwargs)

    day = stepping.day(_("Day it happened"))

    def prepare(self) -> None:
        """Ask for what this kind of event needs."""
        for name in self.what.needs:
            self.fields[name] = self._field(name)
        self.fields["of"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        super().prepare()

    def _field(self, name: str) -> forms.Field:
        if name == "code":
            known = CODES.get(self.what) or (Level if self.what is What.CLASSIFIED else ())
            return stepping.choice(
                _("Which kind"), [(one.value, wording.said(one.says)) for one in known]
            )
        if name == "to":
            return stepping.picked(
                _("Who was told"), [(one.value, said.code(Body, one)) for one in Body]
            )
        return FIELDS[name]()

    def event(self) -> Event:
        """Return what was entered as the law's event."""
        given = self.cleaned_data
        minute = given.get("at")
        at = datetime.combine(given["day"], minute) if minute else None
        return Event(
            what=self.what,
            day=given["day"],
            at=timezone.make_aware(at) if at else None,
            begins=given.get("begins"),
            ends=given.get("ends"),
            span=given.get("span"),
            days=given.get("days"),
            code=given.get("code") or None,
            of=given.get("of") or None,
            to=Body(given["to"]) if given.get("to") else None,
        )


FIELDS = {
    "begins": lambda: stepping.day(_("First day")),
    "ends": lambda: stepping.day(_("Last day")),
    "days": lambda: forms.IntegerField(label=_("Number of days"), min_value=1, max_value=9999),
    "span": lambda: Length(label=_("Length of time")),
    "at": lambda: forms.TimeField(label=_("Time"), widget=forms.TimeInput({"type": "time"})),
}


class NoteForm(EventForm):
    """What happened, with words and how it became known."""

    def prepare(self) -> None:
        """Ask for the words last."""
        super().prepare()
        self.fields["channel"] = stepping.picked(
            _("How it became known"), [("", _("not said")), *Channel.choices], required=False
        )
        self.fields["note"] = stepping.words(
            _("What is known of it"), required=False, help_text=_("They are kept sealed.")
        )


class CorrectForm(EventForm):
    """What takes the place of an entry, or nothing; and why."""

    def prepare(self) -> None:
        """Ask first whether the entry is changed or struck."""
        super().prepare()
        for name, bound in self.fields.items():
            if name != "of":
                bound.required = False
        self.fields["how"] = stepping.choice(
            _("What is done"),
            [
                (CORRECTED_AS, _("It happened, but otherwise: the entry above takes its place")),
                (STRUCK, _("It did not happen: the entry is struck")),
            ],
            initial=CORRECTED_AS,
        )
        self.fields["because"] = stepping.line(
            _("Why"), max_length=200, help_text=_("It stands beside the old entry for ever.")
        )

    def clean(self):
        """Demand the day of what takes the entry's place."""
        given = super().clean() or {}
        if given.get("how") == CORRECTED_AS and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day it happened."))
        return given


def chosen(word: str) -> What | None:
    """Return what somebody wants to note; none when it has a screen of its own."""
    found = What(word) if word in set(What) else None
    return found if found and screens.is_noted_by_hand(found) else None


def whats() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return everything that is noted by hand, by subject."""
    found: dict[str, list[tuple[str, str]]] = {}
    for what in What:
        if screens.is_noted_by_hand(what):
            found.setdefault(telling.SUBJECTS[what], []).append((what.value, said.what(what)))
    return [(str(telling.ABOUT[key]), found[key]) for key in telling.ABOUT if key in found]


@never_cache
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Note one thing that happened: choose what, then enter just what it needs."""
    case, on = queries.case_for(request.actor, number), clock.today()
    what = chosen(request.GET.get("what", ""))
    refused = refusal(check_may_work, request.actor, case.unit_path)
    context = {"case": case, "groups": whats(), "what": what, "refused": refused}
    if what is None:
        return render(request, "desk/cases/note.html", context)
    first = {key: value for key, value in request.GET.items() if key != "what"}
    posted = request.POST if request.method == "POST" else None
    form = NoteForm(posted, what=what, case=case, on=on, by=request.actor, initial=first)
    if posted is not None and form.is_valid():
        with ui_forms.refusing(form):
            given = form.cleaned_data
            besides = Besides(note=given["note"], channel=given["channel"])
            actions.note(
                case=case, event=form.event(), besides=besides, by=request.actor, at=clock.now()
            )
            toasts.say(request, _("It was noted"))
            return redirect("desk:case", number)
    context |= {"form": form, "says": said.what(what)}
    return render(request, "desk/cases/note.html", context, status=ui_forms.status(form))


@never_cache
def correct(request: HttpRequest, number: str, seq: int) -> HttpResponse:
    """Correct or strike one entry; the old one stays readable."""
    case, on = queries.case_for(request.actor, number), clock.today()
    row = queries.event_numbered(case, seq)
    posted = request.POST if request.method == "POST" else None
    form = CorrectForm(
        posted, what=What(row.what), case=case, on=on, by=request.actor, initial=_as_it_is(row)
    )
    if posted is not None and form.is_valid():
        with ui_forms.refusing(form):
            given = form.cleaned_data
            event = form.event() if given["how"] == CORRECTED_AS else None
            actions.correct(
                row=row, event=event, because=given["because"], by=request.actor, at=clock.now()
            )
            toasts.say(request, _("The entry was corrected; the old one stays readable"))
            return redirect("desk:case", number)
    context = {
        "case": case,
        "row": row,
        "says": said.what(row.what),
        "detail": telling.detail(row),
        "form": form,
        "refused": refusal(check_may_correct, request.actor, case.unit_path),
    }
    return render(request, "desk/cases/correct.html", context, status=ui_forms.status(form))


def _as_it_is(row) -> dict[str, object]:
    minute = timezone.localtime(row.moment).time() if row.moment else None
    return {
        "day": row.day,
        "begins": row.begins,
        "ends": row.ends,
        "days": row.days,
        "span": row.span,
        "code": row.code,
        "to": row.to,
        "of": row.of,
        "at": minute,
    }


stepping.enter(
    Step(
        slug=screens.NOTE,
        title=_("Note what happened"),
        verb=_("Note it"),
        done=_("It was noted"),
        form=StepForm,
        act=lambda asked: None,
        guard=check_may_work,
        group="daily",
        states=frozenset(RUNNING),
    ),
)

urlpatterns = [
    path("cases/<str:number>/note/", note, name="case_note"),
    path("cases/<str:number>/events/<int:seq>/", correct, name="case_event"),
]
