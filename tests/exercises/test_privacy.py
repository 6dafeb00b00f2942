"""Nothing typed into an exercise is kept: not in a table, a session, a cookie, a header, an address or a log line."""

import logging
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.accounts.models import User
from tests.exercises.sample import filled

MARKERS = ("7654321", "3141592", "2718281", "1618033")
MARKED = filled(income=MARKERS[0], essentials=MARKERS[1], debts=MARKERS[2], savings=MARKERS[3])
PAGES = ("/en/exercises/can-i-afford/", "/zh-hans/exercises/can-i-afford/")


def _stored_texts() -> Iterator[str]:
    """Every value of every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (str(bytes(value) if isinstance(value, memoryview) else value) for value in row)


def _found(texts: Iterator[str] | list[str]) -> list[str]:
    return [text for text in texts if any(marker in text for marker in MARKERS)]


@pytest.fixture(params=["visitor", "guest_client", "account_client"])
def reader(request: pytest.FixtureRequest, db: None) -> Client:
    """Every kind of reader."""
    return Client() if request.param == "visitor" else request.getfixturevalue(request.param)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("changes", [{}, {"count": "NaN"}, {"change": "count=18&interval=month"}])
def test_figures_leave_no_trace(
    reader: Client, page: str, changes: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    response = reader.post(page, {**MARKED, **changes})
    assert response.status_code == (422 if changes.get("count") == "NaN" else 200)
    assert MARKERS[0] in response.content.decode()  # it was read, and is shown again in this one response
    assert _found(_stored_texts()) == []
    assert _found([record.getMessage() for record in caplog.records]) == []
    assert _found([f"{name}: {value}" for name, value in response.items()]) == []
    assert _found([str(response.cookies), str(reader.cookies)]) == []
    assert _found([str(dict(reader.session))]) == []


def test_figures_of_a_visitor_start_no_query_and_no_guest(db: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Client().post(PAGES[0], MARKED)
    assert len(queries) == 0
    assert User.objects.count() == 0


def test_no_link_on_the_page_carries_figures(db: None) -> None:
    page = Client().post(PAGES[0], MARKED).content.decode()
    links = [part.partition('"')[0] for name in ('href="', 'action="', 'hx-post="', 'hx-get="', 'src="')
             for part in page.split(name)[1:]]  # fmt: skip
    assert len(links) > 10
    assert _found(links) == []


def test_exercises_have_no_models() -> None:
    from django.apps import apps

    assert list(apps.get_app_config("exercises").get_models()) == []


def test_control_a_stored_figure_would_be_found(guest: User, caplog: pytest.LogCaptureFixture) -> None:
    """The search itself works: it finds the same figures where they do not belong."""
    caplog.set_level(logging.DEBUG)
    Session.objects.create(session_key="control", session_data=MARKERS[0], expire_date=guest.date_joined)
    logging.getLogger("courses.exercises").debug("control %s", MARKERS[1])
    assert _found(_stored_texts()) == [MARKERS[0]]
    assert _found([record.getMessage() for record in caplog.records]) == [f"control {MARKERS[1]}"]
    assert _found([f"Location: {reverse('exercises:exercise', args=('can-i-afford',))}?income={MARKERS[2]}"]) != []
