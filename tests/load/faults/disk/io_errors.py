"""Errors of the disk: while things are written, every so many writes and syncs fail with EIO or ENOSPC."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.disk.flows import FLOWS, TORN_APART
from tests.load.faults.disk.power_cuts import SOUND, prepare, wrong_after
from tests.load.faults.hard_times import ROOT, environment

KINDS = (("EIO", 5, 53), ("ENOSPC", 3, 37))  # the first call that fails, and after how many the next
TIMES = 10  # of each flow for each kind, times the size


def fail_on(folder: Path, kind: tuple[str, int, int], times: int, how: str = "") -> tuple[int, int, str]:
    """How many calls failed, how many things were acknowledged all the same, and what is wrong afterwards."""
    error, first, step = kind
    trace, kept = folder / "trace", folder / "acknowledged"
    calls = "pwrite64,fdatasync,fsync"
    flow = [sys.executable, "-m", "tests.load.faults.disk.flows", ",".join(FLOWS), str(times), str(kept)]
    command = [
        *("strace", "-f", "-s", "0", "-e", f"trace={calls}", "-o", str(trace)),
        *("-e", f"inject={calls}:error={error}:when={first}+{step}"),
        *flow, *([how] if how else ()),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment(folder), check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    acknowledged = kept.read_text().splitlines()
    files = {one.name: one.read_bytes() for one in folder.glob("site.sqlite3*") if not one.name.endswith("-shm")}
    return trace.read_text().count("(INJECTED)"), len(acknowledged), wrong_after(files, acknowledged, folder / "after")


def _fail(times: int, how: str = "") -> Outcome:
    failed, kept, wrong = 0, 0, set[str]()
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="errors-") as name:
            prepare(Path(name))
            errors, acknowledged, found = fail_on(Path(name), kind, times, how)
        failed, kept = failed + errors, kept + acknowledged
        wrong |= {found} - {SOUND}
    told = ", ".join(sorted(wrong)) or "nothing lost, no file malformed, no half row"
    return Outcome(
        f"{failed} failed writes and syncs, {kept} things acknowledged between them: {told}",
        bool(failed and kept) and not wrong,
    )


def run(size: int) -> Outcome:
    return _fail(TIMES * size)


def control() -> Outcome:
    return _fail(TIMES, TORN_APART)


CHECK = Check(
    name="errors of the disk",
    goal="what fails is refused; nothing acknowledged is lost, no file malformed, no row without its other half",
    run=run,
    spoiled="flows without a transaction",
    control=control,
    whole=20,
)
