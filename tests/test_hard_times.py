"""The start command of README outlives killed workers and connections that say nothing; without respawning it ends."""

import pytest

from tests.learning.server import free_port
from tests.load.faults import hard_times

pytestmark = pytest.mark.processes


def test_server_outlives_killed_workers_and_silent_connections() -> None:
    assert hard_times.run(free_port(), kills=2, silent=hard_times.SILENT)


def test_server_without_respawning_ends_with_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = hard_times.start_command
    left_out = "--respawn-failed-workers"
    monkeypatch.setattr(hard_times, "start_command", lambda port: [one for one in printed(port) if one != left_out])
    monkeypatch.setattr(hard_times, "PATIENCE", 3.0)

    assert not hard_times.run(free_port(), kills=2, silent=1)
