"""Uploads kept in memory: what is to be sealed never lies open in a folder for temporary files."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest


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
