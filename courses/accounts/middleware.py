"""Attaches the visit to each request, and sets or renews the visitor cookie when a page showed forms for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from courses.accounts import guests
from courses.accounts.visits import Visit


class LearnerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        visit = Visit(request)
        request.visit = visit  # type: ignore[attr-defined]
        response = self.get_response(request)
        if visit.token_was_used and response.status_code < 500:
            guests.remember(response, visit.token)
        return response
