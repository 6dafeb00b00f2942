"""A term, twelve people in it, and the day on which they are looked at."""

import pytest
import time_machine

from courses.organizations.models import Term
from tests.organizations.cast import NOW
from tests.organizations.reports.evaluation import terms as made


@pytest.fixture
def term_clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def term(organization) -> Term:
    return made.make_term(organization)


@pytest.fixture
def twelve(group):
    """Nine who finished, both checks and what they meant to do done; three who only began."""
    found = made.learners(group, 12)
    for number, member in enumerate(found[:9]):
        made.finish(member)
        made.both_checks(member, 2 + number % 3, 8)
        made.take_up(member, "done", "done")
    for member in found[9:]:
        made.attend(member, 1)
    return found
