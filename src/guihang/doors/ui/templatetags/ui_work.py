"""Larger components: tables, docket, course, decisions, reasons, papers, dialogs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from guihang.doors.ui import reveal as revealing
from guihang.doors.ui import wording
from guihang.doors.ui.listing import Listing
from guihang.doors.ui.pieces import CourseStep, DocketGroup, DocketRow, Finding
from guihang.doors.ui.templatetags.ui import draw, mark

register = template.Library()

CHECK_ICONS = {
    "pass": ("ok", "ok"),
    "warn": ("warn", "due"),
    "unknown": ("unk", "unk"),
    "stop": ("ban", "late"),
}


@register.simple_block_tag(takes_context=True)
def table(
    context: Context, content: SafeString, listing: Listing, caption: object, dense: bool = False
) -> SafeString:
    """Draw a listing: sticky head, sort links, rows, pager, or the sentence for none."""
    return draw("table", content=content, listing=listing, caption=caption, dense=dense)


@register.simple_tag
def docket(groups: Iterable[DocketGroup | DocketRow]) -> SafeString:
    """Draw what is to be done, grouped by when."""
    found = list(groups)
    if found and isinstance(found[0], DocketRow):
        found = [DocketGroup("", "", tuple(found))]
    return draw("docket", groups=found)


@register.inclusion_tag("ui/course.html")
def course(steps: Sequence[CourseStep]) -> dict[str, object]:
    """Show where a matter stands, and the steps still ahead."""
    return {"steps": steps}


@register.simple_block_tag
def decision(content: SafeString, title: object, state: str = "", chip: object = "") -> SafeString:
    """Frame the place where something is decided; it stays in view."""
    return draw("decision", content=content, title=title, state=state, chip=chip)


@register.inclusion_tag("ui/verdict.html")
def verdict(says: object, because: object = "") -> dict[str, object]:
    """Say first who decides, and why in one sentence."""
    return {"says": says, "because": because}


@register.inclusion_tag("ui/checks.html")
def checks(findings: Sequence[Finding]) -> dict[str, object]:
    """List the checks before signing: passed, to mind, not known, in the way."""
    rows = [(*CHECK_ICONS[str(one.state)], one) for one in findings]
    return {"rows": rows}


@register.inclusion_tag("ui/source.html")
def source(article: str) -> dict[str, object]:
    """Cite an article with whether its words were read."""
    return {
        "article": article,
        "is_read": wording.is_read(article),
        "is_own": wording.is_own_rule(article),
        "short": wording.cite_short(article),
    }


@register.inclusion_tag("ui/quote.html")
def quote(words: object, article: str = "") -> dict[str, object]:
    """Quote the law or a paper, in its own letters."""
    return {"words": words, "article": article}


@register.simple_tag
def why(id: str, question: object, **parts: object) -> SafeString:
    """Answer a question beside a value: steps, articles, quote, agrees; `says` names the link."""
    articles = parts.pop("articles", ())
    names = articles.split() if isinstance(articles, str) else articles
    return draw("why", id=f"why-{id}", question=question, articles=names, **parts)


@register.simple_block_tag
def confirm(content: SafeString, id: str, **choices: object) -> SafeString:
    """Ask before what cannot be undone (title, verb, form, name, value); looking again is first."""
    return draw("confirm", content=content, id=f"confirm-{id}", choices=choices)


@register.simple_tag(takes_context=True)
def reveal(context: Context, url: str, masked: object, title: object) -> SafeString:
    """Show a masked value with a way to see it: reason first, five minutes, on the record."""
    return draw(
        "reveal",
        url=url,
        masked=masked,
        title=title,
        id=f"reveal-{mark(url, masked)}",
        reasons=revealing.REASONS,
        other=revealing.OTHER,
        csrf_token=context.get("csrf_token"),
    )


@register.simple_block_tag
def paper(content: SafeString, title: object, **choices: object) -> SafeString:
    """Show a paper as it reads: `state` (draft, issued, withdrawn), `number` and `end`."""
    return draw("paper", content=content, title=title, choices=choices)


@register.inclusion_tag("ui/keys.html")
def keys() -> dict[str, object]:
    """List the keys of the desk."""
    return {}
