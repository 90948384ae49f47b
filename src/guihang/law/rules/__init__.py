"""The rules, one module per subject; every module here enters its rules in the catalogue."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from guihang.law.catalogue import RULES, Entry


@cache
def load() -> dict[str, Entry]:
    """Return all rules, importing every module of this package first."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return RULES
