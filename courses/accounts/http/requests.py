"""A request with what this site's middleware and views add to it, so that types know of it."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

if TYPE_CHECKING:
    from courses.accounts.session.lifetime import SessionLifetime
    from courses.accounts.visitors.visitor import Visit


class SiteRequest(HttpRequest):
    """What is added to Django's request, and by whom."""

    visit: "Visit"  # by the visitors' middleware: who is behind the request
    life: "SessionLifetime | None"  # by the same: how long the sign-in lasts
    session_ended: str  # by the same: why a sign-in has just ended
    session_ended_shared: bool  # by the same: whether that was on a shared computer
    has_long_query: bool  # by the middleware that takes a query away for having too many parameters
    page_path: str  # by a view that shows a form again: the address of the page, which is not the form's


def of_site(request: HttpRequest) -> SiteRequest:
    """`request` itself, typed as SiteRequest so that the attributes this site adds are known to mypy."""
    return cast(SiteRequest, request)
