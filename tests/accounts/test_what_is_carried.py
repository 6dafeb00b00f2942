"""What of a form is shown again or carried through a sign-in: no secrets, up to its limits, for its own page only."""

import contextlib
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils.translation import override

from courses.accounts.session import pending_answer
from courses.accounts.session.pending_answer import (
    CLOCKS,
    MOST_BYTES,
    MOST_FIELDS,
    MOST_LETTERS,
    SECONDS,
    CarriedForm,
    carried,
    carry,
    is_carrying,
    may_be_carried,
    put_down,
    rescuable,
)
from courses.accounts.session.refilling import refilled

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SECRETS = (
    "password", "password1", "old_password", "code", "join_code", "token", "reset-token", "secret", "new_secret",
    "credential", "csrfmiddlewaretoken",
)  # fmt: skip


def posted(fields: dict[str, object]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def taken(fields: dict[str, object], *, at: datetime = NOW) -> tuple[bool, RequestFactory]:
    """Whether a form with these fields is carried, and the next request of that browser."""
    request, response = RequestFactory().post("/en/x/", fields), HttpResponse()
    is_taken = carry(request, response, page="/en/", now=at)
    following = RequestFactory().get("/en/x/")
    following.COOKIES = {name: cookie.value for name, cookie in response.cookies.items() if cookie.value}
    return is_taken, following


@pytest.mark.parametrize("name", SECRETS)
def test_secret_is_never_shown_again_and_never_carried(name) -> None:
    assert rescuable(posted({name: "hush", "note": "seen"})) == [("note", "seen")]

    is_taken, following = taken({name: "hush", "note": "seen"})

    assert is_taken
    assert carried(following, now=NOW).fields == [("note", "seen")]


@pytest.mark.parametrize(("letters", "count"), [(MOST_LETTERS - 1, 1), (MOST_LETTERS, 0)])
def test_ten_thousand_letters_are_shown_again_with_the_name_of_the_field(letters, count) -> None:
    assert len(rescuable(posted({"n": "x" * letters}))) == count


@pytest.mark.parametrize(("given", "kept"), [(MOST_FIELDS, MOST_FIELDS), (MOST_FIELDS + 1, MOST_FIELDS)])
def test_five_hundred_fields_are_shown_again(given, kept) -> None:
    assert len(rescuable(posted({"n": ["x"] * given}))) == kept


@pytest.mark.parametrize(("size", "is_taken"), [(MOST_BYTES - 1, True), (MOST_BYTES, False)])
def test_ten_thousand_bytes_are_carried(size, is_taken) -> None:
    assert taken({"n": "x" * size})[0] is is_taken


def test_bytes_are_counted_not_letters() -> None:
    assert taken({"n": "贷" * (MOST_BYTES // 3)})[0]
    assert not taken({"n": "贷" * (MOST_BYTES // 3 + 1)})[0]


def test_form_of_which_something_would_be_lost_is_not_carried(settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    assert taken({"n": ["x"] * MOST_FIELDS})[0]
    assert not taken({"n": ["x"] * (MOST_FIELDS + 1)})[0]


def test_text_that_fills_two_cookies_is_carried_whole() -> None:
    text = "".join(random.Random(1).choices([chr(one) for one in range(0x21, 0x7F)], k=4_000))

    is_taken, following = taken({"n": text})

    assert is_taken
    assert len(following.COOKIES) == 2
    assert carried(following, now=NOW).fields == [("n", text)]


def test_text_that_cannot_be_packed_into_two_cookies_is_not_carried() -> None:
    letters = random.Random(1).choices([chr(one) for one in range(0x21, 0x7F)], k=MOST_BYTES - 1)

    assert not taken({"n": "".join(letters)})[0]


@pytest.mark.parametrize(
    ("later", "is_there"),
    [
        (timedelta(0), True),
        (timedelta(seconds=SECONDS), True),
        (timedelta(seconds=SECONDS) + SECOND, False),
        (-timedelta(seconds=CLOCKS), True),
        (-timedelta(seconds=CLOCKS) - SECOND, False),
    ],
)
def test_carried_form_is_there_for_fifteen_minutes(later, is_there) -> None:
    _, following = taken({"n": "x"})

    assert (carried(following, now=NOW + later) is not None) is is_there


def test_cookies_of_a_carried_form_are_for_the_server_alone_and_end() -> None:
    response = HttpResponse()
    carry(RequestFactory().post("/en/x/", {"n": "x"}), response, page="/en/", now=NOW)
    cookie = response.cookies["carried0"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", SECONDS)
    assert response.cookies["carried1"].value == ""


def test_whether_a_browser_carries_something_is_told_and_ends_with_putting_down() -> None:
    _, following = taken({"n": "x"})
    response = HttpResponse()
    put_down(response)

    assert is_carrying(following)
    assert not is_carrying(RequestFactory().get("/"))
    assert {name: cookie.value for name, cookie in response.cookies.items()} == {"carried0": "", "carried1": ""}


@pytest.mark.parametrize("packed", ["nonsense", ""])
def test_what_is_not_ours_is_no_form(packed) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["carried0"] = packed

    assert carried(request, now=NOW) is None


def test_values_of_a_form_are_those_of_the_field() -> None:
    assert CarriedForm("/", "/", [("a", "1"), ("b", "2"), ("a", "3")]).values("a") == ["1", "3"]


FORM = '<form method="post" action="{}"><input type="text" name="number" value=""></form>'


@pytest.mark.parametrize(
    ("action", "own_path", "is_filled"),
    [
        ("/en/learn/c/one/questions/q1/", "/en/learn/c/one/2/", True),
        ("/zh-hans/learn/c/one/questions/q1/", "/zh-hans/learn/c/one/2/", True),  # the same lesson, read in Chinese
        ("/en/learn/c/two/questions/q1/", "/en/learn/c/two/2/", False),  # a question of that name in another lesson
        ("/en/learn/d/one/questions/q1/", "/en/learn/d/one/2/", False),
        ("/en/learn/c/one/questions/q2/", "/en/learn/c/one/2/", False),
    ],
)
def test_answer_is_put_into_the_form_of_its_own_question_in_its_own_lesson(action, own_path, is_filled) -> None:
    form = CarriedForm("/en/learn/c/one/questions/q1/", "/en/learn/c/one/2/", [("number", "41.5"), ("key", "old")])

    page = refilled(FORM.format(action), form, "<p>here</p>", own_path=own_path, form_key="fresh")

    assert (page is not None) is is_filled
    assert not is_filled or ('value="41.5"' in page and "<p>here</p>" in page and "old" not in page)


@pytest.mark.parametrize(
    ("address", "is_carried"),
    [("/en/learn/reading-a-loan/one-yardstick/", True), ("/en/exercises/true-cost/", False), ("/nowhere/", False)],
)
def test_what_is_typed_in_an_exercise_is_carried_by_no_browser(address, is_carried) -> None:
    request = RequestFactory().post(address, {"amount": "5000"})
    with override("en"), contextlib.suppress(Resolver404):
        request.resolver_match = resolve(address)

    assert may_be_carried(request) is is_carried


def test_limits_are_those_that_cookies_have() -> None:
    assert (pending_answer.PIECE, pending_answer.MOST_PIECES) == (3_500, 2)
    assert (SECONDS, CLOCKS, MOST_BYTES, MOST_FIELDS, MOST_LETTERS) == (900, 60, 10_000, 500, 10_000)
