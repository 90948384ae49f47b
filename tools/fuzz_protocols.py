"""Send damaged messages to every protocol and see that none crashes and none lets memory grow.

    python tools/fuzz_protocols.py [--seconds N] [--seed N] [--protocol NAME]

Composed messages are damaged (bits, bytes, pieces cut, doubled, spliced, numbers made extreme; for
JT/T 808 and GT06 half of them with the checksum made right again) and read as one recorded
message and as a stream in chunks of drawn sizes, on connections that live for a thousand rounds.
Prints one line a protocol, and what crashed, in hexadecimal digits; ends with 1 if anything did.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
import traceback
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import devices
from guihang.tracking.protocols import watch
from guihang.tracking.protocols.catalogue import PROTOCOLS, Settings
from guihang.tracking.protocols.gt06.frames import checksum as gt06_checksum
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808.frames import unescape, wrap
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream
from guihang.tracking.protocols.readings import Fault, Message

STREAMS = {"jt808": Jt808Stream, "gt06": Gt06Stream, "watch": watch.Stream}
EXTREMES = (
    b"\x00",
    b"\xff",
    b"\x7e",
    b"\x7d",
    b"]",
    b"[",
    b"}",
    b"1e999",
    b"-1",
    b"NaN",
    b"[" * 40,
)
ROUNDS_A_CONNECTION = 1000


def main() -> int:
    """Fuzz the protocols asked for; 1 if anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10, help="for each protocol")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--protocol", choices=PROTOCOLS)
    options = parser.parse_args()
    names = [options.protocol] if options.protocol else list(PROTOCOLS)
    return int(any([fuzz(name, options.seconds, options.seed) for name in names]))


def fuzz(name: str, seconds: float, seed: int) -> bool:
    """Fuzz one protocol; True if anything crashed."""
    drawn, rounds, crashed, heard = random.Random(f"{name} {seed}"), 0, 0, 0
    tracemalloc.start()
    first = peak = 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        read = PROTOCOLS[name].reader(Settings(strict_checksum=bool(drawn.getrandbits(1))))
        stream = STREAMS[name]() if name in STREAMS else None
        for _ in range(ROUNDS_A_CONNECTION):
            damaged = damage(name, drawn)
            rounds += 1
            try:
                heard += look(read(damaged, devices.AT))
                if stream:
                    heard += listen(stream, damaged, drawn)
            except Exception:
                crashed += 1
                print(f"{name}: {damaged.hex()}\n{traceback.format_exc()}")
        gc.collect()  # also empties the interpreter's store of used tuples
        kept = tracemalloc.get_traced_memory()[0]  # the connection still lives
        first, peak = first or kept, max(peak, kept)
    tracemalloc.stop()
    print(
        f"{name:<10} {rounds:>9,} rounds, {heard:>9,} answers, {crashed} crashed; "
        f"kept after {ROUNDS_A_CONNECTION:,} rounds {first // 1024} KiB, at most {peak // 1024} KiB"
    )
    return bool(crashed)


def listen(stream, damaged: bytes, drawn: random.Random) -> int:
    """Send a message in chunks."""
    heard, start = 0, 0
    while start < len(damaged):
        size = drawn.randint(1, 40)
        heard += look(stream.hear(damaged[start : start + size], at=devices.AT))
        start += size
    return heard


def look(heard) -> int:
    """Count what was said; anything but messages and faults is a mistake."""
    if not all(isinstance(one, Message | Fault) for one in heard):
        raise TypeError(heard)
    return len(heard)


def damage(name: str, drawn: random.Random) -> bytes:
    """Return a composed message, damaged; one in twenty is left as it is."""
    plain = drawn.choice(devices.SAMPLES[name])
    if drawn.random() < 0.05:
        return plain
    octets = bytearray(plain if name != "jt808" else unescape(plain[1:-1])[:-1])
    for _ in range(drawn.randint(1, 4)):
        drawn.choice(WAYS)(octets, drawn)
    if name == "jt808":
        return wrap(bytes(octets)) if drawn.getrandbits(1) else b"\x7e" + bytes(octets) + b"\x7e"
    if name == "gt06" and drawn.getrandbits(1) and len(octets) > 8:
        octets[-4:] = gt06_checksum(bytes(octets[2:-4])).to_bytes(2) + b"\x0d\x0a"
    return bytes(octets)


def flip(octets: bytearray, drawn: random.Random) -> None:
    """Change one bit."""
    if octets:
        octets[drawn.randrange(len(octets))] ^= 1 << drawn.randrange(8)


def overwrite(octets: bytearray, drawn: random.Random) -> None:
    """Put something extreme in place of a byte."""
    at = drawn.randint(0, len(octets))
    octets[at : at + 1] = drawn.choice(EXTREMES)


def cut(octets: bytearray, drawn: random.Random) -> None:
    """Take a piece out."""
    at = drawn.randint(0, len(octets))
    del octets[at : at + drawn.randint(1, 12)]


def double(octets: bytearray, drawn: random.Random) -> None:
    """Say a piece again, up to a hundred times."""
    at = drawn.randint(0, len(octets))
    octets[at:at] = octets[at : at + drawn.randint(1, 30)] * drawn.choice((1, 1, 1, 100))


def splice(octets: bytearray, drawn: random.Random) -> None:
    """Go on with another message of any protocol."""
    other = drawn.choice(devices.SAMPLES[drawn.choice(list(devices.SAMPLES))])
    octets[drawn.randint(0, len(octets)) :] = other[drawn.randint(0, len(other)) :]


WAYS = (flip, flip, overwrite, overwrite, cut, double, splice)

if __name__ == "__main__":
    sys.exit(main())
