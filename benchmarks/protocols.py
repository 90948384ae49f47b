"""How many messages a second each protocol reads on one core, replies included.

The baseline of the same run is the least that could be done with a frame of JT/T 808: unpacking
the 28 bytes of its position with a compiled struct, and nothing else. The clock is that of the
process, so waiting for a core does not count; a busy neighbour still slows caches, so compare
with the baseline. The best of five rounds is shown. The aim of the whole gateway is 40,000 frames
of JT/T 808 a second on two cores.

    python benchmarks/protocols.py
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import devices
from guihang.tracking.protocols import mobile, osmand, owntracks, watch
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808 import location
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream

ROUNDS, MESSAGES, TOGETHER = 5, 20_000, 20
PLACE = devices.jt808_position(items=devices.WORN)


def streams():
    """Return what is measured: a name, one call, and how many messages it reads."""
    jt808, gt06, watches = Jt808Stream(), Gt06Stream(), watch.Stream()
    frame = devices.jt808(0x0200, PLACE)
    batch = devices.jt808(0x0704, devices.batch(*[devices.jt808_position()] * 25))
    place = devices.gt06(0x12, devices.gt06_position() + devices.GT06_CELL)
    words = devices.watch(devices.watch_position())
    at = devices.AT
    return [
        ("baseline: struct", lambda: location.BASIC.unpack_from(PLACE), 1),
        ("jt808 0x0200", lambda: jt808.hear(frame, at=at), 1),
        ("jt808, 20 a chunk", lambda: jt808.hear(frame * TOGETHER, at=at), TOGETHER),
        ("jt808 0x0704 of 25", lambda: jt808.hear(batch, at=at), 25),
        ("gt06 0x12", lambda: gt06.hear(place, at=at), 1),
        ("watch UD", lambda: watches.hear(words, at=at), 1),
        ("osmand query", lambda: osmand.decode(devices.SAMPLES["osmand"][0]), 1),
        ("osmand json", lambda: osmand.decode(devices.SAMPLES["osmand"][1]), 1),
        ("owntracks", lambda: owntracks.decode(devices.SAMPLES["owntracks"][0]), 1),
        ("mobile", lambda: mobile.decode(devices.SAMPLES["mobile"][0]), 1),
    ]


def main():
    """Print messages a second and microseconds a message, beside the baseline."""
    for name, read, many in streams():
        times = MESSAGES // many
        best = min(measure(read, times) for _ in range(ROUNDS))
        each = best / (times * many)
        print(f"{name:<20}{1 / each:>12,.0f} a second {each * 1e6:>8.2f} µs each")


def measure(read, times):
    """Return the seconds of the process that so many calls take."""
    began = time.process_time()
    for _ in range(times):
        read()
    return time.process_time() - began


if __name__ == "__main__":
    main()
