"""From a fresh clone to a signed-in desk: how long, how long the second time, how much memory.

    python benchmarks/demo_start.py [--port N]

Prints each figure beside its budget; the budget is the issue's, the baseline is `python -c pass`
started the same way, so that a slow machine shows.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_SECONDS, SECOND_SECONDS, IDLE_MIB = 240, 5, 400
SETTLE_SECONDS = 20


def main() -> int:
    """Measure and print; exit 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8123)
    port = parser.parse_args().port
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "guihang"
        began = time.monotonic()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        first, _memory = _start_and_sign_in(clone, port, began)
        second, memory = _start_and_sign_in(clone, port, time.monotonic(), settle=SETTLE_SECONDS)
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    print(f"baseline: an empty Python process                 {time.monotonic() - began:8.2f} s")
    figures = (
        ("clone to signed-in desk", first, FIRST_SECONDS, "s"),
        ("second start to signed-in desk", second, SECOND_SECONDS, "s"),
        (f"memory of all processes after {SETTLE_SECONDS} s", memory, IDLE_MIB, "MiB"),
    )
    for name, figure, budget, unit in figures:
        print(f"{name:<48}{figure:8.1f} {unit:<4} (budget {budget} {unit})")
    return int(any(figure > budget for _name, figure, budget, _unit in figures))


def _start_and_sign_in(clone: Path, port: int, began: float, settle: int = 0):
    process = subprocess.Popen(
        [str(clone / "guihang"), "demo", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        told = _read_until_password(process)
        _sign_in(f"http://localhost:{port}", told)
        taken = time.monotonic() - began
        time.sleep(settle)
        return taken, _memory_of(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _read_until_password(process: subprocess.Popen[str]) -> str:
    for line in process.stdout:
        if found := re.search(r"password for all of them\s+(\S+)", line):
            return found[1]
    raise SystemExit("the demo ended before it answered")


def _sign_in(address: str, password: str) -> None:
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    page = browser.open(f"{address}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": "squad.officer", "password": password}
    request = urllib.request.Request(
        f"{address}/sign-in/",
        data=urllib.parse.urlencode(form).encode(),
        headers={"Referer": f"{address}/sign-in/"},
    )
    desk = browser.open(request)
    if "sign-in" in desk.url:
        raise SystemExit("signing in failed")


def _memory_of(parent: int) -> float:
    """Return the resident memory of a process and all below it, in MiB."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    family, grew = {parent}, True
    while grew:
        below = {pid for pid, above, _rss in rows if above in family} - family
        family, grew = family | below, bool(below)
    return sum(rss for pid, _above, rss in rows if pid in family) / 1024


if __name__ == "__main__":
    sys.exit(main())
