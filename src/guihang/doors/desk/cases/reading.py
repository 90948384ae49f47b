"""Fields that read what a paper writes: lengths of time such as 1年6个月."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guihang.law.spans import Span


def read_span(words: str) -> Span:
    """Read a length of time; what cannot be read is told with an example."""
    try:
        return Span.parse(words)
    except ValueError:
        raise forms.ValidationError(_("Write a length of time such as 1年6个月.")) from None


def _written(value) -> object:
    """Return a stored length as the reader's language writes it; anything else as it is."""
    try:
        text = Span.parse(str(value)).text
    except ValueError:
        return value
    return text.zh if (get_language() or "").startswith("zh") else text.en


class Length(forms.CharField):
    """A length of time as a paper writes it."""

    def __init__(self, **choices) -> None:
        """Take forty characters at most, with an example."""
        super().__init__(max_length=40, help_text=_("For example 1年6个月."), **choices)

    def prepare_value(self, value):
        """Show what stands as a paper writes it."""
        return _written(value)

    def clean(self, value) -> Span | None:
        """Return the length, or nothing."""
        words = super().clean(value)
        return read_span(words) if words else None
