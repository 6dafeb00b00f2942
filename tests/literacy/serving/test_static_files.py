"""Static files carry only the headers they need; a picture that could hold a script keeps the content policy."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db  # the end of a request may look after a connection


def test_sheet_carries_no_headers_of_pages() -> None:
    response = Client().get("/static/css/site.css")
    response.close()
    headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "text/css" in headers["Content-Type"]
    foreign = {"Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Set-Cookie"}
    assert foreign & set(headers) == set()
    assert "Access-Control-Allow-Origin" not in headers


def test_picture_that_could_hold_a_script_keeps_the_content_policy() -> None:
    response = Client().get("/static/img/icon.svg")
    response.close()
    headers = response.headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
