"""Every form of the site, sent after the sign-in has ended: nothing counts for anybody, nothing typed is lost.

And every address that only takes forms, asked by GET: it leads to the page on which its form stands.
"""

from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from courses.accounts.access import ALLAUTH_RULES
from courses.accounts.pages.declared import FORM_PAGES, GOES_THROUGH
from courses.accounts.session.pending_answer import NEVER_SHOWN_AGAIN
from tests.security.cast.cast import Cast
from tests.security.matrix.browsers import Browser
from tests.security.matrix.digest import digest
from tests.security.matrix.harness import Harness
from tests.security.matrix.sending import form
from tests.security.policy import POLICY
from tests.security.routes import routes
from tests.security.rules import ACCOUNTS

pytestmark = pytest.mark.django_db
MARK = f"{settings.SIGNED_IN_COOKIE_NAME}=1"
WAITS = "It is still here as you left it"
FRESH = ("key", "next", "file")
# Pages on which the form is not shown just now, because of where the cast stands: then it stands apart, above the page.
ELSEWHERE = frozenset({
    "accounts:go-on", "learning:finish", "learning:check-send", "learning:step-choose", "learning:wellbeing-keep",
    "learning:exercise-done",  # stands under a result, which is no page of its own
    "learning:exercise-keep",  # nothing was taken back
    "learning:answer", "learning:show", "organizations:reminders", "organizations:let-try-again",
    "learning:claim-add", "learning:claim-leave-out", "learning:claim-undo",  # nobody has anything to add
    "learning:step-answer", "learning:step-reason", "learning:step-mail",  # not asked yet
    "learning:path-take-up",  # of the path that is followed
    "learning:record-restore", "learning:review-answer", "learning:review-show",
    "organizations:restore", "organizations:group-restore", "organizations:take-back", "organizations:roster-undo",
    "organizations:roster-redo",
    "learning:assisted-end", "organizations:assistance-end",  # nobody is being helped
    "organizations:code-allow", "organizations:workshop-reopen",  # nothing has ended yet
    "organizations:workshop-note-day",  # nor was opened again
    "organizations:plan-take-back", "organizations:plan-redo",  # nothing was removed or taken back
    "organizations:workshop-move-back",  # nothing was moved
    "organizations:workshop-restore", "organizations:calendar-end",  # nothing was cancelled; no address was made
    "organizations:calendar-restore", "organizations:calendar-earlier",  # nor ended, nor replaced
    "organizations:cards-back",  # nor a card
    "organizations:card-valid", "organizations:assignment-back",
    "organizations:meeting-undo", "organizations:meeting-restore",  # nothing was noted or taken off
    "organizations:room-end",  # this computer knows no group
    "organizations:term-close",  # it is closed
    "organizations:several-back", "organizations:several-return",  # nobody was removed or moved together
})  # fmt: skip


def takes_forms() -> list[str]:
    return [name for name in sorted(routes()) if POLICY[name].post is not None]


def only_takes_forms() -> list[str]:
    return [name for name in takes_forms() if POLICY[name].get is None and name not in ALLAUTH_RULES]


def is_guarded(name: str) -> bool:
    return name not in GOES_THROUGH and name not in ALLAUTH_RULES


def whose(name: str) -> tuple[str, str]:
    """An account that may send this form, and whose thing it names."""
    allowed = POLICY[name].allow
    role = next(one for one in ("facilitator", "learner", "owner", *ACCOUNTS) if one in allowed and allowed[one])
    return role, sorted(allowed[role])[0]


def ask(browser: Browser, address: str) -> Any:
    """The page at an address, after all redirects."""
    cache.clear()
    response = browser.get(address)
    for _step in range(5):
        if response.status_code not in (301, 302, 303):
            break
        response = browser.get(response["Location"])
    return response


def without_session(cast: Cast, role: str) -> Browser:
    kept = [one for one in cast.cookies.get(role, "").split("; ") if not one.startswith(settings.SESSION_COOKIE_NAME)]
    return Browser("; ".join([*kept, MARK]))


def again(cast: Cast, role: str, response: Any) -> Browser:
    """The role's browser after signing in, with what the answer to the form put into it."""
    carried = [f"{name}={one.value}" for name, one in response.cookies.items() if one.value and "carried" in name]
    return Browser("; ".join([cast.cookies[role], MARK, *carried]))


def typed(sent: Mapping[str, Any]) -> list[str]:
    names = [one for one in sent if one not in FRESH and not any(secret in one for secret in NEVER_SHOWN_AGAIN)]
    values = [value for name in names for value in (sent[name] if isinstance(sent[name], list) else [sent[name]])]
    return [str(value) for value in values if str(value)]


@pytest.mark.parametrize("name", [one for one in takes_forms() if is_guarded(one)])
def test_form_of_an_ended_sign_in_comes_back_filled(harness: Harness, name: str) -> None:
    cast, (role, target) = harness.cast, whose(name)
    sent, address = form(cast, name, role), harness.address(routes()[name], target)
    cache.clear()
    with transaction.atomic():
        before = digest()
        response = without_session(cast, role).post(address, sent)

        assert digest() == before, "something was recorded"
        assert response.status_code == 302, response.status_code
        asked = urlsplit(response["Location"])
        assert asked.path == "/en/account/login/"
        (page,) = parse_qs(asked.query)["next"]
        shown = ask(again(cast, role, response), page)
        transaction.set_rollback(True)
    text = unescape(shown.content.decode())
    assert shown.status_code == 200, page
    assert WAITS in text, page
    assert [one for one in typed(sent) if one not in text] == []
    assert f'action="{address}' in text or 'method="post" novalidate' in text


@pytest.mark.parametrize("name", only_takes_forms())
def test_get_of_an_address_that_only_takes_forms_leads_to_the_page_of_its_form(harness: Harness, name: str) -> None:
    cast, (role, target) = harness.cast, whose(name)
    address = harness.address(routes()[name], target)
    with transaction.atomic():
        response = cast.browser(role).get(address)
        page = ask(cast.browser(role), address)
        transaction.set_rollback(True)

    assert name in FORM_PAGES
    assert response.status_code == 302
    assert page.status_code == 200, response["Location"]
    assert page.content
    if name not in ELSEWHERE:
        assert f'action="{address}"' in page.content.decode(), response["Location"]


def test_every_page_of_a_form_belongs_to_a_route_that_only_takes_forms() -> None:
    assert sorted(FORM_PAGES) == sorted(only_takes_forms())


def test_every_form_that_goes_through_is_one_of_the_site() -> None:
    assert not GOES_THROUGH - set(takes_forms())
