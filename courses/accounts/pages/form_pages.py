"""Which page the form of an address that only takes POST stands on: a GET of such an address leads there."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import override

from courses.accounts.pages.addresses import language_of
from courses.accounts.pages.declared import FORM_PAGES
from courses.languages.known import current_language


def form_page(request: HttpRequest) -> str:
    """The page that holds the form for this POST address; if none is declared, the nearest page above its path."""
    match = request.resolver_match
    return (_named(match) if match is not None else "") or _above(request.path)


def own_page(request: HttpRequest) -> str:
    """The page that holds the form sent to this address: the declared one, else the address itself."""
    match = request.resolver_match
    return (_named(match) if match is not None else "") or request.path


def page_instead(path: str) -> str:
    """As `own_page`, but takes a path of this site instead of a request."""
    with override(language_of(path) or current_language()):
        try:
            return _named(resolve(path)) or path
        except Resolver404:
            return path


def _named(match: ResolverMatch) -> str:
    """The page that is named for this route; "" for a route that is a page itself."""
    page, *parts = FORM_PAGES.get(match.view_name, ("",))
    try:
        return reverse(page, kwargs={name: match.kwargs[name] for name in parts}) if page else ""
    except (NoReverseMatch, KeyError):
        return ""


def _above(path: str) -> str:
    """The next address above this one that a page answers; at last the front page."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return reverse("home")
