"""Log lines: one JSON object an event, and nothing in it that belongs to a person or opens a door."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from courses.accounts.models import User
from literacy.serving.logs import JsonLine
from tests.conftest import make_account

pytestmark = pytest.mark.django_db
TOKEN = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the site writes, as it writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_wrong_address_is_logged_by_its_pattern(lines, client) -> None:
    client.get(f"/en/steps/stop-mail/{TOKEN}/?note=typed-here")
    client.get(f"/en/nowhere/{TOKEN}/")

    told = [json.loads(line)["message"] for line in lines.getvalue().splitlines()]
    assert told == ["404 GET /en/steps/stop-mail/<str:token>/", "404 GET /(no page)"]


def test_form_without_a_key_is_logged_without_the_page_it_came_from(lines) -> None:
    Client(enforce_csrf_checks=True).post("/en/account/login/", headers={"origin": f"https://evil.example/{TOKEN}"})

    assert json.loads(lines.getvalue())["message"] == "403 POST /en/account/login/: Origin checking failed"


def test_row_that_the_database_refuses_is_not_repeated(lines) -> None:
    make_account("wang-xiaoming-canary")
    try:
        User.objects.bulk_create([User(username="wang-xiaoming-canary")])
    except IntegrityError as refused:
        try:
            raise LookupError("wang-xiaoming-canary") from refused
        except LookupError:
            logging.getLogger("courses").exception("could not be saved")

    line = json.loads(lines.getvalue())
    assert line["message"] == "could not be saved"
    assert "canary" not in lines.getvalue()
    assert "django.db.utils.IntegrityError" in line["trace"]
    assert "test_row_that_the_database_refuses_is_not_repeated" in line["trace"]


def test_address_that_a_mail_server_refuses_is_not_repeated(lines) -> None:
    try:
        raise SMTPRecipientsRefused({"anna@example.org": (550, b"unknown")})
    except OSError:
        logging.getLogger("courses").exception("mail could not be sent")

    assert "anna@example.org" not in lines.getvalue()
    assert "smtplib.SMTPRecipientsRefused" in lines.getvalue()


def test_fault_of_the_system_says_what_it_is(lines) -> None:
    try:
        raise OSError(28, "No space left on device")
    except OSError:
        logging.getLogger("courses").exception("could not be written")

    assert "No space left on device" in json.loads(lines.getvalue())["trace"]


def test_line_breaks_make_no_second_event(lines) -> None:
    logging.getLogger("courses").error('one\n{"level": "forged"}')

    assert len(lines.getvalue().splitlines()) == 1


def test_line_says_when_in_utc(lines) -> None:
    before = datetime.now(UTC)

    logging.getLogger("courses").warning("something happened")

    line = json.loads(lines.getvalue())
    said = datetime.fromisoformat(line["at"])
    assert said.utcoffset() == timedelta(0)
    assert before - timedelta(seconds=1) <= said <= datetime.now(UTC)
    assert (line["level"], line["logger"], line["message"]) == ("warning", "courses", "something happened")


def test_logs_go_to_standard_error_only() -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert [one["class"] for one in handlers] == ["logging.StreamHandler"]
    assert all("stream" not in one for one in handlers)  # then it is standard error
    assert settings.LOGGING.get("loggers", {}) == {}
