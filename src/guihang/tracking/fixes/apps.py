"""The fixes among the installed applications: tables of their own, in a database of their own."""

from django.apps import AppConfig


class FixesConfig(AppConfig):
    """Install the tables of the fixes."""

    name = "guihang.tracking.fixes"
    label = "fixes"


class Router:
    """Send the fixes to the database of positions, and nothing else (settings.DATABASE_ROUTERS)."""

    def db_for_read(self, model, **_hints):
        """Name the database of a table."""
        return "positions" if model._meta.app_label == "fixes" else None

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **_hints):
        """Let each database have its own tables only."""
        return (db == "positions") == (app_label == "fixes")
