"""The start command outlives killed workers and silent connections; faults whose figures are kept in
tests/load/FIGURES.md do no harm, in a small size, and their controls are noticed."""

import os
import signal
import subprocess
from contextlib import suppress

import pytest
from django.conf import settings

from tests.load.faults import bodies, hard_times
from tests.load.faults.checks import Check
from tests.load.faults.disk import power_cuts
from tests.load.faults.every import CHECKS
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE

pytestmark = pytest.mark.processes
SIZES = {power_cuts.CHECK: 100, bodies.CHECK: 1}  # the others take minutes: by command
NAMES = [check.name for check in SIZES]


@pytest.fixture
def check(request: pytest.FixtureRequest) -> Check:
    chosen: Check = request.param
    if chosen is power_cuts.CHECK and subprocess.run(["strace", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine's kernel lets nobody be traced")
    return chosen


def test_server_outlives_killed_workers_and_silent_connections() -> None:
    assert hard_times.run(free_port(), kills=2, silent=hard_times.SILENT, patience=PATIENCE)


def test_server_told_to_stop_while_its_workers_start_ends(tmp_path) -> None:
    with subprocess.Popen(
        hard_times.start_command(free_port()), cwd=settings.BASE_DIR, env=hard_times.environment(tmp_path),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as server:  # fmt: skip
        try:
            next(line for line in server.stdout if "Spawning worker-2" in line)
            server.terminate()

            assert server.wait(PATIENCE) == 0
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


def test_server_without_respawning_ends_with_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = hard_times.start_command
    left_out = "--respawn-failed-workers"
    monkeypatch.setattr(hard_times, "start_command", lambda port: [one for one in printed(port) if one != left_out])

    assert not hard_times.run(free_port(), kills=2, silent=1, patience=PATIENCE)


@pytest.mark.parametrize("check", SIZES, ids=NAMES, indirect=True)
def test_fault_does_no_harm(check: Check) -> None:
    outcome = check.run(SIZES[check])

    assert outcome.is_met, outcome.figure


@pytest.mark.parametrize("check", SIZES, ids=NAMES, indirect=True)
def test_spoiled_site_misses_the_goal(check: Check) -> None:
    outcome = check.control()

    assert not outcome.is_met, outcome.figure


def test_each_fault_has_a_name_of_its_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
