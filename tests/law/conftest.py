"""Properties are tried without a stopwatch and with the same cases every time."""

from hypothesis import settings

settings.register_profile("law", deadline=None, derandomize=True)
settings.load_profile("law")
