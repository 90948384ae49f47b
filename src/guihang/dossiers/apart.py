"""Papers kept apart (分开保管): in the file, but read by fewer people than the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guihang.dossiers.models import Paper

type MayRead = Callable[[object, Paper], bool]

_bound: dict[str, MayRead] = {}


def bind(forms: Mapping[str, MayRead]) -> None:
    """Let the rooms say, for each form of theirs, who may read a paper of it."""
    _bound.update(forms)


def is_readable(by, paper: Paper) -> bool:
    """Whether somebody who sees a file may also read this paper of it."""
    may_read = _bound.get(paper.form)
    return may_read is None or may_read(by, paper)
