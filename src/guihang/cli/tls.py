"""`guihang tls`: an authority and a server certificate for a local network.

Cameras, passkeys and immersive rooms need https; a closed network has no public authority.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from guihang import installation

AUTHORITY_YEARS = 10
SERVER_DAYS = 397  # the longest browsers accept


def main(arguments: list[str]) -> int:
    """Make or renew the certificates and say how machines come to trust them."""
    parser = argparse.ArgumentParser(prog="guihang tls", description=__doc__)
    parser.add_argument("names", nargs="+", help="host names and addresses people will type")
    parser.add_argument("--home", type=Path)
    options = parser.parse_args(arguments)
    folder = (options.home or installation.existing_home()).resolve() / "tls"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = datetime.now(UTC)  # noqa: TID251
    authority = _authority(folder, moment)
    _server(folder, options.names, authority, moment)
    print(
        f"The server's certificate is valid for {', '.join(options.names)} "
        f"until {moment + timedelta(days=SERVER_DAYS):%Y-%m-%d}.\n"
        f"Machines trust it once {folder / 'authority.pem'} is among their trusted authorities.\n"
        "Start with `guihang serve --tls --host 0.0.0.0 --port 443`."
    )
    return 0


def _authority(folder: Path, moment: datetime):
    certificate, key = folder / "authority.pem", folder / "authority-key.pem"
    if certificate.exists():
        return (
            x509.load_pem_x509_certificate(certificate.read_bytes()),
            serialization.load_pem_private_key(key.read_bytes(), None),
        )
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Guihang local network")])
    made = (
        _builder(name, name, private.public_key(), moment, days=365 * AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, hashes.SHA256())
    )
    _write(certificate, made.public_bytes(serialization.Encoding.PEM))
    _write(key, _pem(private))
    return made, private


def _server(folder: Path, names: list[str], authority, moment: datetime) -> None:
    issuer, issuer_key = authority
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    alternatives = x509.SubjectAlternativeName([_general_name(name) for name in names])
    made = (
        _builder(subject, issuer.subject, private.public_key(), moment, days=SERVER_DAYS)
        .add_extension(alternatives, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    chain = made.public_bytes(serialization.Encoding.PEM) + issuer.public_bytes(
        serialization.Encoding.PEM
    )
    _write(folder / "server.pem", chain)
    _write(folder / "server-key.pem", _pem(private))


def _builder(subject, issuer, public_key, moment: datetime, *, days: int):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(hours=1))
        .not_valid_after(moment + timedelta(days=days))
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
