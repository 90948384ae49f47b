"""All addresses, one line a door."""

from django.urls import include, path

urlpatterns = [
    path("", include("guihang.doors.desk.urls")),
    path("", include("guihang.doors.api.urls")),
]
