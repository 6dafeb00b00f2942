"""Addresses of this site: whether one is a page of ours, and the same page in another language."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override

from courses.accounts.pages.declared import KEPT_FOR_OTHERS
from courses.languages.known import CODES, current_language, others

MOST_NESTED = 3  # a next inside a next: the question whose learning this is, then the page they came from
LONGEST_QUERY = 2_000


def is_own_page(address: str, host: str) -> bool:
    """Whether this is a path of ours that some page answers; "@x" and "/nothing" are not."""
    is_text = address.isprintable() and " " not in address
    is_path = address.startswith("/") and not address.startswith("//")
    is_ours = is_text and is_path and url_has_allowed_host_and_scheme(address, {host})
    path = _path(address) if is_ours else ""
    return bool(path) and any(_is_answered(one) for one in (path, f"{path}/"))


def _path(address: str) -> str:
    """The path of an address; "" where it cannot be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _is_answered(path: str) -> bool:
    with override(language_of(path) or current_language()):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True


def language_of(path: str) -> str:
    """The language in whose tree a page stands; "" for an address without one."""
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in CODES else ""


def in_language(address: str, language: str, *, host: str, depth: int = MOST_NESTED) -> str:
    """An address of ours in another language: its path, and any page to go on to that its query names.

    A page to go on to that is not ours is left out.
    """
    parts = urlsplit(address)
    path = parts.path
    if found := language_of(path):
        path = f"/{language}{path.removeprefix(f'/{found}')}"
    query = translated_query(parse_qsl(parts.query, keep_blank_values=True), language, host=host, depth=depth - 1)
    return path + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def without_language(path: str) -> str:
    """The part of a path that is the same in every language."""
    found = language_of(path)
    return path.removeprefix(f"/{found}") if found else path


def translated_query(pairs: list[tuple[str, str]], language: str, *, host: str, depth: int = MOST_NESTED) -> str:
    """The query of an address in another language: `next` is translated, everything else stays."""
    kept = []
    for name, value in pairs:
        if name != "next":
            kept.append((name, value))
        elif depth > 0 and is_own_page(value, host):
            kept.append((name, in_language(value, language, host=host, depth=depth)))
    return urlencode(kept)


def alternates(origin: str, language: str, bare: str) -> list[tuple[str, str]]:
    """The page `bare` in each other language: the language as HTML names it, and the whole address."""
    return [(one.html_lang, f"{origin}/{one.code}{bare}") for one in others(language)]


def page_path(request: HttpRequest) -> str:
    """The address of the page shown: after a POST that shows it again, the page's own, not the form's."""
    return getattr(request, "page_path", request.path)


def query_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The query of the shown page as (name, value) pairs; for a form that is shown again, only its `next`.

    Empty for lessons, because the HTML around them is cached for other readers.
    """
    match = request.resolver_match
    if match is not None and match.view_name.startswith(tuple(KEPT_FOR_OTHERS)):
        return []
    shown = request.GET if page_path(request) == request.path else QueryDict()
    pairs = [(name, value) for name, values in shown.lists() for value in values]
    if "next" not in shown and (sent := _sent_next(request)):
        pairs.append(("next", sent))
    return pairs if sum(len(name) + len(value) for name, value in pairs) <= LONGEST_QUERY else []


def _sent_next(request: HttpRequest) -> str:
    """Where a form that was sent wants to go on to; "" for a body that cannot be read, and gets its own page."""
    try:
        return str(request.POST.get("next", ""))
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return ""
