"""One form for each act on a matter: what is written beside it, and the signature under it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guihang.decisions import kinds
from guihang.decisions.course import Act, Stage
from guihang.decisions.words import CHANNELS, LONGEST


def _words(label: object, rows: int = 3, **choices: object) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **choices
    )


class ActForm(forms.Form):
    """Every act says which version of the matter was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SignedForm(ActForm):
    """An act that is signed: the identity is confirmed at that moment."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password", "data-first": ""}),
    )


class CheckForm(SignedForm):
    """What a second person found."""

    opinion = _words(
        _("What you checked, and how"),
        help_text=_("It goes to who decides."),
    )


class GrantForm(SignedForm):
    """A grant, with a word where a check warns."""

    opinion = _words(_("Remark"), required=False, help_text=_("Needed only where a check warns."))


class RefuseForm(SignedForm):
    """A refusal: why, under what, and what can be done instead."""

    reasons = _words(_("Why it is refused"))
    ground = forms.ChoiceField(label=_("Ground"))
    remedy = _words(_("What the applicant can do instead"), 2)


class ReturnForm(ActForm):
    """What is to be completed."""

    reasons = _words(_("What is to be completed"), 2)


class OpinionForm(ActForm):
    """An opinion before the decision."""

    opinion = _words(_("Opinion"))


class WithdrawForm(ActForm):
    """Why one's own request is taken back."""

    reasons = _words(_("Why it is no longer wanted"), 2, required=False)


class TellForm(ActForm):
    """How a decision was told, and to whom."""

    channel = forms.ChoiceField(label=_("How it was told"), choices=CHANNELS.items())
    recipient = forms.CharField(label=_("Told to"), max_length=60, required=False)


class ReceiptForm(ActForm):
    """Nothing but the receipt itself, and who signed where it is not plain."""

    recipient = forms.CharField(label=_("Signed by"), max_length=60, required=False)


class LeaveForm(ActForm):
    """A refused receipt: who saw it, and what happened."""

    witness = forms.CharField(label=_("Witness"), max_length=60)
    reasons = _words(_("Where and how the paper was left"), 2)


class EndForm(SignedForm):
    """Why a grant ends before its last day."""

    reasons = _words(_("Why it ends early"))


FORMS: dict[Act, type[ActForm]] = {
    Act.CHECK: CheckForm,
    Act.RETURN: ReturnForm,
    Act.GIVE_OPINION: OpinionForm,
    Act.GRANT: GrantForm,
    Act.REFUSE: RefuseForm,
    Act.WITHDRAW: WithdrawForm,
    Act.TELL: TellForm,
    Act.CONFIRM_RECEIPT: ReceiptForm,
    Act.LEAVE_WITH_WITNESS: LeaveForm,
    Act.END: EndForm,
}


def form_for(act: Act, matter, posted=None) -> ActForm:
    """Return the form of an act, filled in by what was posted or fresh."""
    channel = "hand" if matter.dossier.subject_id else "desk"
    initial = {"version": matter.version, "channel": channel, "recipient": _told_to(matter)}
    form = FORMS[act](posted, initial=initial, auto_id=f"{act}_%s")
    if posted and posted.get("passkey") and "password" in form.fields:
        # Who signs with a passkey types no password.
        form.fields["password"].required = False
    if act is Act.CONFIRM_RECEIPT and (matter.applicant or not matter.dossier.subject_id):
        # An applicant signs himself; an office confirms at its own desk.
        del form.fields["recipient"]
    if act is Act.REFUSE:
        kind = kinds.kind(matter.kind)
        form.fields["ground"].choices = [("", _("Choose")), *kind.refusal_grounds]
    return form


def renew(form: ActForm, matter) -> None:
    """Let a form that came back speak of the version now on the screen."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["version"] = str(matter.version)


def is_signed(act: Act, matter) -> bool:
    """Whether an act on a matter is signed."""
    step = kinds.kind(matter.kind).step(Act.GRANT if act is Act.REFUSE else act)
    return step is not None and step.signed


def _told_to(matter) -> str:
    if Stage(matter.stage) is Stage.REFUSED and matter.applicant is None:
        return matter.asked_by.name
    return str(matter.fields.get("to") or matter.dossier.title)
