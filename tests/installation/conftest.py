"""What the tests of whole installations share."""

from installations import database, home, installed, pattern

__all__ = ("database", "home", "installed", "pattern")
