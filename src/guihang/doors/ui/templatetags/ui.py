"""Small components: icons, chips, buttons, panels, facts, tabs, crumbs, empty states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from zlib import crc32

from django import template
from django.template import Context, Node, NodeList, loader
from django.template.base import Parser, Token
from django.template.loader_tags import BlockNode
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guihang.doors.ui import toasts
from guihang.doors.ui.wording import said
from guihang.law.refusals import Refused

register = template.Library()

STATUS_ICONS = {
    "late": "late",
    "due": "clock",
    "run": "run",
    "ok": "ok",
    "unk": "unk",
    "rest": "rest",
    "sealed": "lock",
}


def draw(name: str, **context: object) -> SafeString:
    """Render a component's template."""
    return mark_safe(loader.get_template(f"ui/{name}.html").render(context))  # noqa: S308


def mark(*words: object) -> str:
    """Return a short id that is the same whenever the words are."""
    return f"{crc32('|'.join(said(word) for word in words).encode()):08x}"


class Heading(Node):
    """The page's title once more, as its heading."""

    def render(self, context: Context) -> str:
        """Render the title block a second time."""
        return BlockNode("title", NodeList()).render(context)


@register.tag
def heading(parser: Parser, token: Token) -> Heading:
    """Repeat the title block, so that no page writes its title twice."""
    return Heading()


@register.filter
def undo_of(message: object) -> str:
    """Return the address that takes back what a message tells of."""
    return toasts.undo_of(message)


@register.simple_tag
def icon(name: str, says: object = "") -> SafeString:
    """Draw a symbol of the sprite; it is silent unless `says` gives it words."""
    if not says:
        return _symbol(name)
    words = '<svg class="i" role="img" aria-label="{}"><use href="{}#{}"/></svg>'
    return format_html(words, said(says), static("icons.svg"), name)


@cache
def _symbol(name: str) -> SafeString:
    """Draw a silent symbol; a page holds hundreds, so they are not drawn by a template."""
    words = '<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>'
    return format_html(words, static("icons.svg"), name)


@register.simple_tag
def status(state: str, says: object, icon: str = "", bare: bool = False) -> SafeString:
    """Say a state by icon, word and colour together."""
    drawn = _symbol(icon or STATUS_ICONS[state])
    kind = f"{state} bare" if bare else state
    return format_html('<span class="st st-{}">{}{}</span>', kind, drawn, said(says))


@register.inclusion_tag("ui/tag.html")
def tag(says: object, icon: str = "", href: str = "") -> dict[str, object]:
    """Name a property that is no state."""
    return {"says": said(says), "icon": icon, "href": href}


@dataclass(frozen=True, slots=True)
class Button:
    """Everything a button can be; a wrong name in a template fails at once."""

    says: object
    kind: str = ""
    icon: str = ""
    small: bool = False
    wide: bool = False
    href: str = ""
    name: str = ""
    value: str = ""
    form: str = ""
    keys: str = ""
    confirm: str = ""
    type: str = "submit"
    id: str = ""
    target: str = ""
    prints: bool = False
    refused: Refused | None = None

    def __post_init__(self) -> None:
        """Know only the kinds that exist."""
        if self.kind not in ("", "main", "grave", "quiet"):
            raise ValueError(f"no kind of button is called {self.kind}")

    @property
    def words(self) -> str:
        """What stands on it."""
        return said(self.says)

    @property
    def reason_id(self) -> str:
        """Where its refusal is written."""
        return f"refused-{mark(self.says, self.refused)}"


@register.simple_tag
def button(says: object, **choices: object) -> SafeString:
    """Draw a button, a link that looks like one, or a refused button with its reason."""
    return draw("button", button=Button(says, **choices))


@register.simple_tag
def refusal(refused: Refused | None, id: str = "") -> SafeString | str:
    """Say why not, under what, and what to do instead; nothing where nothing is refused."""
    return draw("refusal", refused=refused, id=id) if refused else ""


@register.simple_block_tag
def panel(content: SafeString, title: object, **choices: object) -> SafeString:
    """Frame what belongs together; `end`, `link`+`says`, `id`, `flush` may be given."""
    return draw("panel", content=content, title=title, choices=choices)


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """List labels with their values."""
    return draw("facts", content=content)


@register.inclusion_tag("ui/fact.html")
def fact(label: object, value: object) -> dict[str, object]:
    """Give one label and its value; a missing value reads —."""
    return {"label": label, "value": value}


@register.simple_block_tag
def factof(content: SafeString, label: object) -> SafeString:
    """Give one label and any markup as its value."""
    return draw("fact", label=label, value=content)


@register.inclusion_tag("ui/crumb.html")
def crumb(says: object, href: str = "") -> dict[str, object]:
    """Name one step of the way here."""
    return {"says": said(says), "href": href}


@register.simple_block_tag
def tabs(content: SafeString, label: object = "") -> SafeString:
    """Lay views of the same thing side by side."""
    return draw("tabs", content=content, label=label)


@register.inclusion_tag("ui/tab.html")
def tab(href: str, says: object, **choices: object) -> dict[str, object]:
    """Name one view; `count`, `current`, `late` may be given."""
    return {"href": href, "says": said(says), "choices": choices}


@register.simple_block_tag
def menu(content: SafeString, says: object, icon: str = "more") -> SafeString:
    """Put seldom used actions behind one button."""
    return draw("menu", content=content, says=says, icon=icon)


@register.inclusion_tag("ui/empty.html")
def empty(title: object, hint: object = "", **choices: object) -> dict[str, object]:
    """Say that there is nothing, and what is next; `href`+`says`, `icon` may be given."""
    return {"title": title, "hint": hint, "choices": choices}


@register.inclusion_tag("ui/skeleton.html")
def skeleton(lines: int = 3) -> dict[str, object]:
    """Hold the place of what is still loading."""
    return {"lines": ("long", "middle", "short") * lines, "count": lines}


@register.inclusion_tag("ui/time.html")
def time(value: object, **choices: object) -> dict[str, object]:
    """Write a moment so that machines can read it too."""
    return {"value": value, "choices": choices}
