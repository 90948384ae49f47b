"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.conf import settings

OF_A_CASE = (
    "caseevent",
    "standing",
    "overlay",
    "derivation",
    "sideorder",
    "groupmember",
    "guarantor",
    "traveldocument",
    "plan",
    "confirmation",
)
OF_AN_INQUIRY = ("inquiryevent", "investigator", "statement", "assessment")


class CasesConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put cases behind PostgreSQL's own wall; take an installation's own rules and lists in."""
        from guihang.agencies import walls
        from guihang.cases import facts
        from guihang.cases.campaigns import items
        from guihang.law import local_rules

        home = settings.GUIHANG_FILES.parent
        items.look_first_in(home / "campaigns" / "items.toml")
        own = home / "law" / "local.toml"
        if own.exists():
            facts.lay_over(local_rules.read(own.read_text("utf-8")))
        walls.protect("cases_case")
        walls.protect("cases_importrun")
        walls.protect("cases_inquiry", "dossier_id", through="dossiers_dossier")
        for table in OF_AN_INQUIRY:
            walls.protect(f"cases_{table}", "inquiry_id", through="cases_inquiry")
        for table in OF_A_CASE:
            walls.protect(f"cases_{table}", "case_id", through="cases_case")
