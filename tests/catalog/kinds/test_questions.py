"""The order in which the choices of a question are shown."""

import pytest

from courses.catalog.model.questions import SHUFFLES
from tests.catalog.kinds.examples import GUESS, MATCH, MULTIPLE, ORDER, SINGLE, marking, question


@pytest.mark.parametrize("data", [SINGLE, MULTIPLE, ORDER])
def test_shuffled_is_stable_and_complete(data: dict[str, object]) -> None:
    orders = [question(data).shuffled(seed) for seed in range(SHUFFLES)]

    assert orders == [question(data).shuffled(seed) for seed in range(SHUFFLES)]
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "c", "d")}
    assert len(set(orders)) > 1


def test_shuffled_order_question_never_shows_the_right_order() -> None:
    orders = [question(ORDER).shuffled(seed) for seed in range(500)]

    assert ("a", "b", "c", "d") not in orders


@pytest.mark.parametrize("data", [{**SINGLE, "order": "fixed"}, MATCH, GUESS, marking(2, 2)])
def test_fixed_order_is_that_of_the_file(data: dict[str, object]) -> None:
    asked = question(data)

    assert {asked.shuffled(seed) for seed in range(SHUFFLES)} == {tuple(asked.body.choices)}
