"""What tests of drawings share."""

from collections.abc import Mapping

import pytest
from django.conf import settings

from courses.catalog.model.facts import Fact
from courses.catalog.reading.content import read_content


@pytest.fixture(scope="session")
def facts() -> Mapping[str, Fact]:
    """The facts of the site, whose lines a ruler may name."""
    source, _ = read_content(settings.BASE_DIR / "content")
    return source.facts
