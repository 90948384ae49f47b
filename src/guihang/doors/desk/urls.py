"""The desk's addresses: every topic keeps its own."""

from django.urls import include, path

app_name = "desk"

# One module of this folder a topic; its place in the rail is registered there too.
TOPICS = (
    "signing_in",
    "docket",
    "cases",
    "importing",
    "matters",
    "discussions",
    "entrustments",
    "inquiries",
    "inquiry_lists",
    "reviews",
    "leave_lists",
    "leave",
    "approvals_lists",
    "approvals",
    "health",
    "conduct_lists",
    "submissions",
    "conduct",
    "search_lists",
    "searches",
    "month_lists",
    "months",
    "campaigns",
    "records",
    "goals",
    "package_lists",
    "packages",
    "transfer_lists",
    "transfers",
    "devices",
    "positions",
    "notices",
    "account",
    "calendar_address",
    "organisation",
    "dossiers",
    "archive_lists",
    "archive_receipt",
    "archive",
    "papers",
    "ledger",
    "keyboard",
    "components",
)

urlpatterns = [path("", include(f"guihang.doors.desk.{topic}")) for topic in TOPICS]
