"""`guihang keys rotate`: seal everything anew under a new key."""

from guihang.cli import ledger


def main(arguments: list[str]) -> int:
    """Hand `keys …` over to the ledger's room."""
    return ledger.run("keys", arguments)
