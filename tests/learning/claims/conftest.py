"""Somebody with an account, and a browser that learned without one."""

import pytest
from django.test import Client

from courses.accounts.models import User
from literacy.demo.learner import right_answer
from tests.accounts.conftest import PASSWORD
from tests.conftest import make_account
from tests.learning.answers import Browser


@pytest.fixture
def person(db: None) -> User:
    return make_account("anna", password=PASSWORD)


@pytest.fixture
def learned(client, lesson) -> Client:
    """A browser in which one question was answered without an account."""
    question = lesson.marked_questions[0]
    Browser(client, lesson).answer(question, right_answer(question))
    return client
