"""Whatever is refused has a line in the log that says by whom, as the security log does: no name, nothing typed."""

import json
import logging

import pytest
from django.test import Client

from courses.accounts.security_log.events import hash_of
from courses.accounts.visitors.visitor import Visit
from literacy.serving.logs import JsonLine, PlainLine
from tests.conftest import sign_in
from tests.organizations.pages import url

CANARY = "canary-typed-into-a-form"
FROM = "203.0.113.77"


@pytest.fixture
def lines(caplog):
    """What the site has written until now, as it writes it."""
    return lambda: [json.loads(JsonLine().format(one)) for one in caplog.records]


def test_stranger_at_a_group_is_logged_and_so_is_who_asks_for_none(stranger, group, lines) -> None:
    client = sign_in(Client(REMOTE_ADDR=FROM), stranger)
    client.get(url("group", group.pk))
    client.get(url("group", group.pk + 1000))

    assert [one["message"].rpartition("/<")[0] for one in lines()] == ["404 GET /en/groups"] * 2
    assert {(one["by"], one["from"]) for one in lines()} == {(hash_of(stranger), "203.0.113.x")}


def test_wrong_input_and_a_form_of_nobody_are_logged_without_what_was_typed(stranger, lines) -> None:
    client = sign_in(Client(REMOTE_ADDR=FROM), stranger)
    client.post("/en/display/", {"theme": CANARY})
    Client(REMOTE_ADDR=FROM, enforce_csrf_checks=True).post("/en/display/", {"theme": CANARY})

    assert [(one["message"].split()[0], one.get("by", "")) for one in lines()] == [
        ("422", hash_of(stranger)),
        ("403", ""),
    ]
    assert CANARY not in json.dumps(lines())


def test_reached_limit_is_logged(db, lines) -> None:
    client = Client(REMOTE_ADDR=FROM)
    for miss in range(11):
        client.get(f"/en/verify/?code=2222-2222-2222-2222-2222-2222-22{miss + 22}")

    assert (lines()[-1]["message"].split()[0], lines()[-1]["from"]) == ("429", "203.0.113.x")


def test_plain_line_says_by_whom_too(stranger, group, caplog) -> None:
    sign_in(Client(REMOTE_ADDR=FROM), stranger).get(url("group", group.pk))

    assert PlainLine().format(caplog.records[-1]).endswith(f"/ by {hash_of(stranger)} from 203.0.113.x")


def test_nobody_is_looked_up_for_a_line(db, rf, stranger_client, django_assert_num_queries) -> None:
    asked = rf.get("/en/", headers={"cookie": f"sessionid={stranger_client.session.session_key}"})
    asked.visit = Visit(asked)
    record = logging.makeLogRecord({"msg": "Not Found", "request": asked, "status_code": 404})

    with django_assert_num_queries(0):
        line = json.loads(JsonLine().format(record))
    assert (line["from"], "by" in line) == ("127.0.0.x", False)
