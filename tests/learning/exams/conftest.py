"""The check of these tests has ten items, whatever authors draw."""

import pytest


@pytest.fixture(autouse=True)
def ten_items(check_of_ten_items: None) -> None:
    """See `check_of_ten_items`."""
