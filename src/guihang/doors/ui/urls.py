"""Addresses every door shares: language, theme, and a sign of life."""

from django.urls import path

from guihang.doors.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
    path("alive/", views.alive, name="alive"),
]
