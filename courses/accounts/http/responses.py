"""Answers that many views give: go on elsewhere with GET, and let nobody store this page."""

from typing import TypeVar

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def see_other(address: str) -> HttpResponse:
    """A 303 to `address`: reloading the next page sends nothing again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def never_stored(response: Response) -> Response:
    """The response itself, marked so that neither browser nor proxy stores it."""
    response["Cache-Control"] = "no-store"
    return response
