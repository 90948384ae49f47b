"""The projection's ways in and out: refresh one thing or many at once, rebuild, put one off."""

from guihang.duties.actions.putting_off import REASON_MOST, put_off
from guihang.duties.actions.rebuilding import Rebuilt, gathered, rebuild, rebuild_all, refresh

__all__ = ["REASON_MOST", "Rebuilt", "gathered", "put_off", "rebuild", "rebuild_all", "refresh"]
