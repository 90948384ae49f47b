"""The fixes: kept with what they changed in one commit, before the device is told."""
