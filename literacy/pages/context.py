"""What every page's frame needs; nothing here asks the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from courses.accounts.own_account.display import display_of
from courses.accounts.pages.addresses import alternates, page_path, query_of, translated_query
from courses.accounts.session.storage import can_write
from courses.languages.known import current_language, language_shown, others
from courses.learning.claims.waiting import notice_of
from courses.organizations.access.leading import is_leading
from literacy.serving.request_ids import request_id_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Names, the page's address in the other languages, and display settings."""
    language = current_language()
    path = page_path(request)
    bare = path.removeprefix(f"/{language}")
    origin = f"{request.scheme}://{request.get_host()}"
    return {
        "site_name": settings.SITE_NAME,
        "language": language,
        "html_lang": language_shown().html_lang,
        "other_languages": [(one, _elsewhere(request, one.code, bare)) for one in others(language)],
        "canonical": origin + path,
        "alternates": alternates(origin, language, bare),
        "page_path": path,
        **nav(bare),
        "leads_groups": SimpleLazyObject(lambda: is_leading(request)),
        "learning_notice": SimpleLazyObject(lambda: notice_of(request)),
        "display": display_of(request),
        "cannot_write": not can_write(),
        "request_id": request_id_of(request),
    }


def _elsewhere(request: HttpRequest, language: str, bare: str) -> str:
    """The address of this page in another language, with what its query asks for."""
    query = translated_query(query_of(request), language, host=request.get_host())
    return f"/{language}{bare}?{query}" if query else f"/{language}{bare}"


SECTIONS = {
    "courses": "courses", "learn": "courses", "exercises": "exercises", "me": "me", "review": "me", "steps": "me",
    "learn/ads": "me", "wellbeing": "me",
    "help-now": "help-now", "already-late": "help-now", "groups": "groups", "organizations": "groups",
}  # fmt: skip


def nav(bare: str) -> dict[str, Any]:
    """Which link of the header leads to the part of the site that is shown, and whether it is that very page."""
    first, _, rest = bare.strip("/").partition("/")
    section = SECTIONS.get(f"{first}/{rest}") or SECTIONS.get(first, "")
    return {"nav_section": section, "nav_is_page": first == SECTIONS.get(first) and not rest}
