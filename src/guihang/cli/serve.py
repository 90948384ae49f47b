"""`guihang serve`: pages, sweeps and the gateway of one installation under one parent."""

from __future__ import annotations

import argparse
import os
import socket
import ssl
import sys
import time
import urllib.request
from pathlib import Path

from guihang import installation
from guihang.cli import supervisor

READY_WITHIN_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Start an installation and stay until asked to stop."""
    options = _parser().parse_args(arguments)
    home = use_home(options.home)
    here = installation.read(home)
    if not here.keyring.exists():
        print(f"guihang: no installation at {home}. Run `guihang init` first.", file=sys.stderr)
        return 1
    tls = _certificate(options, home)
    return start(options.host, options.port, tls=tls, says=lambda address: _tell(address))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang serve", description=__doc__)
    parser.add_argument("--home", type=Path, help="the installation's folder")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--tls", action="store_true", help="use the certificate of `guihang tls`")
    parser.add_argument("--certificate", type=Path, help="a certificate of your own (PEM)")
    parser.add_argument("--key", type=Path, help="its key (PEM)")
    return parser


def use_home(home: Path | None) -> Path:
    """Settle which installation this process and its children work on."""
    chosen = (home or installation.existing_home()).resolve()
    os.environ[installation.HOME_VARIABLE] = str(chosen)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guihang.settings")
    return chosen


def _certificate(options: argparse.Namespace, home: Path) -> tuple[Path, Path] | None:
    if options.certificate and options.key:
        return options.certificate, options.key
    if not options.tls:
        return None
    pair = home / "tls" / "server.pem", home / "tls" / "server-key.pem"
    if not all(file.exists() for file in pair):
        raise SystemExit("guihang: there is no certificate yet. Run `guihang tls` first.")
    return pair


def start(host: str, port: int, *, tls: tuple[Path, Path] | None, says) -> int:
    """Run all parts under one parent; `says(address)` is called once pages are answered."""
    if not _is_free(host, port):
        print(f"guihang: port {port} is in use. Choose another with --port.", file=sys.stderr)
        return 1
    address = (
        f"{'https' if tls else 'http'}://{'localhost' if host == '127.0.0.1' else host}:{port}"
    )
    parts = [
        supervisor.Part("web", _web(host, port, tls)),
        supervisor.Part("jobs", (sys.executable, "-m", "guihang", "jobs")),
    ]
    if installation.read().receives:
        parts.append(supervisor.Part("gateway", _gateway(host, tls)))
    return supervisor.run(parts, when_started=lambda: _wait_and_tell(address, says))


def _web(host: str, port: int, tls: tuple[Path, Path] | None) -> tuple[str, ...]:
    words = [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws"]
    words += ["--host", host, "--port", str(port), "--workers", "1", "--log-level", "warning"]
    words += ["--workers-kill-timeout", "5"]
    if tls:
        words += ["--ssl-certificate", str(tls[0]), "--ssl-keyfile", str(tls[1])]
    return (*words, "guihang.asgi:application")


def _gateway(host: str, tls: tuple[Path, Path] | None) -> tuple[str, ...]:
    words = (sys.executable, "-m", "guihang", "gateway", "--host", host)
    return (*words, "--certificate", str(tls[0]), "--key", str(tls[1])) if tls else words


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait_and_tell(address: str, says) -> None:
    # The certificate of a local network is our own; this only asks whether a page is answered.
    unchecked = ssl._create_unverified_context()  # noqa: S323
    until = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=5, context=unchecked)  # noqa: S310
        except OSError:
            time.sleep(0.1)
            continue
        says(address)
        return


def _tell(address: str) -> None:
    print(f"Guihang answers at {address} (Ctrl-C stops it).", flush=True)
