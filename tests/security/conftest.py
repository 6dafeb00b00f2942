"""The cast of the matrix, built once a module: it lives in one transaction that is never committed."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.security.cast.cast import Cast, build
from tests.security.matrix.harness import Harness

ONE_DAY = 86_400
MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "matrix"}}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Everybody has just confirmed their identity, and stays confirmed however slow the machine is.

    They are gone with the module: with several processes, any other test may come next, and would find them there.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(CACHES=MEMORY, ACCOUNT_REAUTHENTICATION_TIMEOUT=ONE_DAY),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def harness(cast: Cast) -> Harness:
    return Harness(cast)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are logged here, all expected."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
