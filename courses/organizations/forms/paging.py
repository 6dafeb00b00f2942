"""Paging of long lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet

from courses.organizations.forms.fields import PlainForm

Line = TypeVar("Line", covariant=True)
Other = TypeVar("Other")
LINES = 50


class PageForm(PlainForm):
    """The page number in an address, from 1; anything that is no number means page 1."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    @property
    def number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Line]):
    """One page of a long list, counted from 1."""

    lines: tuple[Line, ...]
    number: int
    has_more: bool

    def with_lines(self, lines: Iterable[Other]) -> ListPage[Other]:
        """The same page, with what is shown for its rows."""
        return ListPage(tuple(lines), self.number, self.has_more)


def page_of(rows: QuerySet[Any, Line] | Sequence[Line], number: int, *, size: int = LINES) -> ListPage[Line]:
    """Page `number` of ordered `rows`, or the last page if there are fewer; usually one query.

    Django's Paginator counts all rows to know whether another page follows; this reads one row more than it shows.
    """
    start = (number - 1) * size
    found = tuple(rows[start : start + size + 1])
    if not found and number > 1:
        return page_of(rows, Paginator(rows, size).num_pages, size=size)
    return ListPage(found[:size], number, len(found) > size)
