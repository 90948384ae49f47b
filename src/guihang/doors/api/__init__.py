"""The interfaces for other systems, and the public pages that need no sign-in."""
