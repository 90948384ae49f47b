"""Where this room's events stand in the ledger."""

from guihang.agencies.models import Account, Unit
from guihang.ledger import chains
from guihang.ledger.chains import Chain


def unit_chain(unit: Unit) -> Chain:
    """Return the chain of a unit: what changed in it."""
    return chains.unit(unit.code, unit.path)


def account_chain(account: Account) -> Chain:
    """Return the chain of an account: its sign-ins and what was done to it."""
    return chains.account(account.pk, account.unit.path)
