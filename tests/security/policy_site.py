"""The lines of pages for everybody: the front of the site, exercises, privacy, and short addresses on paper."""

from collections.abc import Mapping

from tests.security.rules import Policy, everybody, lists, own_page

SITE: Mapping[str, Policy] = {
    "health": everybody(),
    "ready": everybody(),
    "metrics": everybody(404),  # without METRICS_TOKEN, and for whoever does not have it
    "home": own_page(),
    "courses": own_page(),
    "course": own_page(),
    "course-print": everybody(),
    "me": own_page(),
    "search": everybody(),
    "glossary": everybody(),
    "help-now": everybody(),
    "help-numbers": everybody(),
    "help-print": everybody(),
    "help-situation": everybody(),
    "references": everybody(),
    "reference-page": everybody(),
    "already-late": everybody(post=422),
    "how-we-teach": everybody(),
    "accessibility": everybody(),
    "leave": everybody(),
    # Short addresses look nothing up: they lead to the page in the reader's language.
    "short-join": everybody("organizations:join-code"),
    "short-join-code": everybody("organizations:join"),
    "short-card": everybody("organizations:card-here"),
    "short-session": everybody("organizations:session"),
    "verify-short": everybody("learning:verify-code"),
    # Money exercises need nobody and keep nothing; an empty form comes back.
    "exercises:exercises": everybody(),
    "exercises:for-your-site": everybody(),
    "exercises:exercise": everybody(post=422),
    # One's own data, by account or by the guest's cookie. Others have nothing to see, take away or erase.
    "privacy:register": everybody(),
    "privacy:mine": own_page(),
    "privacy:export": own_page(None, post={"visitor": "privacy:mine", "": 200}),
    "privacy:delete": own_page(post=200),
}

# Only where ADMIN is on, so the site of the matrix has none of them:
# tests/literacy/operator_tools/test_closed_lists.py.
OPERATORS: Mapping[str, Policy] = {
    "admin:index": lists(),
    "admin:organizations": lists(),
    "admin:groups": lists(),
    "admin:accounts": lists(),
    "admin:security-log": lists(),
    "admin:throttles": lists(),
}
