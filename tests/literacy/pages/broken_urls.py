"""The site with two more pages: one that always breaks, one that writes into the session."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from literacy.urls import *  # noqa: F403
from literacy.urls import urlpatterns as real


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a name that nobody may read")


def remembers(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = True
    return HttpResponse("seen")


urlpatterns = [path("broken/", broken), path("remembers/", remembers), *real]
