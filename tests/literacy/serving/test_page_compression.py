"""Compressed pages are the pages, each a random number of bytes longer, so that lengths tell nothing of secrets."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from literacy.serving import compression
from literacy.serving.compression import LEAST, PageCompressionMiddleware, compress

PAGE = b"<p>Read what a loan really costs.</p>" * 40


def answered(content: bytes = PAGE, accepts: str = "gzip", **headers: str) -> HttpResponse:
    page = HttpResponse(content, headers=headers)
    middleware = PageCompressionMiddleware(lambda _request: page)
    return middleware(RequestFactory().get("/", headers={"accept-encoding": accepts}))


@pytest.mark.parametrize("padding", [0, 1, 99])
def test_padding_adds_its_number_of_bytes_and_changes_nothing(padding) -> None:
    padded = compress(PAGE, padding=padding)

    assert gzip.decompress(padded) == PAGE
    assert len(padded) == len(compress(PAGE, padding=0)) + padding


def test_page_is_padded_by_chance_within_the_limit_of_django(monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(compression.secrets, "randbelow", lambda most: asked.append(most) or 7)

    page = answered()

    assert asked == [PageCompressionMiddleware.max_random_bytes]
    assert page.content == compress(PAGE, padding=7)
    assert page["Content-Length"] == str(len(page.content))


def test_lengths_of_the_same_page_differ() -> None:
    assert len({len(answered().content) for _ in range(60)}) > 5


@pytest.mark.parametrize(("length", "is_packed"), [(LEAST - 1, False), (LEAST, True)])
def test_short_pages_are_sent_as_they_are(length, is_packed, monkeypatch) -> None:
    monkeypatch.setattr(compression.secrets, "randbelow", lambda _most: 0)
    page = answered(b"a" * length)

    assert page.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert page.get("Vary") == ("Accept-Encoding" if is_packed else None)


def test_page_that_would_grow_is_sent_as_it_is(monkeypatch) -> None:
    monkeypatch.setattr(compression.secrets, "randbelow", lambda _most: len(PAGE) - len(compress(PAGE, padding=0)))

    assert answered().content == PAGE


def test_browser_that_takes_no_gzip_gets_the_page_plain_and_caches_are_told() -> None:
    page = answered(accepts="br")

    assert (page.content, page["Vary"]) == (PAGE, "Accept-Encoding")


def test_mark_of_a_version_becomes_a_weak_one() -> None:
    assert answered(ETag='"v1"')["ETag"] == 'W/"v1"'
    assert answered(ETag='W/"v1"')["ETag"] == 'W/"v1"'


def test_file_that_is_packed_already_is_not_packed_again() -> None:
    page = answered(**{"Content-Encoding": "br"})

    assert (page.content, page["Content-Encoding"]) == (PAGE, "br")


def test_streamed_file_is_packed_as_it_goes() -> None:
    streamed = StreamingHttpResponse(iter([PAGE, PAGE]))
    page = PageCompressionMiddleware(lambda _request: streamed)(
        RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    )

    assert gzip.decompress(b"".join(page)) == PAGE * 2
    assert page["Content-Encoding"] == "gzip"


def test_packed_page_says_a_name_follows_and_no_time() -> None:
    assert compress(PAGE, padding=3)[3:8] == bytes([8, 0, 0, 0, 0])
