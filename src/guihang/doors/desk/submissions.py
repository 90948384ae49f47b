"""The volume that goes with a proposal: put together from the dossier, and printed (提请案卷)."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts, wording
from guihang.law.refusals import Refused
from guihang.law.rules.measures import Measure
from guihang.law.rules.submissions import Part
from guihang.law.verdicts import Verdict
from guihang.supervision import access
from guihang.supervision.conduct import actions, queries, submission, submission_papers
from guihang.supervision.conduct.actions import Entry, Volume
from guihang.supervision.conduct.actions.submitting import LONGEST_PROVES
from guihang.supervision.conduct.kind import TITLES

PROVES = "proves-"


class VolumeForm(forms.Form):
    """As which part each thing of the dossier goes into the volume, and what a proof proves."""

    property_ordered = forms.BooleanField(
        label=_("The judgment orders a fine, a confiscation or damages"), required=False
    )

    def __init__(self, proceeding, *args, by, **kwargs) -> None:
        """Offer what lies in the dossier, as the house rule sorts it or as it was put in before."""
        super().__init__(*args, **kwargs)
        self.there = submission.candidates(by, proceeding)
        held = submission.submission_of(proceeding)
        before = {_key(one): one for one in held.items.all()} if held else {}
        choices = [("", _("not in the volume")), *((one.value, _said(one)) for one in Part)]
        for one in self.there:
            earlier = before.get(one.key)
            part = earlier.part if earlier else one.part if not held else ""
            self.fields[one.key] = forms.ChoiceField(
                label=f"{wording.said(one.title)} {one.number}".strip(),
                choices=choices,
                required=False,
                initial=part,
            )
            self.fields[PROVES + one.key] = forms.CharField(
                label=_("What it proves, if it is evidence"),
                required=False,
                max_length=LONGEST_PROVES,
                widget=forms.TextInput({"data-sensitive": "", "autocomplete": "off"}),
            )
        if proceeding.measure != Measure.REDUCTION:
            del self.fields["property_ordered"]
        else:
            ordered = held.property_ordered if held else submission.is_property_ordered(proceeding)
            self.fields["property_ordered"].initial = ordered

    @property
    def lines(self) -> Iterator[tuple[object, forms.BoundField, forms.BoundField]]:
        """Yield what lies there, with the fields it is put in by."""
        return ((one, self[one.key], self[PROVES + one.key]) for one in self.there)

    def volume(self) -> Volume:
        """Return what was put together."""
        given = self.cleaned_data
        entries = [Entry(one.key, given[one.key], given[PROVES + one.key]) for one in self.there]
        return Volume(entries, given.get("property_ordered"))


def _said(part: Part) -> str:
    return wording.said(part.says)


def _key(item) -> str:
    if item.paper is not None:
        return f"paper-{item.paper.key}"
    return f"file-{item.attachment.key}" if item.attachment is not None else submission.EXTRACT


@never_cache
def volume(request: HttpRequest, number: str) -> HttpResponse:
    """Put the volume of a proposal together; what it lacks stands beside."""
    proceeding = queries.proceeding_for(request.actor, number)
    access.check_may_work_on_submission(request.actor, proceeding.matter.unit_path)
    posted = request.POST if request.method == "POST" else None
    form = VolumeForm(proceeding, posted, by=request.actor)
    if posted is not None and form.is_valid():
        with ui_forms.refusing(form):
            actions.put_together(
                proceeding=proceeding, volume=form.volume(), by=request.actor, at=clock.now()
            )
            toasts.say(request, _("The volume was put together"))
            return redirect("desk:matter", number)
    held, on = submission.submission_of(proceeding), clock.today()
    asked = submission.wanted(proceeding, submission.is_property_ordered(proceeding), on=on)
    context = {
        "form": form,
        "matter": proceeding.matter,
        "title": TITLES[proceeding.matter.kind],
        "asked": asked.outcome if isinstance(asked, Verdict) else None,
        "grounds": asked.grounds,
        "lacks": submission.lacks(proceeding, held, on=on),
        "sent": _sent(held),
    }
    return render(request, "desk/conduct/volume.html", context, status=ui_forms.status(form))


def _sent(held) -> dict[str, object] | None:
    """Return a volume that went out, as it lies there; nothing while it can be put together."""
    if held is None or held.letter is None:
        return None
    lines = [
        (Part(one.part).says, submission_papers.title_of(one), submission_papers.pages(one))
        for one in held.items.all()
    ]
    return {"letter": held.letter, "lines": lines}


@require_POST
@never_cache
def printed(request: HttpRequest, number: str) -> HttpResponse:
    """Give the volume as one PDF; the readings are recorded."""
    proceeding = queries.proceeding_for(request.actor, number)
    try:
        whole = actions.take_volume(proceeding=proceeding, by=request.actor, at=clock.now())
    except Refused as refused:
        toasts.say(request, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
        return redirect("desk:matter", number)
    headers = {
        "Content-Disposition": f'attachment; filename="{number}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(whole, content_type="application/pdf", headers=headers)


urlpatterns = [
    path("conduct/<str:number>/volume/", volume, name="submission"),
    path("conduct/<str:number>/volume/print/", printed, name="submission_print"),
]
