"""`guihang serve`: starts together, stops together, and loses nothing that was acknowledged."""

import http.client
import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from installations import FIRST_PASSWORD, answers, command, environment, free_port, serving

WRITES, AT_ONCE = 200, 20
STOPS_WITHIN = 20
CHOSEN = "a kettle by the window"
NEW_UNIT = "/organisation/units/new/?under=000000"


def family(parent):
    """The process and all below it."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found, grew = {parent}, True
    while grew:
        below = {pid for pid, above in rows if above in found} - found
        found, grew = found | below, bool(below)
    return found


def wait_until(condition, seconds=STOPS_WITHIN):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def gone(pids):
    def alive(pid):
        with suppress(ProcessLookupError, FileNotFoundError):
            os.kill(pid, 0)
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0] != "Z"
        return False

    return not any(map(alive, pids))


@pytest.fixture
def standing(pattern, tmp_path):
    """An installation on SQLite."""
    return shutil.copytree(pattern["sqlite"], tmp_path / "home")


def test_an_interrupt_stops_everything_and_says_nothing_went_wrong(standing):
    port = free_port()
    with serving(standing, port) as server:
        pids = family(server.pid)
        assert len(pids) >= 3
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=STOPS_WITHIN) == 0
        wait_until(lambda: gone(pids))
        assert not answers(port)


def test_the_parts_do_not_outlive_their_parent(standing):
    with serving(standing, free_port()) as server:
        pids = family(server.pid)
        server.kill()
        server.wait()
        wait_until(lambda: gone(pids))


def test_a_part_that_falls_is_started_again(standing):
    port = free_port()
    with serving(standing, port) as server:
        web = next(pid for pid in family(server.pid) - {server.pid} if "granian" in name_of(pid))
        os.kill(web, signal.SIGKILL)
        wait_until(lambda: web not in family(server.pid) and answers(port), seconds=60)


def name_of(pid):
    with open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().decode()


def test_a_port_in_use_is_named_and_nothing_starts(standing):
    port = free_port()
    with serving(standing, port):
        second = command("serve", "--home", standing, "--port", port, check=False)
    assert second.returncode == 1
    assert f"port {port} is in use" in second.stderr


class Browser:
    """A signed-in administrator, as small as a browser can be."""

    def __init__(self, port, home):
        self.address = f"http://localhost:{port}"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        first = (home / FIRST_PASSWORD).read_text()
        self.post("/sign-in/", username="administrator", password=first)
        self.post("/password/", present=first, password=CHOSEN, again=CHOSEN)
        self.token = self.token_on(NEW_UNIT)

    def token_on(self, path):
        """The token against forged requests, as the form on a page carries it."""
        page = self.opener.open(self.address + path, timeout=30).read().decode()
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def post(self, path, token=None, **fields):
        """Send a form and return the page that follows."""
        fields["csrfmiddlewaretoken"] = token or self.token_on(path)
        headers = {"Referer": self.address + path, "Origin": self.address}
        sent = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.address + path, sent, headers)
        return self.opener.open(request, timeout=30)

    def create_office(self, number):
        """Create a unit; return whether the server said that it was done."""
        fields = {"code": f"T{number:04d}", "name": f"第{number}司法所", "kind": "office"}
        page = self.post(NEW_UNIT, self.token, short_name=f"{number}所", level="", **fields)
        return page.url.endswith("/organisation/units/000000/")


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(installed):
    port, acknowledged = free_port(), set()
    with (installed / "settings.toml").open("a") as settings:
        settings.write("second_factor = false\n")
    with serving(installed, port) as server:
        browser = Browser(port, installed)

        def write(number):
            with suppress(OSError, http.client.HTTPException):
                if browser.create_office(number):
                    acknowledged.add(f"T{number:04d}")

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for number in range(WRITES):
                pool.submit(write, number)
            wait_until(lambda: len(acknowledged) > WRITES // 4, seconds=120)
            for pid in family(server.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    kept, entered = units_and_entries(installed)
    assert acknowledged <= kept, "an acknowledged write was lost"
    assert kept == entered, "a row without its entry, or an entry without its row"
    assert len(acknowledged) < WRITES, "the server was killed too late to show anything"
    verified = command("ledger", "verify", "--home", installed, "--json")
    assert json.loads(verified.stdout)["whole"]


def units_and_entries(home):
    """The codes that have a row, and the codes whose chain says they were created."""
    script = (
        "import django, json; django.setup();"
        "from guihang.agencies.models import Unit; from guihang.ledger.models import Entry;"
        "print(json.dumps([list(Unit.objects.filter(code__startswith='T')"
        ".values_list('code', flat=True)),"
        "list(Entry.objects.filter(event='UnitCreated', chain__startswith='unit:T')"
        ".values_list('chain', flat=True))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(GUIHANG_HOME=str(home), DJANGO_SETTINGS_MODULE="guihang.settings"),
        capture_output=True,
        text=True,
        check=True,
    )
    rows, chains = json.loads(done.stdout.splitlines()[-1])
    return set(rows), {chain.partition(":")[2] for chain in chains}


def test_devices_are_received_beside_the_pages_and_status_tells_what_came(standing):
    phones = free_port()
    settings = standing / "settings.toml"
    ports = f"{{jt808 = 0, gt06 = 0, watch = 0, phones = {phones}}}"
    settings.write_text(f"{settings.read_text()}\ngateway = {ports}\n")
    asked = f"http://127.0.0.1:{phones}/osmand?id=nobody&lat=26&lon=109"

    def refused():
        try:
            urllib.request.urlopen(asked, timeout=5)
        except urllib.error.HTTPError as refusal:
            return refusal.code == 403
        except OSError:
            return False

    with serving(standing, free_port()) as server:
        wait_until(refused, seconds=60)
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=STOPS_WITHIN) == 0
        assert f"phones on port {phones}" in server.stdout.read()
    told = command("gateway", "status", "--home", standing, check=False)
    assert "phones    1 refused" in told.stdout


def test_a_port_for_devices_in_use_does_not_keep_the_pages_from_starting(standing):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = standing / "settings.toml"
        ports = f"{{jt808 = {port}, gt06 = 0, watch = 0, phones = 0}}"
        settings.write_text(f"{settings.read_text()}\ngateway = {ports}\n")
        pages = free_port()
        with serving(standing, pages) as server:
            wait_until(lambda: (standing / "gateway.json").exists(), seconds=60)
            assert answers(pages)
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=STOPS_WITHIN) == 0
            assert server.stdout.read().count("cannot be opened") == 1
