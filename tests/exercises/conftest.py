"""Exercise tests read English unless they say otherwise."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def page_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
