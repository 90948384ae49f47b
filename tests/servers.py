"""Servers of others that tests talk to: a broker of MQTT, a server of JetStream."""

import asyncio
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(program, *words, port):
    """A program that answers on a port; skips in one line where there is none."""
    found = shutil.which(program, path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{program} is not on this machine")
    process = subprocess.Popen(
        [found, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 20
        while not answers(port):
            assert process.poll() is None, f"{program} ended by itself"
            assert time.monotonic() < until, f"{program} does not answer"
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def mosquitto(folder, port):
    """A broker that keeps what it has over a restart."""
    file = folder / "mosquitto.conf"
    file.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
        f"persistence_location {folder}/\nautosave_interval 1\n"
        "autosave_on_changes true\nuser root\n"
    )
    with running("mosquitto", "-c", str(file), port=port) as process:
        yield process


@contextmanager
def jetstream(folder, port):
    """A server of JetStream that keeps its streams in a folder."""
    words = ("-js", "-a", "127.0.0.1", "-p", str(port), "-sd", str(folder))
    with running("nats-server", *words, port=port) as process:
        yield process


async def until(condition, seconds=20):
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
