"""The office's own rules for responsibility packages (本局规定): no national text says them."""

from __future__ import annotations

RULE = "house:packages"
NAMED_WITHIN = 7
"""Days from the registration, or from when somebody left a part, until it is filled."""
WOKEN_WITHIN = 3
"""Days from when somebody cannot be turned to any more until somebody else is named."""
NAMING, WAKING = "house:packages.named_within", "house:packages.woken_within"
