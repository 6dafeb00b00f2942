"""A page of a long list reads one row more than it shows: it ends where the list ends, and counts nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.organizations.forms.paging import LINES, ListPage, page_of
from courses.organizations.models import Organization
from tests.organizations.cast import make_organization


@pytest.mark.parametrize(
    ("rows", "number", "lines", "has_more"),
    [
        ((), 1, (), False),
        ("ab", 1, "ab", False),
        ("abc", 1, "abc", False),  # exactly full: no further page, which would be empty
        ("abcd", 1, "abc", True),
        ("abcd", 2, "d", False),
    ],
)
def test_page_holds_its_part_of_the_list_and_knows_of_the_next(rows, number, lines, has_more) -> None:
    assert page_of(tuple(rows), number, size=3) == ListPage(tuple(lines), number, has_more)


@pytest.mark.django_db
def test_page_of_rows_is_one_query_that_counts_nothing() -> None:
    made = [make_organization(f"Centre {number:02d}") for number in range(LINES + 1)]
    with CaptureQueriesContext(connection) as asked:
        page = page_of(Organization.objects.order_by("pk"), 1)

    assert (page.lines, page.has_more) == (tuple(made[:LINES]), True)
    assert ["COUNT(" in query["sql"] for query in asked] == [False]


@pytest.mark.parametrize(("rows", "last"), [("", 1), ("abc", 1), ("abcd", 2)])
def test_number_after_the_last_page_is_the_last_page(rows, last) -> None:
    assert page_of(rows, 99, size=3) == page_of(rows, last, size=3)


def test_page_keeps_its_place_when_its_rows_become_lines() -> None:
    page = page_of("abcd", 1, size=3)

    assert page.with_lines(ord(one) for one in page.lines) == ListPage((97, 98, 99), 1, has_more=True)
