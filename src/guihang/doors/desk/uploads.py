"""Uploads kept in memory: what is to be sealed never lies open in a folder for temporary files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from io import BytesIO

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from guihang.doors import clock
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui import wording
from guihang.dossiers import contents
from guihang.dossiers.actions import Upload
from guihang.law.refusals import NotYours, Refused

ROOM_FOR_THE_REST = 64 * 1024


def into_memory(request: HttpRequest, *, besides: int = ROOM_FOR_THE_REST) -> None:
    """Let files come into memory only; refuse by the announced size, before anything is read.

    `besides` is how many bytes the other fields of the form may take.
    """
    contents.demand_size(int(request.META.get("CONTENT_LENGTH") or 0) - besides)
    request.upload_handlers = [InMemory(request, contents.LARGEST)]


def with_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view take files, their size asked before their content, their token right after.

    What is too large is not read: the view is asked for its page, with the refusal as `too_large`.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def taking(request: HttpRequest, *words: object, **names: object) -> HttpResponse:
        request.too_large = None
        if request.method == "POST":
            try:
                into_memory(request)
            except Refused as refused:
                request.method, request.too_large = "GET", refused
        return checked(request, *words, **names)

    return taking


def is_whole(
    request: HttpRequest, form: forms.Form, put: Callable[..., object], **into: object
) -> bool:
    """Whether a form was handed in whole.

    Its files are put into the dossier at once, so that no refusal loses them.
    """
    if request.method != "POST":
        return False
    refused = []
    for scan in request.FILES.getlist("fresh"):
        upload = Upload(scan.name, scan.read())
        try:
            form.take(put(**into, upload=upload, by=request.actor, at=clock.now()))
        except NotYours:
            raise
        except Refused as one:
            refused.append(f"{wording.said(one.why)} {wording.said(one.remedy)}")
    is_valid = form.is_valid()
    for words in refused:
        form.add_error("fresh", words)
    return is_valid and not refused


def status(request: HttpRequest, form: forms.Form) -> int:
    """Return how a page with a form for files answers: what was too large is said in the form."""
    if request.too_large is None:
        return ui_forms.status(form)
    form.refused = request.too_large
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Scans(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        """Offer what may enter a dossier."""
        super().__init__({"accept": ".pdf,.jpg,.jpeg,.png", "multiple": True, **(attrs or {})})


class ScansField(forms.FileField):
    """Scans of papers; each becomes a file of the dossier."""

    widget = Scans

    def clean(self, value, initial=None):
        """Return the files, however many."""
        several = value if isinstance(value, (list, tuple)) else [value]
        return [super(ScansField, self).clean(one, initial) for one in several if one]


class InMemory(FileUploadHandler):
    """Holds one file in memory, and stops listening once it is larger than it may be."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        """Take the largest size in bytes."""
        super().__init__(request)
        self.most, self.held = most, BytesIO()

    def new_file(self, *args, **kwargs) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next part, or stop."""
        if start + len(raw_data) > self.most:
            raise StopUpload(connection_reset=True)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over the whole file."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
