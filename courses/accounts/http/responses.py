"""Answers that many views give: go on elsewhere with GET, let nobody store this page, let no search engine list it."""

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


def unlisted(response: Response) -> Response:
    """The response itself, marked so that no search engine lists it and nothing stores it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return never_stored(response)
