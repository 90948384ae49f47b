"""Forms: one way to open them, one way to draw a field, one way to ask again."""

from __future__ import annotations

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from guihang.doors.ui.forms import new_once, refusal
from guihang.doors.ui.templatetags.ui import draw

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
PLAIN = (*GROUPS, forms.CheckboxInput, forms.HiddenInput)


@register.simple_block_tag(takes_context=True)
def post(context: Context, content: SafeString, **choices: object) -> SafeString:
    """Open a form that changes something: once key, error summary, refusal and draft included."""
    form = choices.get("form")
    return draw(
        "post",
        content=content,
        choices=choices,
        form=form,
        once=new_once(),
        refused=refusal(form),
        csrf_token=context.get("csrf_token"),
        multipart=form is not None and form.is_multipart(),
        to_mend=form is not None and form.is_bound and bool(form.errors or refusal(form)),
    )


@register.simple_block_tag
def filters(content: SafeString, **choices: object) -> SafeString:
    """Open a form that only asks: it keeps to the address."""
    return draw("filters", content=content, choices=choices)


@register.simple_tag
def field(bound: BoundField, **choices: object) -> SafeString:
    """Draw a field with its label, hint, error; `note`, `note_kind`, `wide` may be given."""
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    kind = (
        "group"
        if isinstance(widget, GROUPS)
        else "tick"
        if isinstance(widget, forms.CheckboxInput)
        else "line"
    )
    return draw(
        f"field_{kind}",
        bound=bound,
        control=bound.as_widget(attrs=_attributes(bound, choices)),
        choices=choices,
        optional=not bound.field.required and kind != "tick",
        control_id=bound.id_for_label or bound.auto_id,
    )


def _attributes(bound: BoundField, choices: dict[str, object]) -> dict[str, str]:
    parts = [
        suffix
        for suffix, present in (
            ("hint", bound.help_text),
            ("error", bound.errors),
            ("note", choices.get("note")),
        )
        if present
    ]
    attributes = {"aria-describedby": " ".join(f"{bound.auto_id}_{part}" for part in parts)}
    if not parts:
        attributes = {"aria-describedby": False}
    if not isinstance(bound.field.widget, PLAIN):
        own = str(bound.field.widget.attrs.get("class", ""))
        attributes["class"] = f"input {own}".strip()
    return attributes
