"""The last step: every file under a name with its content's hash, compressed where it pays."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

# Fonts are compressed already, or too big for what compressing them would save.
LEAVE_AS_IT_IS = ("woff2", "otf", "png", "jpg", "webp", "gz", "br", "zip")


def collect(built: Path, into: Path) -> None:
    """Do what `collectstatic` does, without needing an installation."""
    if not settings.configured:
        settings.configure()
    # Only here: the storage reads the settings when it is imported.
    from django.core.files.storage import FileSystemStorage
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = LEAVE_AS_IT_IS
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True
    source = FileSystemStorage(location=built)
    names = sorted(str(file.relative_to(built)) for file in built.rglob("*") if file.is_file())
    storage = CompressedManifestStaticFilesStorage(location=into, base_url="/static/")
    for name in names:
        with source.open(name) as content:
            storage.save(name, content)
    for _name, _hashed, done in storage.post_process({name: (storage, name) for name in names}):
        if isinstance(done, Exception):
            raise done
