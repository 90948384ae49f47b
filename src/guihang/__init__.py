"""Guihang (归航): the open platform for community corrections (社区矫正)."""

__version__ = "0.1.0"
