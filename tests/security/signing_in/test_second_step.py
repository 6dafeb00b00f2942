"""Over HTTPS whoever runs groups sees only how to set up a second step, until there is one: a passkey or an app."""

import pytest

from tests.security.matrix.harness import Harness
from tests.security.matrix.sending import form
from tests.security.policy import POLICY
from tests.security.routes import routes

pytestmark = pytest.mark.django_db
RUNNING = ["organizations:index", *(name for name, line in POLICY.items() if line.mark == "staff")]
SET_UP = "mfa_index"


@pytest.fixture(autouse=True)
def over_https(settings) -> None:
    settings.HTTPS = True


@pytest.mark.parametrize("role", ["facilitator", "owner"])
def test_without_a_second_step_there_is_only_its_set_up(harness: Harness, role: str) -> None:
    surprises = []
    for name in RUNNING:
        for method in POLICY[name].offered:
            filled = form(harness.cast, name, role) if method == "POST" else None
            answer = harness.ask(role, method, harness.address(routes()[name], "A"), filled)
            if answer.outcome != SET_UP or answer.written or answer.seen:
                surprises.append(f"{method} {name}: {answer.outcome}, {sorted(answer.written)}, {sorted(answer.seen)}")

    assert surprises == []


def test_set_up_itself_is_open(harness: Harness) -> None:
    answer = harness.ask("facilitator", "GET", harness.address(routes()[SET_UP], ""))

    assert (answer.status, answer.seen) == (200, frozenset())


def test_with_a_second_step_the_pages_open(harness: Harness) -> None:
    """The viewer of the cast has an app and a passkey."""
    for name in ("organizations:index", "organizations:organization", "organizations:group-totals"):
        assert harness.ask("viewer", "GET", harness.address(routes()[name], "A")).status == 200


def test_learners_need_none(harness: Harness) -> None:
    for name in ("organizations:mine", "organizations:seen"):
        assert harness.ask("learner", "GET", harness.address(routes()[name], "A")).status == 200
