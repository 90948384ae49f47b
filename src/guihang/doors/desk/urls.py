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
    "entrustments",
    "leave_lists",
    "leave",
    "notices",
    "account",
    "calendar_address",
    "organisation",
    "dossiers",
    "papers",
    "ledger",
    "keyboard",
    "components",
)

urlpatterns = [path("", include(f"guihang.doors.desk.{topic}")) for topic in TOPICS]
