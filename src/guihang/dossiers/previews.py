"""A paper as it would read, before anybody has drafted it: nothing is kept, nothing recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from guihang.dossiers import drawing, forms, layout, reading
from guihang.dossiers.layout import Imprint
from guihang.dossiers.models import Dossier
from guihang.dossiers.numbers import agency_of


def preview(*, dossier: Dossier, form: str, fields: Mapping[str, object], on: date) -> str:
    """Return a paper as an HTML fragment, as it would be issued on a day, without a number."""
    plan = forms.form(form)
    imprint = Imprint(drawing.NO_NUMBER, on, agency_of(dossier.unit).name, None)
    return reading.as_html(layout.lay_out(plan, forms.filled(plan, fields), imprint))
