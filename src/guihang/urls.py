"""All addresses, one line a door."""

from django.urls import include, path

handler400 = "guihang.doors.ui.errors.bad_request"
handler403 = "guihang.doors.ui.errors.not_allowed"
handler404 = "guihang.doors.ui.errors.not_found"
handler500 = "guihang.doors.ui.errors.server_error"

urlpatterns = [
    path("", include("guihang.doors.desk.urls")),
    path("", include("guihang.doors.api.urls")),
    path("", include("guihang.doors.ui.urls")),
]
