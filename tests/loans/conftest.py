"""The loan mathematics is pure: its tests need no cache and no database."""

import pytest


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Instead of the fixture of the same name for the whole site: there is nothing to empty."""
