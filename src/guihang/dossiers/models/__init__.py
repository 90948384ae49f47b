"""Tables of the file, and of its keeping in the archive."""

from guihang.dossiers.models.files import (
    Attachment,
    Dossier,
    Paper,
    PaperNumber,
    Series,
    Subject,
    Volume,
)
from guihang.dossiers.models.keeping import Filing, Handover, Lending

__all__ = (
    "Attachment",
    "Dossier",
    "Filing",
    "Handover",
    "Lending",
    "Paper",
    "PaperNumber",
    "Series",
    "Subject",
    "Volume",
)
