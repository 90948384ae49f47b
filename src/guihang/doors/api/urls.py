"""The addresses of other systems and of the public: every topic keeps its own."""

from django.urls import include, path

app_name = "api"

# One module of this folder a topic.
TOPICS = ("health", "papers", "law", "calculator", "calendar_feed")

urlpatterns = [path("", include(f"guihang.doors.api.{topic}")) for topic in TOPICS]
