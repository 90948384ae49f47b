"""The gateway: positions and messages of devices."""
