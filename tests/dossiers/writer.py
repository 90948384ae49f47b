"""One of several processes that issue papers at once; started by the test of numbering.

Each paper is first issued in a transaction that fails, then in one that holds.
"""

import sys


class PowerCutError(Exception):
    pass


def issue(keys):
    from django.db.transaction import atomic

    from cast import NOW
    from guihang.dossiers import actions
    from guihang.dossiers.models import Paper
    from guihang.ledger.chains import SYSTEM

    for key in keys:
        paper = Paper.objects.get(key=key)
        try:
            with atomic():
                actions.issue_paper(paper=paper, by=SYSTEM, at=NOW)
                raise PowerCutError
        except PowerCutError:
            yield actions.issue_paper(paper=paper, by=SYSTEM, at=NOW).serial


if __name__ == "__main__":
    import django

    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    print(*issue(sys.argv[1:]), flush=True)
