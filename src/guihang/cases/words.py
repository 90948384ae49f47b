"""How the law's obligations are said on a docket: one kind of duty for every obligation."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guihang.duties.kinds import DutyKind
from guihang.law import rules
from guihang.law.articles import article
from guihang.law.obligations import REGISTER, Obligation
from guihang.law.statutes import parameters
from guihang.law.texts import Text


def kinds() -> tuple[DutyKind, ...]:
    """Return the words of every obligation the law knows."""
    rules.load()
    return tuple(_kind(obligation) for obligation in REGISTER.obligations.values())


def _kind(obligation: Obligation) -> DutyKind:
    first = article(obligation.articles[0])
    return DutyKind(
        what=obligation.name,
        name=spoken(obligation.says),
        title=spoken(obligation.says),
        verb=_("Deal with it"),
        because=_because(obligation),
        limit=_limit(obligation),
        consequence=spoken(obligation.consequence) if obligation.consequence else "",
        article=first.name,
        quote=first.quote or "",
    )


def _in_language(text: Text) -> str:
    return text.within(get_language() or "zh-hans")


spoken = lazy(_in_language, str)
"""A sentence of the law in the reader's language."""


def _because(obligation: Obligation) -> object:
    opened = "、".join(what.says.zh for what in obligation.opened_by)
    since = ", ".join(what.says.en for what in obligation.opened_by)
    return spoken(Text(f"因为：{opened}", f"Because of: {since}")) if opened else ""


def _limit(obligation: Obligation) -> object:
    if obligation.untimed:
        return spoken(Text("没有法定期限", "no time is set by law"))
    if not obligation.within:
        return spoken(Text("及时、立即办理", "owed at once"))
    values = parameters().get(obligation.within)
    return spoken(values[-1].says) if values else ""
