"""What keeps a unit from being closed: the dossiers still open in its charge."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.dossiers.models import Dossier


class OpenDossiers:
    """Open dossiers tie a unit (a `Tie` of agencies; bound in wiring)."""

    says = _("%(unit)s still has %(n)d open dossiers in its charge.")
    remedy = _("Hand them over or close them first.")

    def count(self, unit_path: str, *, on: date) -> int:
        """Return how many dossiers are open under a unit."""
        return Dossier.objects.inside((unit_path,)).filter(closed_at__isnull=True).count()
