"""A clock to move, and people who press the buttons of a lesson's thing to do."""

import pytest
import time_machine

from tests.conftest import NOW
from tests.learning.planning.steps.presser import Presser


@pytest.fixture
def at():
    """Moves the clock of the whole site."""
    traveller = time_machine.travel(NOW, tick=False)
    clock = traveller.start()
    yield clock.move_to
    traveller.stop()


@pytest.fixture
def presser(client, lesson) -> Presser:
    """A visitor of whom nothing is stored yet."""
    return Presser(client, lesson)
