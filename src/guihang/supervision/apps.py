"""The room's entry among the installed applications."""

from django.apps import AppConfig
from django.conf import settings


class SupervisionConfig(AppConfig):
    """Install the room under its own name."""

    name = "guihang.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put what hangs on matters behind PostgreSQL's own wall; take an own points scheme in."""
        from guihang.agencies import walls
        from guihang.supervision.assessment import scheme
        from guihang.supervision.packages import rule

        walls.protect("supervision_trip", "matter_id", through="decisions_matter")
        walls.protect("supervision_tripproof", "trip_id", through="supervision_trip")
        walls.protect("supervision_proceeding", "matter_id", through="decisions_matter")
        for table in ("proceedingproof", "hearing", "objection"):
            walls.protect(f"supervision_{table}", "proceeding_id", through="supervision_proceeding")
        walls.protect("supervision_submission", "proceeding_id", through="supervision_proceeding")
        walls.protect(
            "supervision_submissionitem", "submission_id", through="supervision_submission"
        )
        walls.protect("supervision_approval", "matter_id", through="decisions_matter")
        walls.protect("supervision_approvalproof", "approval_id", through="supervision_approval")
        walls.protect("supervision_search")
        for table in ("attempt", "searchnotice"):
            walls.protect(f"supervision_{table}", "search_id", through="supervision_search")
        walls.protect("supervision_planmeasure", "plan_id", through="cases_plan")
        walls.protect("supervision_plangoal", "plan_id", through="cases_plan")
        walls.protect("supervision_goalreview", "goal_id", through="supervision_plangoal")
        walls.protect("supervision_scoreseen", "case_id", through="cases_case")
        walls.protect("supervision_monthlyassessment", "case_id", through="cases_case")
        walls.protect(
            "supervision_monthobjection",
            "assessment_id",
            through="supervision_monthlyassessment",
        )
        scheme.look_first_in(settings.GUIHANG_FILES.parent / "assessment" / "scheme.toml")
        walls.protect("supervision_owner", "case_id", through="cases_case")
        rule.look_first_in(settings.GUIHANG_FILES.parent / "packages" / "rule.toml")
        walls.protect("supervision_transfer", "from_path", also="to_path")
        walls.protect("supervision_transferstep", "transfer_id", through="supervision_transfer")
