"""What a review says before somebody signs: what it finds about the matter and in its file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from guihang.bureau.reviews import queries
from guihang.bureau.reviews.check import Severity
from guihang.decisions.course import Act
from guihang.decisions.ports import Finding, Outcome

if TYPE_CHECKING:
    from guihang.decisions.models import Matter

SIGNED = frozenset({Act.CHECK, Act.GRANT})


class BeforeSigning:
    """Looks at the whole file when somebody is about to check or grant a matter about a person."""

    def __call__(self, matter: Matter, act: Act, *, on: date) -> Iterable[Finding]:
        """Return what concerns this matter, and what is grave in the file."""
        if matter.applicant_id is None or act not in SIGNED:
            return ()
        return tuple(
            Finding(Outcome.WARN, one.says, one.remedy, one.ground)
            for _file, found in queries.look([matter.dossier.number], on=on)
            for one, where in found
            if where.of == matter.ref or one.severity is Severity.GRAVE
        )
