"""Putting files into a dossier and taking them out to read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies import walls
from guihang.dossiers import contents, storage
from guihang.dossiers.access import check_may_add_attachment, check_may_see_dossier
from guihang.dossiers.actions.opening import account_of, demand_open
from guihang.dossiers.actions.papers import grounded, volume_of
from guihang.dossiers.events import AttachmentAdded, AttachmentRead, AttachmentSetAside
from guihang.dossiers.models import Attachment, Dossier, Paper
from guihang.dossiers.vocabulary import VolumeKind
from guihang.law.refusals import AlreadyDone, Missing
from guihang.ledger import vault
from guihang.ledger.actions import record

ATTACHMENTS, PAPERS = "attachments", "papers"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody wants to put into a dossier."""

    name: str
    content: bytes
    kind: str = VolumeKind.WORK
    pages: int | None = None


@atomic
def attach(*, dossier: Dossier, upload: Upload, by, at: datetime) -> Attachment:
    """Put a file into a dossier: checked, sealed and safe on the disk before it counts."""
    check_may_add_attachment(by, dossier.unit_path)
    demand_open(dossier)
    file = contents.check(upload.name, upload.content)
    attachment = _new_row(dossier, upload, file, by=by, at=at)
    added = AttachmentAdded(
        attachment=str(attachment.key),
        media=file.media,
        size=attachment.size,
        digest=attachment.digest,
    )
    record(added, chain=dossier.chain, by=by, at=at)
    storage.keep(
        storage.place(ATTACHMENTS, attachment.key),
        file.content,
        cipher=vault.chain_cipher(dossier.chain.key),
        about=_about(attachment),
    )
    return attachment


def read_attachment(*, attachment: Attachment, reason: str, by, at: datetime) -> Iterator[bytes]:
    """Return a file piece by piece to somebody who gave a reason; the reading is recorded."""
    dossier = attachment.dossier
    check_may_see_dossier(by, dossier.unit_path)
    _demand_kept(attachment)
    words = grounded(reason)
    path = storage.place(ATTACHMENTS, attachment.key)
    if not path.is_file():
        raise Missing(
            why=_("The file is not in its place on the disk."),
            ground="house:attachments",
            remedy=_("Tell the administrator; it can be brought back from a backup."),
        )
    with atomic():
        opened = AttachmentRead(attachment=str(attachment.key), reason=words)
        record(opened, chain=dossier.chain, by=by, at=at)
    cipher = vault.chain_cipher(dossier.chain.key)
    return storage.opened(path, cipher=cipher, about=_about(attachment))


@atomic
def set_aside_attachment(*, attachment: Attachment, reason: str, by, at: datetime) -> None:
    """Set aside a file that does not belong into a dossier; its entry stays, it no longer opens."""
    attachment = (
        Attachment.objects.select_for_update(of=("self",))
        .select_related("dossier")
        .get(pk=attachment.pk)
    )
    check_may_add_attachment(by, attachment.dossier.unit_path)
    _demand_kept(attachment)
    attachment.set_aside_at, attachment.set_aside_because = at, grounded(reason)
    attachment.save(update_fields=["set_aside_at", "set_aside_because"])
    aside = AttachmentSetAside(attachment=str(attachment.key), because=attachment.set_aside_because)
    record(aside, chain=attachment.dossier.chain, by=by, at=at)


def sweep_orphans() -> int:
    """Remove files that no row speaks of: what a crash left between the disk and the database."""
    with walls.everything():
        known = {
            ATTACHMENTS: set(Attachment.objects.values_list("key", flat=True)),
            PAPERS: set(Paper.objects.exclude(rendered_digest="").values_list("key", flat=True)),
        }
    left = [path for kind, keys in known.items() for path in storage.orphans(kind, keys)]
    for path in left:
        storage.remove(path)
    return len(left)


def _new_row(dossier: Dossier, upload: Upload, file, *, by, at: datetime) -> Attachment:
    try:
        with atomic():
            return Attachment.objects.create(
                dossier=dossier,
                volume=volume_of(dossier, upload.kind),
                name=file.name,
                media=file.media,
                size=len(file.content),
                digest=hashlib.sha256(file.content).hexdigest(),
                pages=upload.pages,
                added_at=at,
                added_by_id=account_of(by),
            )
    except IntegrityError:
        raise AlreadyDone(
            why=_("This very file is already in the dossier."),
            ground="house:attachments",
            remedy=_("Nothing more is needed; it was not added a second time."),
        ) from None


def _demand_kept(attachment: Attachment) -> None:
    if attachment.set_aside_at is not None:
        raise AlreadyDone(
            why=_("This file was set aside; it is no longer opened."),
            ground="house:attachments",
            remedy=_("The list says when and why."),
        )


def _about(attachment: Attachment) -> str:
    return f"attachment:{attachment.key}"
