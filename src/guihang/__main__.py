"""`python -m guihang`: the same as the installed command."""

import sys

from guihang.cli import main

if __name__ == "__main__":
    sys.exit(main())
