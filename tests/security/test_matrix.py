"""Every route as every role by every method: who may, may; for everybody else it is as if nothing were there."""

import logging
import time

import pytest

from tests.security.harness import Harness
from tests.security.policy import POLICY
from tests.security.routes import routes

pytestmark = pytest.mark.django_db
LEAST_CELLS = 5_000


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.disable(logging.CRITICAL)  # thousands of refusals, all expected
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def began() -> float:
    return time.process_time()


@pytest.mark.parametrize("name", sorted(routes()))
def test_route(harness: Harness, began: float, name: str) -> None:
    found = list(harness.surprises(routes()[name], POLICY[name]))

    assert not found, "\n".join(found)


def test_matrix_is_as_large_as_it_must_be(harness: Harness, began: float) -> None:
    """Asked last: how much was asked. The figures are printed, the time is not judged."""
    seconds = time.process_time() - began
    print(
        f"\n{len(POLICY)} routes, {harness.cells:,} cells, {seconds:.0f} s of CPU, {len(harness.seen)} private texts seen"
    )

    assert harness.cells >= LEAST_CELLS
