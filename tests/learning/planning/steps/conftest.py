"""People who press the buttons of a lesson's thing to do."""

import pytest

from tests.learning.planning.steps.presser import Presser


@pytest.fixture
def presser(client, lesson) -> Presser:
    """A visitor of whom nothing is stored yet."""
    return Presser(client, lesson)
