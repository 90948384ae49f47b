"""Keys and what they seal: fields under the installation's key, payloads under a chain's own.

Nothing here prints, logs or raises with a plain text or a key in it.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import Refused
from guihang.ledger import canon, keyfile
from guihang.ledger.keyfile import Keyring

_NONCE = 12


class CannotOpen(Refused):
    """Something sealed was altered, belongs elsewhere, or its key is not in the key file."""

    def __init__(self, what: str) -> None:
        """Name for the log what cannot be opened, never what it holds."""
        self.what = what
        super().__init__(
            why=_("This cannot be opened: it was altered, or its key is not in the key file."),
            ground="house:sealed",
            remedy=_("Tell the administrator; `guihang ledger verify` finds what was altered."),
        )


class Destroyed(Refused):
    """The key of this chain was destroyed; what it sealed can never be read again (已销毁)."""

    def __init__(self, chain: str) -> None:
        """Name the chain."""
        super().__init__(
            why=_("The key of %(chain)s was destroyed; its content is gone.") % {"chain": chain},
            ground="pipl-2021:47",
            remedy=_("That it was destroyed, when and by whom is in the ledger."),
        )


class Token(Protocol):
    """Something sealed, and what it is bound to."""

    token: str
    about: str


def keyring() -> Keyring:
    """Return the keys of this installation; a changed key file is read anew."""
    path = settings.GUIHANG_KEYRING
    try:
        stamp = os.stat(path)
    except OSError:
        return keyfile.read(Path(path))
    return _read(path, stamp.st_mtime_ns, stamp.st_ino)


@lru_cache(maxsize=2)
def _read(path: str | Path, _changed: int, _inode: int) -> Keyring:
    return keyfile.read(Path(path))


class Cipher:
    """Seals and opens under one key; what it seals is bound to what it is about."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes."""
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, *, about: bytes) -> bytes:
        """Return the sealed bytes; only the same `about` opens them."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._aead.encrypt(nonce, plain, about)

    def open(self, sealed: bytes, *, about: bytes) -> bytes:
        """Return what was sealed, or refuse where a byte of it was altered."""
        try:
            return self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except (InvalidTag, ValueError):
            raise CannotOpen("sealed bytes were altered or belong elsewhere") from None

    def __reduce__(self) -> str:
        raise TypeError("a key is not written out")


def seal(plain: bytes, *, about: str, ring: Keyring | None = None) -> str:
    """Seal under the active key of the installation; the token begins with the key's number."""
    ring = ring or keyring()
    sealed = _installation_cipher(ring, ring.active).seal(plain, about=about.encode())
    return f"{ring.active}:{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(token: str, *, about: str, ring: Keyring | None = None) -> bytes:
    """Open a token of `seal` with whichever key its number names."""
    _search, number, words = _parted(token)
    try:
        sealed = base64.urlsafe_b64decode(words)
    except (binascii.Error, ValueError):
        raise CannotOpen(f"what is sealed for {about} is not whole") from None
    return _installation_cipher(ring or keyring(), number).open(sealed, about=about.encode())


def _parted(token: str) -> tuple[str, str, str]:
    """Part a token; a searchable one carries its digest in front: digest:number:sealed."""
    *search, number, words = ["", "", *token.split(":")][-3:]
    return ":".join(search), number, words


def number_of(token: str) -> str:
    """Return the number of the key a token is sealed under."""
    return _parted(token)[1]


def resealed(token: str, *, about: str) -> str:
    """Return a token under the active key with the same content, tried before it is returned."""
    search = _parted(token)[0]
    plain = unseal(token, about=about)
    anew = seal(plain, about=about)
    if unseal(anew, about=about) != plain:
        raise CannotOpen(f"a value of {about}, just after it was sealed anew")
    return f"{search}:{anew}" if search else anew


def _installation_cipher(ring: Keyring, number: str) -> Cipher:
    key = ring.sealing.get(number)
    if key is None:
        raise CannotOpen(f"sealed with key number {number!r}, which is not in the key file")
    return Cipher(bytes.fromhex(key))


def open(sealed: Token) -> str:
    """Return the plain text of a sealed field; for the ledger and for checking sign-in codes."""
    return unseal(sealed.token, about=sealed.about).decode() if sealed.token else ""


def normal(value: str) -> str:
    """Return a value as it is searched: half-width, without spaces, in capitals."""
    return "".join(unicodedata.normalize("NFKC", value).split()).upper()


def digest(kind: object, value: str) -> str:
    """Return the keyed hash under which a value of a kind (or of a sealed field) is searched."""
    name = getattr(kind, "digest_kind", kind)
    return canon.keyed(bytes.fromhex(keyring().index), "search", str(name), normal(value)).hex()


def marking_key() -> bytes:
    """Return the key that marks the ends of chains and the anchors."""
    return bytes.fromhex(keyring().marking)


def chain_key_about(chain: str) -> str:
    """Return what the wrapped key of a chain is bound to."""
    return f"chain-key:{chain}"


def new_chain_key(chain: str) -> str:
    """Return a fresh key for a chain, wrapped under the installation's active key."""
    return seal(secrets.token_bytes(32), about=chain_key_about(chain))


def unwrap(chain: str, wrapped: str, *, ring: Keyring | None = None) -> Cipher:
    """Return the cipher of a chain from its wrapped key."""
    if not wrapped:
        raise Destroyed(chain)
    return Cipher(unseal(wrapped, about=chain_key_about(chain), ring=ring))


def chain_cipher(chain_key: str) -> Cipher:
    """Return a chain's own cipher, for its attachments and rendered papers."""
    from guihang.ledger.models import ChainHead

    wrapped = ChainHead.objects.values_list("wrapped", flat=True).get(pk=chain_key)
    return unwrap(chain_key, wrapped)


class WrongKeys(SystemExit):
    """The key file and the database do not belong together."""


def fingerprints(ring: Keyring) -> dict[str, str]:
    """Return a check value of every key, which tells nothing about the key."""
    keys = {"index": ring.index, "marking": ring.marking}
    keys |= {f"sealing:{number}": key for number, key in ring.sealing.items()}
    return {
        name: canon.keyed(bytes.fromhex(key), "fingerprint", name).hex()
        for name, key in keys.items()
    }


def imprint(*, using: str = "default") -> None:
    """Leave the check values of the keys in a database; refuse where it holds those of others."""
    from guihang.ledger.models import Fingerprint

    known = Fingerprint.objects.using(using)
    if known.exists():
        check_belongs(using=using)
    known.bulk_create(
        [Fingerprint(name=name, value=value) for name, value in fingerprints(keyring()).items()],
        ignore_conflicts=True,
    )


def check_belongs(*, using: str = "default") -> None:
    """Refuse to start on a database that was sealed with other keys than those at hand."""
    from guihang.ledger.models import Fingerprint

    left = dict(Fingerprint.objects.using(using).values_list("name", "value"))
    fault = misfit(left, keyring())
    if fault:
        raise WrongKeys(f"{fault} The key file is {settings.GUIHANG_KEYRING}.")


def misfit(left: Mapping[str, str], ring: Keyring) -> str:
    """Say in one sentence why keys do not fit the check values of a database; "" if they do."""
    if not left:
        return "The database has no key check values: it was not set up, or they were removed."
    ours = fingerprints(ring)
    lacking = sorted(name for name in left if name not in ours)
    if lacking:
        return f"The key file lacks {', '.join(lacking)}, which this database was sealed with."
    if any(ours[name] != value for name, value in left.items()):
        return "The key file belongs to another installation than this database."
    return ""
