"""The receipt of an archive: for files ticked on the list, which it took over and which not."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from guihang.doors import clock
from guihang.doors.desk.conduct_forms import day
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import toasts
from guihang.dossiers.access import check_may_hand_over_file
from guihang.dossiers.archive import actions, queries
from guihang.dossiers.archive.actions import Receipt


class ReceiptForm(forms.Form):
    """What the archive signed, and for each file why it was not taken over, if so."""

    archive = forms.CharField(label=_("Receiving archive"), max_length=80)
    number = forms.CharField(label=_("Number of the receipt"), max_length=60)
    day = day(_("Day on the receipt"))
    received_by = forms.CharField(label=_("Received there by"), max_length=60)

    def __init__(self, filings, *args, **kwargs) -> None:
        """Ask for each file whether it was left behind."""
        super().__init__(*args, **kwargs)
        self.filings = filings
        for one in filings:
            self.fields[_named(one)] = forms.CharField(
                label=_("Why it was not taken over"), max_length=200, required=False
            )

    def rows(self):
        """Return each file with its field."""
        return [(one, self[_named(one)]) for one in self.filings]

    def receipt(self) -> Receipt:
        """Return the receipt as it was signed."""
        found = self.cleaned_data
        return Receipt(found["archive"], found["number"], found["day"], found["received_by"])

    def left(self) -> dict[str, str]:
        """Return why files were not taken over, by their numbers."""
        given = {one.dossier.number: self.cleaned_data[_named(one)] for one in self.filings}
        return {number: because for number, because in given.items() if because}


def _named(filing) -> str:
    return f"because_{filing.pk}"


@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """Note the receipt of an archive for the files that were ticked."""
    check_may_hand_over_file(request.actor, request.actor.unit_path)
    filings = queries.filings_chosen(request.actor, request.GET.getlist("item"))
    if not filings:
        toasts.say(request, _("Nothing was ticked; tick the files that stand on the receipt"))
        return redirect(f"{reverse('desk:archive')}?tab=kept")
    form = ReceiptForm(filings, request.POST or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            return _noted(request, form)
    context = {"form": form, "filings": filings}
    return render(request, "desk/archive/receipt.html", context, status=ui_forms.status(form))


def _noted(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    answered = actions.note_handover(
        filings=form.filings,
        receipt=form.receipt(),
        refused=form.left(),
        by=request.actor,
        at=clock.now(),
    )
    taken = sum(not one.refused_because for one in answered)
    says = ngettext(
        "%(n)d file was taken over, %(left)d stayed",
        "%(n)d files were taken over, %(left)d stayed",
        taken,
    )
    toasts.say(request, says % {"n": taken, "left": len(answered) - taken})
    return redirect(f"{reverse('desk:archive')}?tab=handed")


urlpatterns = [path("archive/list/receipt/", receipt, name="archive_receipt")]
