"""How a part of a package stands, in words: who can be turned to, who cannot, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LACKING, SHUT, LEFT, AWAY, COVERED, AWAKE = "lacking", "shut", "left", "away", "covered", "awake"
ASLEEP = (SHUT, LEFT, AWAY)
"""The states in which somebody is named and cannot be turned to."""

STATES = {
    LACKING: pgettext_lazy("package", "nobody named"),
    SHUT: pgettext_lazy("package", "account shut"),
    LEFT: pgettext_lazy("package", "no longer in charge here"),
    AWAY: pgettext_lazy("package", "away, nobody stands in"),
    COVERED: pgettext_lazy("package", "away, somebody stands in"),
    AWAKE: pgettext_lazy("package", "in place"),
}
"""How a part of a package stands."""

REMEDIES = {
    LACKING: _("Name somebody."),
    SHUT: _("Name somebody else: nobody signs in with this account any more."),
    LEFT: _("Name somebody else: this post no longer acts on the office of the person."),
    AWAY: _("Name a deputy for the absence, or somebody else for the package."),
}
"""What mends a part that does not stand."""

TABS = {
    "lacking": pgettext_lazy("packages", "incomplete"),
    "asleep": pgettext_lazy("packages", "somebody cannot be turned to"),
    "whole": pgettext_lazy("packages", "complete"),
    "all": pgettext_lazy("packages", "all"),
}
"""Under which words the list stands."""
