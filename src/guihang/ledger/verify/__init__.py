"""Is the ledger whole, and if not: what was done to it, and where?"""

from guihang.ledger.verify.breaks import Break
from guihang.ledger.verify.verification import Finding, NotALedger, verify

__all__ = ["Break", "Finding", "NotALedger", "verify"]
