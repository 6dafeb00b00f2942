"""A service that is away is asked by one request in a while; the others go on without waiting for it."""

from types import SimpleNamespace

import pytest

from courses.accounts.session import outage
from courses.accounts.session.outage import Outage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    made = SimpleNamespace(now=1_000.0)
    monkeypatch.setattr(outage, "time", SimpleNamespace(monotonic=lambda: made.now))
    return made


def test_service_that_answers_is_always_asked(clock) -> None:
    service = Outage(seconds=10)

    assert [service.may_try(), service.may_try(), service.is_on] == [True, True, False]


def test_service_that_failed_is_asked_again_by_one_request_when_the_time_is_over(clock) -> None:
    service = Outage(seconds=10)
    service.begin()
    clock.now += 9.9
    early = service.may_try(), service.is_on
    clock.now += 0.1

    assert early == (False, True)
    assert [service.may_try(), service.may_try()] == [True, False]  # the second goes on while the first still tries


def test_service_that_answers_again_is_away_no_more(clock) -> None:
    service = Outage(seconds=10)
    service.begin()
    service.end()

    assert [service.is_on, service.may_try(), service.may_try()] == [False, True, True]


def test_second_failure_counts_from_when_it_happened(clock) -> None:
    service = Outage(seconds=10)
    service.begin()
    clock.now += 10
    service.may_try()
    clock.now += 4  # that is how long the second try took to fail
    service.begin()
    clock.now += 9.9

    assert service.may_try() is False
