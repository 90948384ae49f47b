"""Build what the browser loads: `python -m guihang.doors.ui.assets [--anew]`."""

import sys

from guihang.doors.ui.assets import build

if __name__ == "__main__":
    build(anew="--anew" in sys.argv[1:])
