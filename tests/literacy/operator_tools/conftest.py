"""An operator at the terminal of the server, and the people of one organisation."""

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command

from courses.accounts.models import SecurityEvent, User
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.literacy.operator_tools.lists_on import lists_on, make_operator
from tests.organizations.conftest import *  # noqa: F403 - the same organisation and people

Run = Callable[..., str]


@pytest.fixture
def run(capsys) -> Run:
    """Runs a command and returns what it printed."""

    def run(*command: object) -> str:
        call_command(*(str(one) for one in command))
        return str(capsys.readouterr().out)

    return run


def by_operator() -> list[tuple[str, str]]:
    """Kind and subject of what the security log says that operators did."""
    lines = SecurityEvent.objects.filter(actor="operator").order_by("pk")
    return list(lines.values_list("kind", "about"))


@pytest.fixture
def on() -> Iterator[None]:
    with lists_on():
        yield


@pytest.fixture
def operator(on: None) -> User:
    return make_operator()
