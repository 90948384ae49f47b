"""Changes of place at the desk: asking, the page both counties see, each step, the letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.cases import queries as cases
from guihang.cases.access import check_may_hand_over
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import finding, links, matter_steps, transfer_forms, transfer_steps, uploads
from guihang.doors.desk.cases import screens
from guihang.doors.desk.transfer_forms import MoveForm, WithinForm
from guihang.doors.desk.uploads import with_files
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.dossiers import contents
from guihang.duties.queries import Item
from guihang.law.refusals import NotYours, Refused
from guihang.supervision import access
from guihang.supervision.transfer import actions, offering, queries


@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Find the person who wants to move."""
    found = finding.people(request, "desk:transfer_ask")
    return render(request, "desk/transfers/who.html", found)


@with_files
@never_cache
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for another place of execution in the name of the person of a case."""
    case = cases.case_for(request.actor, number)
    access.check_may_ask_transfer(request.actor, case.unit_path)
    form = MoveForm(case, request.POST or None, on=clock.today())
    if uploads.is_whole(request, form, actions.put_in_proof, case=case):
        with ui_forms.refusing(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.ask(
                case=case, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("The request was entered; the office gives its opinion next"))
            return redirect("desk:transfer", matter.number)
    return _asking(request, form, case)


@with_files
@never_cache
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete a request that was returned, and hand it in again."""
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    found = queries.transfer_for(request.actor, number)
    names = ("reason", "office", "moves", "proofs")
    initial = {name: matter.fields[name] for name in names} | {"version": matter.version}
    form = MoveForm(found.case, request.POST or None, on=clock.today(), initial=initial)
    if uploads.is_whole(request, form, actions.put_in_proof, case=found.case):
        press = matter_steps.press_of(request, form)
        with ui_forms.refusing(form):
            actions.complete(
                matter=matter, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    return _asking(request, form, found.case, matter_steps.why_returned(matter))


def _asking(request: HttpRequest, form: MoveForm, case, returned=None) -> HttpResponse:
    context = {"form": form, "case": case, "returned": returned}
    return render(request, "desk/transfers/ask.html", context, status=uploads.status(request, form))


@never_cache
def within(request: HttpRequest, number: str) -> HttpResponse:
    """Note a new home in the same county; another office may take over."""
    case = cases.case_for(request.actor, number)
    check_may_hand_over(request.actor, case.unit_path)
    initial = {"office": case.dossier.unit.code, "day": clock.today()}
    form = WithinForm(case, request.POST or None, on=clock.today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            actions.move_within(case=case, to=form.new_home(), by=request.actor, at=clock.now())
            toasts.say(request, _("The new home was noted"))
            return redirect("desk:cases")
    context = {"form": form, "case": case}
    return render(request, "desk/transfers/within.html", context, status=ui_forms.status(form))


@never_cache
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    """Show one change of place as either county sees it."""
    return _page(request, queries.transfer_for(request.actor, number), {})


@never_cache
@require_POST
def take(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Take one step of a change of place."""
    found = queries.transfer_for(request.actor, number)
    if step not in STEPS:
        return errors.not_found(request)
    form = STEPS[step].form(request.POST, auto_id=f"{step}_%s")
    if form.is_valid():
        try:
            STEPS[step].do(request, found, form)
        except NotYours as refused:
            form.refused = refused
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, _("It was noted"))
            return redirect("desk:transfer", number)
    return _page(request, queries.transfer_for(request.actor, number), {step: form})


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show the reason, the new home, or what was said at a step, for a reason."""
    found = queries.transfer_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_transfer(
            found=found, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


@require_POST
def letter(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Give a letter of either county as PDF; the reading is recorded."""
    found = queries.transfer_for(request.actor, number)
    drawn = actions.read_letter(found=found, key=key, by=request.actor, at=clock.now())
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{key}.pdf"'
    return answer


@never_cache
def proof(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Give a proof that went along with the request, for a reason that is recorded."""
    found = queries.transfer_for(request.actor, number)
    file = next((one for one in queries.proofs(request.actor, found) if str(one.key) == key), None)
    if file is None:
        return errors.not_found(request)
    sent = request.POST if request.method == "POST" else None
    form = reveal.ReasonForm(sent, initial={"reason": reveal.REASONS[1][0]})
    if sent is not None and form.is_valid():
        with ui_forms.refusing(form):
            read = actions.read_proof(
                found=found, key=key, reason=form.sentence(), by=request.actor, at=clock.now()
            )
            return _given(read)
    context = {"found": found, "file": file, "form": form, "refused": ui_forms.refusal(form)}
    return render(request, "desk/transfers/proof.html", context, status=ui_forms.status(form))


def _given(read: actions.Proof) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, read.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    kind = contents.MIME[contents.Media(read.media)]
    return HttpResponse(read.content, content_type=kind, headers=headers)


def of(request: HttpRequest, of: str) -> HttpResponse:
    """Go to the change of place a duty or an event of a case belongs to."""
    found = queries.transfer_of(request.actor, of)
    return redirect("desk:transfer", found.number) if found else errors.not_found(request)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, its form, and what it does."""

    says: object
    form: type[forms.Form]
    do: Callable[[HttpRequest, object, forms.Form], object]


def _plain(action: Callable) -> Callable[[HttpRequest, object, forms.Form], None]:
    def do(request: HttpRequest, found, form: forms.Form) -> None:
        action(found=found, **form.cleaned_data, by=request.actor, at=clock.now())

    return do


def _prison(request: HttpRequest, found, form: transfer_forms.PrisonForm) -> None:
    actions.note_prison(found=found, prison=form.prison(), by=request.actor, at=clock.now())


WORDLESS, SAID = transfer_forms.StepForm, transfer_forms.SaidForm
ANSWER = transfer_forms.AnswerForm
STEPS = {
    "letter": Step(_("Write to the new county"), WORDLESS, _plain(actions.send_letter)),
    "arrived": Step(_("The letter arrived"), WORDLESS, _plain(actions.receive_letter)),
    "reply": Step(_("Reply to the old county"), ANSWER, _plain(actions.reply)),
    "letter-back": Step(_("Send the letter back"), SAID, _plain(actions.return_letter)),
    "refer": Step(_("Dispute the reply: to the upper level"), SAID, _plain(actions.refer)),
    "settle": Step(_("Settle between the counties"), ANSWER, _plain(actions.settle)),
    "file": Step(_("Send documents and file"), WORDLESS, _plain(actions.send_file)),
    "file-arrived": Step(
        _("Documents and file arrived whole"), WORDLESS, _plain(actions.receive_file)
    ),
    "file-back": Step(_("Something is missing"), SAID, _plain(actions.return_file)),
    "receipt": Step(_("Return the receipt"), WORDLESS, _plain(actions.return_receipt)),
    "came": Step(_("The person came"), transfer_forms.CameForm, _plain(actions.report)),
    "not-come": Step(_("The person did not come"), SAID, _plain(actions.note_not_come)),
    "search": Step(_("Begin the search"), SAID, _plain(actions.search)),
    "register": Step(_("Register; the form to the police"), WORDLESS, _plain(actions.register)),
    "prison": Step(_("The prison's file"), transfer_forms.PrisonForm, _prison),
    "fail": Step(_("The hand-over fails"), SAID, _plain(actions.fail)),
    "take-up": Step(_("Take the hand-over up again"), SAID, _plain(actions.take_up)),
    "told-back": Step(
        _("The person was told it was taken back"), WORDLESS, _plain(actions.tell_taken_back)
    ),
}
"""The steps of both counties, in their order."""


def _page(request: HttpRequest, found, bound: dict[str, forms.Form]) -> HttpResponse:
    on, by = clock.today(), request.actor
    offered = offering.offered(by, found, on=on)
    forms_ = {
        step: STEPS[step].form(initial={"day": on}, auto_id=f"{step}_%s") for step in offered
    } | bound
    context = transfer_steps.page(by, found, on=on) | {
        "proofs": queries.proofs(by, found),
        "offers": [
            (
                STEPS[step].says,
                reverse("desk:transfer_take", args=[found.number, step]),
                form,
                step in offered[:1] or step in bound,
            )
            for step, form in forms_.items()
        ],
    }
    status = max((ui_forms.status(form) for form in bound.values()), default=200)
    return render(request, "desk/transfers/transfer.html", context, status=status)


def _met_at(item: Item) -> str:
    return reverse("desk:transfer", args=[item.title["number"]])


def _following(number: str, of: str) -> str:
    """What was taken over with a register has no page here, and is noted by hand."""
    return reverse("desk:transfer_of", args=[of]) if of.startswith("matter.") else ""


links.fall_back("transfers", _met_at)
links.COMPLETE["move"] = "desk:transfer_complete"
for _name in (
    "letter", "reply", "decide", "tell_refusal", "tell", "send_file", "notify_organ",
    "notify_new_county", "copy_to_organ", "copy_to_procuratorate", "copy_to_police", "receipt",
    "register", "opinion", "report", "tell_old_county", "search",
):  # fmt: skip
    screens.lead(f"transfer.{_name}", _following)

urlpatterns = [
    path("transfers/new/", who, name="transfer_who"),
    path("transfers/of/<str:of>/", of, name="transfer_of"),
    path("cases/<str:number>/transfer/new/", ask, name="transfer_ask"),
    path("transfers/within/<str:number>/", within, name="transfer_within"),
    path("transfers/<str:number>/", transfer, name="transfer"),
    path("transfers/<str:number>/complete/", complete, name="transfer_complete"),
    path("transfers/<str:number>/show/<str:field>/", shown, name="transfer_show"),
    path("transfers/<str:number>/letters/<int:key>/", letter, name="transfer_letter"),
    path("transfers/<str:number>/proofs/<str:key>/", proof, name="transfer_proof"),
    path("transfers/<str:number>/<str:step>/", take, name="transfer_take"),
]
