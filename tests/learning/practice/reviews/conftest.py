"""The cast of the review tests: questions that are due, and the learner who reviews them."""

import pytest

from tests.learning.practice.reviews.reviewer import DUE, Reviewer, learn


@pytest.fixture
def questions(guest, lesson, at):
    """All questions of the lesson, answered rightly, due in two days."""
    learn(guest, lesson.marked_questions)
    at(DUE)
    return lesson.marked_questions


@pytest.fixture
def reviewer(guest_client) -> Reviewer:
    return Reviewer(guest_client)
