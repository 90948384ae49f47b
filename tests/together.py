"""Several people who press at the same moment, each on a connection of his own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from guihang.law.refusals import Refused


def at_once(calls):
    """Let every call begin together; refusals are answers."""
    start = Barrier(len(calls))

    def run(call):
        start.wait(timeout=30)
        try:
            return call()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(answers):
    """Those of the answers that are refusals."""
    return [answer for answer in answers if isinstance(answer, Refused)]
