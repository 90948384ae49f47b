"""What a paper says, sealed under its dossier's key, and the digest that binds it for ever."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass

from guihang.dossiers.forms import Entry, Form, form
from guihang.dossiers.models import Paper
from guihang.ledger import vault
from guihang.ledger.vault import Cipher

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Content:
    """The fields of a paper, and a salt that keeps its digest from being guessed."""

    entries: dict[str, Entry]
    salt: str


def new_content(entries: dict[str, Entry]) -> Content:
    """Return fields with a fresh salt."""
    return Content(entries, secrets.token_hex(SALT_BYTES))


def cipher_of(paper: Paper) -> Cipher:
    """Return the key under which everything of the paper's dossier is sealed."""
    return vault.chain_cipher(paper.dossier.chain.key)


def form_of(paper: Paper) -> Form:
    """Return the form in the version the paper was drawn up on."""
    return form(paper.form, paper.form_version)


def seal(paper: Paper, content: Content) -> bytes:
    """Return the fields of a paper, sealed and bound to it."""
    plain = _canonical({"fields": content.entries, "salt": content.salt})
    return cipher_of(paper).seal(plain, about=paper.about)


def unseal(paper: Paper) -> Content:
    """Return the fields of a paper; whoever calls this records the reading."""
    plain = json.loads(cipher_of(paper).open(bytes(paper.sealed_fields), about=paper.about))
    entries = {
        name: tuple(entry) if isinstance(entry, list) else entry
        for name, entry in plain["fields"].items()
    }
    return Content(entries, plain["salt"])


def digest_of(paper: Paper, content: Content) -> str:
    """Return the digest over everything that makes a paper what it is."""
    return hashlib.sha256(
        _canonical(
            {
                "form": paper.form,
                "version": paper.form_version,
                "number": paper.number,
                "day": paper.issued_on.isoformat() if paper.issued_on else "",
                "by": paper.sealed_by,
                "fields": content.entries,
                "salt": content.salt,
            }
        )
    ).hexdigest()


def is_unaltered(paper: Paper) -> bool:
    """Whether an issued paper still says what it said when it was issued."""
    try:
        return digest_of(paper, unseal(paper)) == paper.digest
    except (vault.CannotOpen, ValueError, KeyError):
        return False


def _canonical(values: dict[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
