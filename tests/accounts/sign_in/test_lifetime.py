"""How long a sign-in lasts, to the second: without use, in all, on a shared computer, and of whoever runs groups."""

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from courses.accounts.session.lifetime import SessionLifetime, begin, life_of, want_shared

BEGAN = 1_800_000_000.0
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def life(*, seen: float = 0, is_shared: bool = False, is_staff: bool = False) -> SessionLifetime:
    return SessionLifetime(BEGAN, BEGAN + seen, is_shared, is_staff)


@pytest.mark.parametrize(
    ("one", "limit"),
    [
        (life(), 14 * DAY),
        (life(is_staff=True), 8 * HOUR),
        (life(is_shared=True), 15 * MINUTE),
        (life(is_shared=True, is_staff=True), 15 * MINUTE),
    ],
)
def test_sign_in_without_use_ends_at_its_limit(one, limit) -> None:
    assert (one.ended(BEGAN + limit - 1), one.ended(BEGAN + limit)) == ("", "idle")
    assert (one.left(BEGAN), one.left(BEGAN + limit - 1), one.left(BEGAN + limit + 1)) == (limit, 1, 0)


@pytest.mark.parametrize(("is_staff", "limit"), [(False, 30 * DAY), (True, 12 * HOUR)])
def test_sign_in_in_daily_use_ends_at_its_limit_in_all(is_staff, limit) -> None:
    one = life(seen=limit - 1, is_staff=is_staff)

    assert (one.ended(BEGAN + limit - 1), one.ended(BEGAN + limit)) == ("", "old")


@pytest.mark.parametrize(("early", "ended"), [(HOUR, ""), (HOUR + 1, "old")])
def test_beginning_in_the_future_is_none_beyond_what_clocks_differ_by(early, ended) -> None:
    assert life().ended(BEGAN - early) == ended


@pytest.mark.parametrize(("is_shared", "step"), [(False, HOUR), (True, 30)])
def test_use_is_noted_once_in_a_while(is_shared, step) -> None:
    one = life(is_shared=is_shared)

    assert (one.is_due(BEGAN + step - 1), one.is_due(BEGAN + step)) == (False, True)


@pytest.mark.parametrize("is_shared", [False, True])
def test_sign_in_on_a_shared_computer_ends_with_the_browser_whatever_way_in(is_shared) -> None:
    request = HttpRequest()
    request.session = SessionBase()
    want_shared(request.session, is_shared=is_shared)

    assert begin(request, now=BEGAN) == life(is_shared=is_shared)
    assert request.session.get_expire_at_browser_close() is is_shared
    assert life_of(request.session) == life(is_shared=is_shared)
