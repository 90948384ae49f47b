"""The phone: the person's own page."""
