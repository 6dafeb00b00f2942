"""Each request has a number: in its response, in its log lines, and on the pages about what went wrong."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from literacy.serving.logs import JsonLine, PlainLine
from literacy.serving.request_ids import HEADER, current_request_id

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")


@pytest.fixture(params=[JsonLine, PlainLine])
def lines(request) -> Iterator[io.StringIO]:
    """What the site writes, in either form."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("address", ["/en/", "/health/", "/en/nowhere/", "/", "/static/css/nothing.css"])
def test_every_response_has_a_number_of_its_own(client, address) -> None:
    numbers = [client.get(address)[HEADER] for _ in range(2)]

    assert all(NUMBER.fullmatch(one) for one in numbers)
    assert numbers[0] != numbers[1]


def test_foreign_host_gets_a_number_too(client) -> None:
    assert NUMBER.fullmatch(client.get("/en/", headers={"host": "evil.example"})[HEADER])


def test_number_is_never_taken_from_the_request(client) -> None:
    assert client.get("/en/", headers={"x-request-id": "AAAA-AAAA"})[HEADER] != "AAAA-AAAA"


def test_page_about_a_fault_and_its_log_line_name_the_request(settings, lines) -> None:
    settings.ROOT_URLCONF = "tests.literacy.pages.broken_urls"

    response = Client(raise_request_exception=False).get("/broken/")

    number = response[HEADER]
    assert response.status_code == 500
    assert response.content.decode().count(number) == 2  # once in each language
    assert number in lines.getvalue()


def test_typed_text_after_a_fault_stands_beside_the_number(settings) -> None:
    settings.ROOT_URLCONF = "tests.literacy.pages.broken_urls"

    response = Client(raise_request_exception=False).post("/broken/", {"note": "typed"})

    assert response[HEADER] in response.content.decode()
    assert "typed" in response.content.decode()


def test_storage_that_is_away_and_too_many_tries_name_the_request(client, settings, monkeypatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_args, **_named: False)
    closed = client.post("/en/account/recover/", {"username": "anna"})
    monkeypatch.undo()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    refused = [client.post("/en/account/login/", {"login": "anna", "password": "wrong"}) for _ in range(2)][1]

    assert [closed.status_code, refused.status_code] == [503, 429]
    for response in (closed, refused):
        assert response[HEADER] in response.content.decode()


def test_what_cannot_be_read_or_taken_names_the_request(client) -> None:
    strict = Client(enforce_csrf_checks=True)
    many = "&".join(f"a{number}=1" for number in range(600))

    found = [client.get(f"/en/?{many}"), strict.post("/en/account/login/", {})]

    assert [response.status_code for response in found] == [400, 403]
    for response in found:
        assert response[HEADER] in response.content.decode()


def test_every_line_of_a_request_names_it_and_none_outside(lines, client) -> None:
    number = client.get("/en/nowhere/")[HEADER]
    logging.getLogger("courses").warning("from a command")

    first, second = lines.getvalue().splitlines()
    assert number in first
    assert not NUMBER.search(second)
    assert current_request_id() == ""


@pytest.mark.parametrize(
    "text", ['one\n{"level": "forged"}', "one\r2026-11-29T00:00:00+00:00 ERROR forged", "a\u2028b"]
)
def test_line_breaks_make_no_second_event(text) -> None:
    record = logging.LogRecord("courses", logging.ERROR, "", 0, "%s", (text,), None)

    assert len(PlainLine().format(record).splitlines()) == 1
    assert json.loads(JsonLine().format(record))["message"] == text


def test_plain_line_indents_what_a_trace_says() -> None:
    try:
        raise OSError(5, "broken\nERROR forged")
    except OSError as problem:
        record = logging.LogRecord("courses", logging.ERROR, "", 0, "failed", (), (OSError, problem, None))

    first, *trace = PlainLine().format(record).splitlines()
    assert first.endswith("ERROR courses failed")
    assert trace
    assert all(line.startswith("    ") for line in trace)
