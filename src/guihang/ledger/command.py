"""The commands of the ledger: `ledger verify`, `ledger anchor`, `keys rotate`.

They end with 0 when all is well, 1 when the ledger is broken or the work is not finished, and 2
when nothing could be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from guihang.law.refusals import Refused
from guihang.ledger import actions, elsewhere, faults, keyfile, vault
from guihang.ledger.chains import System
from guihang.ledger.keyfile import Keyring
from guihang.ledger.verify import Finding, verify

WHOLE, BROKEN, UNREADABLE = 0, 1, 2
_COMMAND = System("system:command")


def main(argv: Sequence[str], *, at: datetime) -> int:
    """Run one of the commands at a moment and return how it ended."""
    options = _parser().parse_args(argv)
    try:
        return options.run(options, at)
    except Refused as refusal:
        return _fail(f"{refusal} {refusal.remedy}")
    except DatabaseError as error:
        known = faults.of(error)
        damaged = _("The database cannot be read: it is damaged, or it is none.")
        return _fail(str(known) if known else damaged)
    except keyfile.NoKeys as error:
        return _fail(str(error))


def _fail(words: str) -> int:
    print(f"guihang: {words}", file=sys.stderr)
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang", description=__doc__)
    rooms = parser.add_subparsers(required=True)
    ledger = rooms.add_parser("ledger").add_subparsers(required=True)
    verifying = ledger.add_parser("verify", help="tell whether the ledger is whole")
    verifying.add_argument("--database", help="sqlite:///PATH or postgresql://USER@HOST/NAME")
    verifying.add_argument("--keys", type=Path, help="the key file of that database")
    verifying.add_argument("--json", action="store_true", help="answer for a program")
    verifying.set_defaults(run=_verify)
    anchoring = ledger.add_parser("anchor", help="fix what stands in the ledger now")
    anchoring.set_defaults(run=_anchor)
    keys = rooms.add_parser("keys").add_subparsers(required=True)
    rotating = keys.add_parser("rotate", help="seal everything anew under a new key")
    rotating.set_defaults(run=_rotate)
    return parser


def _verify(options: argparse.Namespace, _at: datetime) -> int:
    finding = verify(_database(options.database), _keyring(options))
    print(json.dumps(_plain(finding), ensure_ascii=False) if options.json else _words(finding))
    return WHOLE if finding.whole else BROKEN


def _database(url: str | None) -> BaseDatabaseWrapper:
    return elsewhere.connect(url) if url else connection


def _keyring(options: argparse.Namespace) -> Keyring | None:
    if options.keys:
        return keyfile.read(options.keys)
    # The keys of this installation say nothing about another one's database.
    return None if options.database else vault.keyring()


def _plain(finding: Finding) -> dict[str, object]:
    plain = asdict(finding)
    if finding.first_break:
        plain["first_break"] = finding.first_break.place()
    return plain


def _words(finding: Finding) -> str:
    counted = _("Read %(entries)s entries in %(chains)s chains and %(anchors)s anchors.") % {
        "entries": finding.entries,
        "chains": finding.chains,
        "anchors": finding.anchors,
    }
    marks = "" if finding.marks_checked else _("No keys were at hand: marks were not checked.")
    if finding.first_break is None:
        verdict = _("The ledger is whole.")
    else:
        verdict = _("The ledger is broken. %(says)s") % {"says": finding.first_break.says}
    lacking = [
        _("Missing trigger: %(name)s.") % {"name": name} for name in finding.missing_triggers
    ]
    return "\n".join(filter(None, [verdict, *lacking, counted, marks]))


def _anchor(_options: argparse.Namespace, at: datetime) -> int:
    taken = actions.anchor(at=at)
    if taken is None:
        print(_("Nothing was added since the last anchor."))
        return WHOLE
    print(
        _("Anchor %(seq)s over %(count)s entries up to %(upto)s: %(hash)s")
        % {
            "seq": taken.seq,
            "count": taken.count,
            "upto": taken.upto,
            "hash": bytes(taken.hash).hex(),
        }
    )
    return WHOLE


def _rotate(_options: argparse.Namespace, at: datetime) -> int:
    done = actions.rotate_keys(by=_COMMAND, at=at)
    begun = _("A new key, number %(number)s, is active.")
    resumed = _("The rotation to key number %(number)s, begun before, was taken up again.")
    print((begun if done.new else resumed) % {"number": done.number})
    print(
        _("Sealed anew: %(chains)s chain keys and %(fields)s fields; left: %(left)s.")
        % {"chains": done.chains, "fields": done.fields, "left": done.left}
    )
    print(_("Keep a copy of the key file now: older copies lack the new key."))
    return BROKEN if done.left else WHOLE
