"""A passkey in software: makes and uses credentials as a browser and its authenticator do."""

import hashlib
import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT_AND_VERIFIED, WITH_CREDENTIAL = 0x01 | 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one key; it counts its uses."""

    origin: str
    identity: bytes = b"passkey-of-a-test"
    verifies: bool = True
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options):
        """Answer registration options with a new credential."""
        challenge = json.loads(options)["challenge"]
        return self._answer(
            clientDataJSON=self._client("webauthn.create", challenge),
            attestationObject=cbor2.dumps(
                {"fmt": "none", "attStmt": {}, "authData": self._state(with_credential=True)}
            ),
        )

    def use(self, options):
        """Answer authentication options with a signature."""
        self.uses += 1
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        state = self._state()
        signed = state + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=client,
            authenticatorData=state,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    def _client(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _state(self, *, with_credential=False):
        host = urlsplit(self.origin).hostname
        flags = PRESENT_AND_VERIFIED if self.verifies else 0x01
        flags |= WITH_CREDENTIAL if with_credential else 0
        state = hashlib.sha256(host.encode()).digest() + bytes([flags])
        state += self.uses.to_bytes(4, "big")
        return state + self._credential() if with_credential else state

    def _credential(self):
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        return (
            bytes(16) + len(self.identity).to_bytes(2, "big") + self.identity + cbor2.dumps(public)
        )

    def _answer(self, **response):
        identity = bytes_to_base64url(self.identity)
        return json.dumps(
            {
                "id": identity,
                "rawId": identity,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: bytes_to_base64url(part) for name, part in response.items()},
            }
        )
