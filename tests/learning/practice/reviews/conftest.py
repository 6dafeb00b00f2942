"""The cast of the review tests: a clock to move, questions that are due, and the learner who reviews them."""

import pytest
import time_machine

from tests.conftest import NOW
from tests.learning.practice.reviews.reviewer import DUE, Reviewer, learn


@pytest.fixture
def at():
    """Moves the clock of the whole site."""
    traveller = time_machine.travel(NOW, tick=False)
    clock = traveller.start()
    yield clock.move_to
    traveller.stop()


@pytest.fixture
def questions(guest, lesson, at):
    """All questions of the lesson, answered rightly, due in two days."""
    learn(guest, lesson.marked_questions)
    at(DUE)
    return lesson.marked_questions


@pytest.fixture
def reviewer(guest_client) -> Reviewer:
    return Reviewer(guest_client)
