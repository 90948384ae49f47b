"""The desk: officers, leaders, auditors and administrators at a screen and a keyboard."""
