"""The office's own rules for campaigns (本局规定): no national text has them."""

from __future__ import annotations

RULE = "house:campaigns"
CLOSING = "house:campaigns.close_within"
CLOSED_WITHIN = 7
"""Days after its last day within which a campaign is closed with its rate."""
