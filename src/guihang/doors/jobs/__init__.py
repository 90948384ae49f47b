"""The sweeps: what has to be looked at from time to time."""
