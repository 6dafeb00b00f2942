"""Whoever asks chooses how a host is written: it makes no other page, and fills no memory with pages of its own."""

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
