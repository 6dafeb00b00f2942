"""Prepared queries give what Django's own give, for any values, in any thread, on either database."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from courses.accounts.models import RecoveryCode, User
from courses.accounts.prepared import Prepared

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


def _named(pk: int, name: str) -> QuerySet[User]:
    return User.objects.filter(Q(pk=pk) | Q(username=name)).order_by("pk")


def _joined(begins: datetime, limit: int) -> QuerySet[User]:
    later = ExpressionWrapper(Q(date_joined__gt=begins), BooleanField())
    people = User.objects.filter(date_joined__gte=begins, pk__gt=limit).values_list("username", "date_joined", later)
    others = User.objects.filter(date_joined__lt=begins).values_list(Value("before"), F("date_joined"), Value(False))
    return people.union(others, all=True)


@pytest.fixture
def people(db: None) -> list[User]:
    return [
        User.objects.create(username=f"person {place}", date_joined=NOW + timedelta(days=place)) for place in range(4)
    ]


def test_rows_of_a_model_are_those_django_gives(people: list[User]) -> None:
    prepared = Prepared(User, _named, int, str)

    for one in people:
        for name in ("person 3", "nobody", "the value in place 1", "'; --", "%s"):
            found = prepared(one.pk, name)
            asked = list(_named(one.pk, name))
            assert [vars(row) | {"_state": None} for row in found] == [vars(row) | {"_state": None} for row in asked]
            assert [(row._state.db, row._state.adding) for row in found] == [("default", False)] * len(found)


def test_rows_hold_those_they_point_to_without_another_query(people: list[User]) -> None:
    for one in people:
        RecoveryCode.objects.create(user=one, start="AB", secret=f"of {one.username}", issued_at=NOW)
    prepared = Prepared(
        RecoveryCode, lambda limit: RecoveryCode.objects.filter(user__gt=limit).order_by("user").select_related("user"),
        int,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = {row.secret: row.user for row in prepared(people[0].pk)}
    assert found == {f"of {one.username}": one for one in people[1:]}
    assert [one.username for one in found.values()] == [one.username for one in people[1:]]
    assert len(asked) == 1


def test_days_are_values_too(people: list[User]) -> None:
    for place, one in enumerate(people):
        User.objects.filter(pk=one.pk).update(last_active_on=date(2026, 3, 1) + timedelta(days=place))
    prepared = Prepared(User, lambda since: User.objects.filter(last_active_on__gte=since).order_by("pk"), date)
    for place in range(len(people) + 1):
        assert [row.pk for row in prepared(date(2026, 3, 1) + timedelta(days=place))] == [
            one.pk for one in people[place:]
        ]


def test_tuples_with_moments_and_unions_are_those_django_gives(people: list[User]) -> None:
    prepared = Prepared(User, _joined, datetime, int)

    for days in range(-1, 6):
        for limit in (0, people[1].pk):
            begins = NOW + timedelta(days=days)
            assert sorted(prepared(begins, limit)) == sorted(_joined(begins, limit))


def test_constants_that_look_like_places_stay(people: list[User]) -> None:
    prepared = Prepared(
        User, lambda pk, name: User.objects.filter(pk=pk).values_list(Value(0), Value(1), "username"), int, str
    )
    assert prepared(people[2].pk, "person 2") == [(0, 1, "person 2")]


def test_query_is_written_once_and_asked_each_time(people: list[User]) -> None:
    written: list[int] = []

    def make(pk: int) -> QuerySet[User]:
        written.append(pk)
        return User.objects.filter(pk=pk)

    prepared = Prepared(User, make, int)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert [row.username for one in people for row in prepared(one.pk)] == [one.username for one in people]
    assert (len(written), len(asked)) == (1, len(people))


def test_connection_that_was_replaced_is_asked_no_more(people: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = Prepared(User, lambda pk: User.objects.filter(pk=pk), int)
    before = connections["default"]
    other = before.copy()

    def asked() -> None:
        raise LookupError("the other one was asked")

    monkeypatch.setattr(other, "cursor", asked)
    assert [row.pk for row in prepared(people[0].pk)] == [people[0].pk]
    connections["default"] = other
    try:
        with pytest.raises(LookupError, match="the other one was asked"):
            prepared(people[0].pk)
    finally:
        connections["default"] = before
    assert [row.pk for row in prepared(people[0].pk)] == [people[0].pk]


@pytest.mark.django_db(transaction=True)
def test_each_thread_has_its_own_connection() -> None:
    prepared = Prepared(Session, lambda key: Session.objects.filter(session_key=key), str)
    Session.objects.create(session_key="a", session_data="", expire_date=NOW)
    found: list[list[Session]] = [prepared("a")]

    def ask() -> None:
        found.append(prepared("a"))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [[row.session_key for row in rows] for rows in found] == [["a"], ["a"]]
