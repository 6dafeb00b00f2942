"""What every answer must carry, errors and refusals too, and who may keep it: never a cache that people share."""

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie

from django.conf import settings

from tests.security.rules import NOBODY, Policy

NEVER, OWN_BROWSER = "no-store", "private, no-cache"  # the second: kept by the reader's browser, asked again each time
CARRIED: Mapping[str, str] = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOTHING = frozenset({"default-src", "base-uri", "frame-ancestors", "object-src"})
SELF = frozenset({"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"})
SAME = ("Content-Type", "Cache-Control", "Content-Disposition", "Vary", *CARRIED)  # in the answer to HEAD and to GET


def faults(headers: Mapping[str, str], cookies: SimpleCookie) -> Iterator[str]:
    """What is missing or too lax in any answer."""
    for name, wanted in CARRIED.items():
        if headers.get(name) != wanted:
            yield f"{name} is {headers.get(name)}"
    rules = dict(rule.strip().split(" ", 1) for rule in headers.get("Content-Security-Policy", "").split(";") if rule)
    if any(rules.get(name) != "'none'" for name in NOTHING) or any(rules.get(name) != "'self'" for name in SELF):
        yield f"Content-Security-Policy is {headers.get('Content-Security-Policy')}"
    if set(rules.values()) - {"'none'", "'self'"}:
        yield "Content-Security-Policy lets something foreign in"
    hidden = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.VISITOR_COOKIE_NAME)
    for name, cookie in cookies.items():
        told = name in hidden and cookie.value and not cookie["httponly"]  # what takes one away tells nothing
        if cookie["samesite"] != "Lax" or cookie["domain"] or told:
            yield f"cookie {name} is {cookie.OutputString()}"


def too_long_kept(role: str, status: int, headers: Mapping[str, str], policy: Policy) -> Iterator[str]:
    """Pages about somebody are kept by nobody, and all others at most by the reader's own browser."""
    kept = headers.get("Cache-Control", "")
    if kept not in _allowed(role, status, policy):
        yield f"Cache-Control is {kept or 'missing'}"


def _allowed(role: str, status: int, policy: Policy) -> tuple[str, ...]:
    if status >= 400:  # a form that comes back may be kept, so that Back shows what was typed
        return (NEVER, OWN_BROWSER) if status == 422 else (NEVER,)
    is_about_somebody = policy.is_personal and (role not in NOBODY or bool(policy.shows))
    if status == 200 and is_about_somebody and not policy.is_kept:
        return (NEVER,)
    return NEVER, OWN_BROWSER
