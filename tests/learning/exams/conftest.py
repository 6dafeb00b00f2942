"""The check of these tests has ten items, the same each time whatever authors draw; who takes it, who edits it."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from django.test import Client
from pytest_django import Settings

from courses.catalog.published import library
from courses.catalog.published.library import catalog
from courses.learning.exams import views
from courses.learning.exams.drawing import draw
from courses.learning.models import CheckAttempt
from tests.learning.exams.editing import Author
from tests.learning.exams.sitting import COURSE, Taker

ASKED_FOR = Counter(number=2, single=1, match=1)  # what tests look for behind the first two


@pytest.fixture(autouse=True)
def ten_items(check_of_ten_items: None) -> None:
    """See `check_of_ten_items`."""


@pytest.fixture(autouse=True)
def seeds(ten_items: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance begins where all kinds of questions that tests look for are drawn: not every draw has them."""
    first = next(seed for seed in range(1_000) if _kinds(seed) >= ASKED_FOR)
    following = count(first)
    monkeypatch.setattr(views, "secrets", SimpleNamespace(randbelow=lambda _most: next(following)))


@pytest.fixture
def taker(client: Client) -> Taker:
    return Taker(client)


@pytest.fixture
def author(settings: Settings) -> Iterator[Author]:
    """Edits a copy of the content; what was loaded of copies is forgotten at the end."""
    known = set(library._loaded)
    library.catalog()
    yield Author(settings)
    for folder in set(library._loaded) - known - {Path(site.CONTENT_DIR)}:
        library._loaded.pop(folder, None)


def _kinds(seed: int) -> Counter[str]:
    course = catalog().courses[COURSE]
    drawn = draw(course, seed)[2:]
    return Counter(course.by_slug[one.lesson].pool[one.question].kind for one in drawn)


@pytest.fixture
def attempt(taker) -> CheckAttempt:
    return taker.begun()
