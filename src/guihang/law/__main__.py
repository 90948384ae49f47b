"""`python -m guihang.law ask …`: the law by itself, without the platform."""

import sys

from guihang.law.ask import main

if __name__ == "__main__":  # pragma: no branch
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
