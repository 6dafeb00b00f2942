"""People who press the buttons of a lesson's thing to do."""

import pytest

from courses.accounts.models import User
from tests.learning.planning.steps.presser import Presser, take_up
from tests.learning.planning.steps.reminded import person


@pytest.fixture
def presser(client, lesson) -> Presser:
    """A visitor of whom nothing is stored yet."""
    return Presser(client, lesson)


@pytest.fixture
def learner(db, lesson) -> User:
    """Somebody with an address who asked to be reminded of one step."""
    account = person()
    take_up(account, lesson, wants_mail=True)
    return account
