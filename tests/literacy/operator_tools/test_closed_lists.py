"""The lists under /admin/ are not there for anybody but an operator, and only when they are on."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from courses.accounts.models import User
from tests.conftest import make_account, sign_in
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.literacy.operator_tools.admin_pages import PAGES, looks
from tests.literacy.operator_tools.lists_on import PASSWORD, URLS, make_operator, sign_in_with_app
from tests.security.policy import OPERATORS, POLICY, disagreements
from tests.security.routes import walk

pytestmark = pytest.mark.django_db


def test_without_the_setting_there_is_no_address_and_nothing_is_loaded(client, settings_from) -> None:  # noqa: F811
    off, switched_on = settings_from(), settings_from(ADMIN="on")

    assert (off["ADMIN"], switched_on["ADMIN"]) == (False, True)
    assert not any("operators" in name or "admin" in name for name in off["INSTALLED_APPS"])
    assert off["ROOT_URLCONF"] == "literacy.urls"
    assert switched_on["INSTALLED_APPS"][-1] == "literacy.pages.operators.apps.ListsConfig"
    assert switched_on["ROOT_URLCONF"] == URLS
    assert not any(route.pattern.startswith("admin") for route in walk(get_resolver("literacy.urls")))
    assert not apps.is_installed("django.contrib.admin")
    sign_in_with_app(client, make_operator().username)
    assert [client.get(page).status_code for page in PAGES] == [404] * len(PAGES)


def test_policy_and_marks_know_every_address_that_comes_with_the_setting(on) -> None:
    found = {route.name: route for route in walk(get_resolver(URLS))}

    assert disagreements(found, {**POLICY, **OPERATORS}) == []


STRANGERS = (
    "nobody", "learner", "operator without a second step", "operator by their password", "operator by a spare code",
    "colleague with an app", "operator whose account is closed", "operator no more",
)  # fmt: skip


@pytest.fixture(params=STRANGERS)
def stranger(request: pytest.FixtureRequest, on: None) -> Client:
    client = Client()
    if request.param == "learner":
        return sign_in(client, make_account("xiaolin"))
    if request.param == "operator without a second step":
        make_operator(has_app=False)
    elif request.param == "operator by their password":
        return sign_in(client, make_operator())
    elif request.param == "operator by a spare code":
        codes = RecoveryCodes.activate(make_operator()).get_unused_codes()
        client.post("/en/account/login/", {"login": "olga", "password": PASSWORD})
        client.post("/en/account/2fa/authenticate/", {"code": codes[0]})
        return client
    elif request.param != "nobody":
        make_operator()
        sign_in_with_app(client)
        no_more = {"is_active": False} if "closed" in request.param else {"is_staff": False}
        User.objects.update(**no_more)
        return client
    return sign_in_with_app(client)


def test_everybody_else_finds_nothing_there_not_even_a_trace(stranger) -> None:
    """Each address answers as one that is nowhere: with or without its slash, a language, a form."""
    stranger.handler.enforce_csrf_checks = True
    for page in (*PAGES, "/admin", "/admin/groups", "/admin/login/", "/admin/accounts/1/change/", "/en/admin/"):
        for method in ("get", "post", "options"):
            answer, other = (getattr(stranger, method)(one) for one in (page, page.replace("admin", "nimda")))
            assert (answer.status_code, other.status_code) == (404, 404), (method, page)
            assert without_addresses(answer) == without_addresses(other), (method, page)
    assert looks() == []


def test_nothing_is_read_for_whoever_may_not_look(on) -> None:
    client = sign_in(Client(), make_account("xiaolin"))
    with CaptureQueriesContext(connection) as refused:
        client.get("/admin/groups/")
        client.get("/admin/security-log/?q=xiaolin")

    assert [one["sql"] for one in refused if re.search("organizations_|securityevent|INSERT", one["sql"])] == []


def without_addresses(answer) -> tuple[str, dict[str, str]]:
    """A page and its headers without what differs from request to request."""
    text = re.sub(r"csrfmiddlewaretoken\" value=\"\w+|nimda|admin|[0-9a-f]{8,32}", "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return text, headers
