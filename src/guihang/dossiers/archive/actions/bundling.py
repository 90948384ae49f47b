"""Taking a dossier out as a bundle."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers.access import check_may_take_bundle
from guihang.dossiers.actions.papers import grounded
from guihang.dossiers.archive import bundle, gathering
from guihang.dossiers.archive.ports import Taking
from guihang.dossiers.archive.verify import LEDGER
from guihang.dossiers.events import BundleFinished, BundleTaken
from guihang.dossiers.models import Dossier
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text
from guihang.ledger.actions import anchor, record
from guihang.ledger.proofs import proof_of

PURPOSES = {
    "prosecution": Text("检察监督", "supervision by the procuratorate"),
    "court": Text("提供审判机关", "for the court"),
    "handover": Text("移交档案", "handing the file over"),
    "archives": Text("移送档案馆", "for the archives"),
    "check": Text("档案检查", "a check of the file"),
}
ABOUT_LEDGER = Text("留痕证明", "the proof by the ledger")
GROUND = "house:bundles"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was written: its bytes, and what is to be written down elsewhere."""

    name: str
    content: IO[bytes]
    digest: str
    anchor: str


def take_bundle(*, dossier: Dossier, purpose: str, reason: str, by, at: datetime) -> Bundle:
    """Write a whole dossier into one file that proves itself; the taking is recorded (导出).

    An anchor is taken before and after, so that the proof is short and holds from now on.
    """
    check_may_take_bundle(by, dossier.unit_path)
    if purpose not in PURPOSES:
        raise BadFacts("purpose", why=_("A bundle is taken for one of the purposes."))
    words = grounded(reason)
    # In memory it would be too large, and nobody else can open a file without a name.
    content = tempfile.TemporaryFile()  # noqa: SIM115 - who sends it closes it
    writer = bundle.Writer(content)
    anchor(at=at)
    with atomic():
        gathering.put_in(writer, Taking(dossier, PURPOSES[purpose].zh, by, at), words)
        taken = BundleTaken(
            purpose=purpose, reason=words, files=writer.count, contents=writer.contents()
        )
        last = record(taken, chain=dossier.chain, by=by, at=at)
    fixed = anchor(at=at)
    writer.add(LEDGER, bundle.canonical(proof_of(last, fixed)), ABOUT_LEDGER)
    digest = writer.finish({"dossier": dossier.number, "made_at": at.isoformat()})
    content.seek(0)
    fixed_as = bytes(fixed.hash).hex()
    with atomic():
        finished = BundleFinished(purpose=purpose, digest=digest, anchor=fixed_as)
        record(finished, chain=dossier.chain, by=by, at=at)
    return Bundle(f"{dossier.number}.zip", content, digest, fixed_as)
