"""What positioning devices say: bytes or text in, frozen messages out.

Here: one module or package a protocol, each pure (standard library only, no clock, no network),
each with a splitter of bounded memory, a decoder that never raises, and the replies.
Not here: sockets (doors/gateway), whether a position may be kept (tracking/orders).
"""
