"""GT06 and its family (Concox, Jimi, Topin …), over TCP.

`stream.Stream` takes what arrives on one connection and returns what was said.
"""
