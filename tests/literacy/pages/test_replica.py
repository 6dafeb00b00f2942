"""Which database a query goes to, where there is a replica."""

import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from courses.accounts.models import User
from courses.accounts.session import outage
from courses.accounts.session.outage import Outage
from courses.privacy.models import ErasureMark
from literacy.serving import replica
from literacy.serving.replica import ReplicaMiddleware, ReplicaRouter

router = ReplicaRouter()


@pytest.fixture(autouse=True)
def a_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "connections", {replica.ALIAS: SimpleNamespace(ensure_connection=lambda: None)})
    monkeypatch.setattr(replica, "_replica", Outage(seconds=10.0))


def served(request: HttpRequest, look: Any) -> tuple[Any, HttpResponse]:
    """What `look` found while the request was served, and its response."""
    found = []

    def page(_request: HttpRequest) -> HttpResponse:
        found.append(look())
        return HttpResponse()

    return found, ReplicaMiddleware(page)(request)


def of_users() -> str:
    return router.db_for_read(User)


def test_page_reads_from_the_replica_and_marks_nobody() -> None:
    found, response = served(RequestFactory().get("/en/"), of_users)

    assert found == ["replica"]
    assert not response.cookies


def test_outside_a_request_everything_is_the_primarys() -> None:
    served(RequestFactory().get("/en/"), of_users)

    assert of_users() == "default"


@pytest.mark.parametrize("model", [Session, ErasureMark])
def test_sign_ins_and_erasures_are_the_primarys(model) -> None:
    assert served(RequestFactory().get("/en/"), lambda: router.db_for_read(model))[0] == ["default"]


def test_form_that_is_sent_reads_from_the_primary_and_marks_the_browser(settings) -> None:
    found, response = served(RequestFactory().post("/en/"), of_users)
    mark = response.cookies[settings.WROTE_COOKIE_NAME]

    assert found == ["default"]
    assert (mark["max-age"], mark["httponly"], mark["samesite"]) == (replica.WROTE_SECONDS, True, "Lax")


def test_marked_browser_reads_from_the_primary(settings) -> None:
    request = RequestFactory().get("/en/")
    request.COOKIES[settings.WROTE_COOKIE_NAME] = "1"

    assert served(request, of_users)[0] == ["default"]


def test_page_that_writes_reads_from_the_primary_from_then_on_and_marks_the_browser(settings) -> None:
    found, response = served(RequestFactory().get("/en/"), lambda: [of_users(), router.db_for_write(User), of_users()])

    assert found == [["replica", "default", "default"]]
    assert settings.WROTE_COOKIE_NAME in response.cookies


@pytest.mark.django_db(transaction=True)
def test_transaction_reads_from_the_primary() -> None:
    def in_transaction() -> str:
        with transaction.atomic():
            return of_users()

    assert served(RequestFactory().get("/en/"), in_transaction)[0] == ["default"]


@pytest.mark.parametrize(("path", "read_from"), [("/zh-hans/groups/", "default"), ("/zh-hans/me/data/", "replica")])
def test_page_of_those_who_look_after_others_reads_from_the_primary(path, read_from) -> None:
    request = RequestFactory().get(path)
    with override("zh-hans"):  # whatever a test before this one left chosen
        request.resolver_match = resolve(path)
    middleware = ReplicaMiddleware(lambda _request: HttpResponse())
    found = []

    def page(_request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, None, (), {})
        found.append(of_users())
        return HttpResponse()

    middleware.get_response = page
    middleware(request)

    assert found == [read_from]


def test_replica_that_is_away_is_asked_again_ten_seconds_later(monkeypatch, caplog) -> None:
    asked = []

    def away() -> None:
        asked.append(1)
        raise OperationalError("nobody listens")

    monkeypatch.setattr(replica.connections[replica.ALIAS], "ensure_connection", away)
    first = [served(RequestFactory().get("/en/"), of_users)[0] for _time in range(3)]
    clock = time.monotonic() + 10.0
    monkeypatch.setattr(outage, "time", SimpleNamespace(monotonic=lambda: clock))
    served(RequestFactory().get("/en/"), of_users)

    assert first == [["default"]] * 3
    assert len(asked) == 2
    assert "the replica is away" in caplog.text
