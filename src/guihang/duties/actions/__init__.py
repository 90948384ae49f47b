"""The projection's ways in and out: refresh one thing, rebuild many, put one duty off."""

from guihang.duties.actions.putting_off import REASON_MOST, put_off
from guihang.duties.actions.rebuilding import Rebuilt, rebuild, rebuild_all, refresh

__all__ = ["REASON_MOST", "Rebuilt", "put_off", "rebuild", "rebuild_all", "refresh"]
