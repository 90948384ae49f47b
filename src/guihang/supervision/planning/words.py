"""What came of a measure, as an officer saw it when the plan was looked at again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORKED, PARTLY, DID_NOT, NOT_DONE = "worked", "partly", "did_not", "not_done"
OUTCOMES = {
    WORKED: _("it helped"),
    PARTLY: _("it helped in part"),
    DID_NOT: _("it did not help"),
    NOT_DONE: _("it was not carried out"),
}
"""What came of a measure (措施效果)."""
