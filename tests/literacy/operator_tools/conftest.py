"""An operator at the terminal of the server, and the people of one organisation."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from courses.accounts.models import SecurityEvent
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
