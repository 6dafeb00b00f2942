"""Every route as every role by every method: who may, may; for everybody else it is as if nothing were there."""

import pytest

from tests.security.matrix.harness import Harness, cells_of
from tests.security.policy import POLICY
from tests.security.routes import routes

pytestmark = pytest.mark.django_db
LEAST_CELLS = 5_000


@pytest.mark.parametrize("name", sorted(routes()))
def test_route(harness: Harness, name: str) -> None:
    found = list(harness.surprises(routes()[name], POLICY[name]))

    assert not found, "\n".join(found)


def test_matrix_is_as_large_as_it_must_be() -> None:
    cells = sum(1 for name, route in routes().items() for _cell in cells_of(route, POLICY[name]))

    print(f"\n{len(POLICY)} routes, {cells:,} cells")
    assert cells >= LEAST_CELLS
