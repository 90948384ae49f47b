"""Whatever arrives: nothing raises, chunks do not matter, and memory stays bounded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import devices
from devices import AT, SAMPLES
from guihang.tracking.protocols import watch
from guihang.tracking.protocols.catalogue import PROTOCOLS, Settings
from guihang.tracking.protocols.gt06 import frames as gt06_frames
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808 import frames as jt808_frames
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream
from guihang.tracking.protocols.readings import TYPES, Fault, Message

STREAMS = {
    "jt808": (Jt808Stream, jt808_frames.LONGEST),
    "gt06": (Gt06Stream, gt06_frames.LONGEST),
    "watch": (watch.Stream, watch.LONGEST),
}
over_streams = pytest.mark.parametrize("name", STREAMS)


def hear(name, octets, cuts=()):
    stream = STREAMS[name][0]()
    edges = [0, *sorted(cut % (len(octets) + 1) for cut in cuts), len(octets)]
    return [
        one
        for start, stop in zip(edges, edges[1:], strict=False)
        for one in stream.hear(octets[start:stop], at=AT)
    ]


def junk(name):
    """Draw bytes with real messages among them, and pieces of messages."""
    whole = st.sampled_from(SAMPLES[name])
    piece = st.builds(lambda plain, at: plain[at % len(plain) :], whole, st.integers(0, 200))
    drawn = st.binary(max_size=60) | whole | piece
    return st.lists(drawn, max_size=8).map(b"".join)


@pytest.mark.parametrize("name", PROTOCOLS)
@given(drawn=st.data())
@settings(deadline=None)
def test_no_message_raises_and_each_is_of_a_known_type(name, drawn):
    read = PROTOCOLS[name].reader(Settings())
    for one in read(drawn.draw(junk(name)), AT):
        assert isinstance(one, Fault) or one.type in TYPES


@over_streams
@given(drawn=st.data())
@settings(deadline=None)
def test_however_a_stream_is_cut_it_says_the_same(name, drawn):
    octets = drawn.draw(junk(name))
    cuts = drawn.draw(st.lists(st.integers(0, 10_000), max_size=12))
    assert hear(name, octets, cuts) == hear(name, octets)


@over_streams
@given(noise=st.binary(max_size=40))
@settings(deadline=None)
def test_after_noise_the_next_messages_are_heard(name, noise):
    plain = {
        "jt808": devices.jt808(0x0002),
        "gt06": devices.LOGIN,
        "watch": devices.watch("LK"),
    }[name]
    [alone] = hear(name, plain)
    heard = hear(name, noise.replace(b"\x78", b"").replace(b"\x79", b"") + plain * 3)
    assert [one for one in heard if isinstance(one, Message)][-2:] == [alone, alone]


@over_streams
def test_half_a_message_waits_for_the_other_half(name):
    frame = SAMPLES[name][1]
    stream = STREAMS[name][0]()
    assert stream.hear(frame[:-1], at=AT) == []
    assert len(stream.hear(frame[-1:], at=AT)) == 1


@over_streams
@pytest.mark.parametrize("endless", [b"\x7e\x02\x00", b"[3G*1*0001*", b"\x79\x79\x0f\xff", b"x"])
def test_what_never_ends_is_not_kept(name, endless):
    make, longest = STREAMS[name]
    stream = make()
    stream.hear(endless, at=AT)
    for _ in range(40):
        stream.hear(b"a" * 1000, at=AT)
        assert len(stream._splitter._rest) <= longest
    stream.hear(b"\x7e]\x0d\x0a", at=AT)
    last = stream.hear(SAMPLES[name][0] * 2, at=AT)[-1]
    assert isinstance(last, Message)


@given(octets=st.binary(max_size=300))
def test_a_frame_that_is_wrapped_opens_to_the_same(octets):
    wrapped = jt808_frames.wrap(octets)
    assert wrapped[1:-1].count(b"\x7e") == 0
    plain = jt808_frames.unescape(wrapped[1:-1])
    assert plain[:-1] == octets
    assert jt808_frames.checksum(plain) == 0


@given(octets=st.binary(max_size=300))
def test_the_checksum_of_jt808_is_the_xor_of_all_bytes(octets):
    slowly = 0
    for octet in octets:
        slowly ^= octet
    assert jt808_frames.checksum(octets) == slowly


@given(
    st.integers(-90_000_000, 90_000_000),
    st.integers(-180_000_000, 180_000_000),
    st.integers(-500, 9000),
)
def test_every_place_a_device_can_be_at_is_read_as_it_was_sent(lat, lon, altitude):
    status = 2 | (lat < 0) << 2 | (lon < 0) << 3
    body = devices.jt808_position(status=status, lat=abs(lat), lon=abs(lon), altitude=altitude)
    [message] = hear("jt808", devices.jt808(0x0200, body))
    [one] = message.readings
    assert (one.lat, one.lon, one.altitude, one.valid) == (lat / 1e6, lon / 1e6, altitude, True)
