"""The keys of the desk, as a page of their own."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_not_required
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys."""
    return render(request, "desk/keyboard/keys.html")


urlpatterns = [path("keys/", keys, name="keys")]
