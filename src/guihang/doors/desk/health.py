"""Health of who serves outside prison: what is due, and what is handed in."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.doors import clock
from guihang.doors.desk.approvals_forms import day, words
from guihang.doors.desk.cases import screens
from guihang.doors.ui import errors, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.dossiers import queries as files
from guihang.law.events import What
from guihang.law.rules.health import Review
from guihang.supervision import access
from guihang.supervision.approvals import plans
from guihang.supervision.approvals.queries import may_ask
from guihang.supervision.health import actions, queries
from guihang.supervision.health.actions import HandedIn


class ReportForm(forms.Form):
    """What somebody reported about his health."""

    day = day(_("Day it was reported"))
    words = words(_("How the person is"), help_text=_("They are kept sealed."))

    def __init__(self, case, *posted, **choices) -> None:
        """Take the case, as the other form does."""
        super().__init__(*posted, **choices)

    def handed(self) -> HandedIn:
        """Return what was reported."""
        return HandedIn(**self.cleaned_data)


class ReviewForm(forms.Form):
    """A review as a hospital made it."""

    day = day(_("Day it was handed in"))
    is_named = forms.TypedChoiceField(
        label=_("Is the hospital on the list of the province?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce="yes".__eq__,
        widget=forms.RadioSelect,
    )
    words = words(_("Hospital, and what it found"), help_text=_("They are kept sealed."))
    file = forms.ChoiceField(label=_("The hospital's paper, from the dossier"))

    def __init__(self, case, *posted, **choices) -> None:
        """Offer the files of the dossier."""
        super().__init__(*posted, **choices)
        rows = files.attachments(case.dossier).filter(set_aside_at__isnull=True)
        known = [(str(one.key), one.name) for one in rows]
        self.fields["file"].choices = [("", _("Choose")), *known]

    def handed(self) -> HandedIn:
        """Return what was handed in."""
        return HandedIn(**self.cleaned_data)


FORMS = {"report": ReportForm, "review": ReviewForm}


@never_cache
def health(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is due of somebody, and take in a report or a review."""
    case, on = cases.case_for(request.actor, number), clock.today()
    found = queries.of_case(case, on=on)
    if found is None:
        return errors.not_found(request)
    made = {
        name: form(case, initial={"day": on}, auto_id=f"{name}_%s") for name, form in FORMS.items()
    }
    sent = request.POST.get("what", "") if request.method == "POST" else ""
    if sent in FORMS:
        made[sent] = FORMS[sent](case, request.POST, auto_id=f"{sent}_%s")
        if made[sent].is_valid():
            with ui_forms.refusing(made[sent]):
                toasts.say(request, _noted(request, case, sent, made[sent].handed()))
                return redirect("desk:case_health", number)
    context = {
        "case": case,
        "on": on,
        "found": found,
        "forms": made if may(access.check_may_note_health, request.actor, case.unit_path) else {},
        "longer": _longer(request, case),
    }
    status = ui_forms.status(made[sent]) if sent in FORMS else 200
    return render(request, "desk/health/health.html", context, status=status)


def _noted(request: HttpRequest, case, sent: str, handed: HandedIn) -> object:
    if sent == "report":
        actions.report_health(case=case, handed=handed, by=request.actor, at=clock.now())
        return _("The health report was noted")
    worth = actions.hand_in_review(case=case, handed=handed, by=request.actor, at=clock.now())
    if worth is Review.LATE:
        return _("The review was noted; it came late, and that may be answered by a measure")
    return _("The review was noted")


def _longer(request: HttpRequest, case) -> str:
    """Where a longer interval is asked for."""
    if not may_ask(request.actor, case.unit_path):
        return ""
    return reverse("desk:approval_ask", args=[case.number, plans.LENGTHENING])


def _met(number: str, of: str) -> str:
    return reverse("desk:case_health", args=[number])


for _name in ("health.report", "health.review"):
    screens.lead(_name, _met)
screens.never_by_hand(What.HEALTH_REPORTED, What.REVIEW_HANDED_IN)

urlpatterns = [path("health/<str:number>/", health, name="case_health")]
