"""Whoever asks chooses how a host is written, and how long a query is: neither fills the memory or ends in an error."""

import re

import pytest
from django.test import Client

from courses.accounts.pages import frames, html_cache

pytestmark = pytest.mark.django_db
PAGES = ["/en/already-late/", "/en/learn/reading-a-loan/one-yardstick/"]


@pytest.fixture(autouse=True)
def hosts(settings, monkeypatch) -> None:
    settings.ALLOWED_HOSTS = ["learn.example.org", ".rooms.example.org"]
    monkeypatch.setattr(frames, "_other_hosts", set())
    html_cache.pieces.clear()


def read(host: str, page: str) -> str:
    answer = Client(headers={"host": host}).get(page)
    assert answer.status_code == 200, (host, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("written", ["LEARN.example.org", "learn.example.org.", "Learn.Example.ORG:80"])
def test_host_is_named_in_one_form_however_it_is_written(page, written) -> None:
    first = read("learn.example.org", page)
    kept = len(html_cache.pieces)

    other = read(written, page)

    assert re.findall(r'href="(http[^"]+)"', other) == re.findall(r'href="(http[^"]+)"', first) != []
    assert len(html_cache.pieces) == kept


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("pattern", ["learn.example.org:{}", "room{}.rooms.example.org"])
def test_hosts_that_are_invented_are_served_and_not_kept(page, pattern) -> None:
    for number in range(frames.MOST_HOSTS):
        read(pattern.format(2000 + number), page)
    kept = len(html_cache.pieces)
    shown = [f"//{pattern.format(9000 + number)}/" in read(pattern.format(9000 + number), page) for number in range(20)]

    assert (len(html_cache.pieces), all(shown)) == (kept, True)
    read("learn.example.org", page)
    assert len(html_cache.pieces) > kept  # that of the settings still is


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/en/", 400), ("/zh-hans/search/", 400), ("/en/account/login/", 400), ("/en/nowhere/", 404), ("/health/", 400),
        (PAGES[0], 400), (PAGES[1], 400), ("/", 302),
    ],
)  # fmt: skip
def test_query_of_more_parameters_than_are_read_is_refused_by_a_page(settings, page, status) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS

    refused = client.get(page + "?" + "&".join(f"a{number}=1" for number in range(most + 1)))
    taken = client.get(page + "?" + "&".join(f"a{number}=1" for number in range(most)))

    assert refused.status_code == status
    assert taken.status_code in (200, 302, 404)
    assert "a7=1" not in refused.get("Location", "")


def test_form_of_more_fields_than_are_read_is_refused_by_a_page(settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    fields = {f"a{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}

    assert Client(raise_request_exception=False).post("/en/account/login/", fields).status_code == 400
