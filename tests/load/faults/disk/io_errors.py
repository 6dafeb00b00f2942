"""Errors of the disk: while things are written, every so many writes and syncs fail with EIO or ENOSPC."""

import tempfile
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.disk.flows import FLOWS, TORN_APART
from tests.load.faults.disk.power_cuts import SOUND, prepare, run_traced, wrong_after

KINDS = (("EIO", 5, 53), ("ENOSPC", 3, 37))  # the first call that fails, and after how many the next
TIMES = 10  # of each flow for each kind, times the size


def fail_on(folder: Path, kind: tuple[str, int, int], times: int, how: str = "") -> tuple[int, int, str]:
    """How many calls failed, how many things were acknowledged all the same, and what is wrong afterwards."""
    error, first, step = kind
    trace, kept = folder / "trace", folder / "acknowledged"
    calls = "pwrite64,fdatasync,fsync"
    options = ("-s", "0", "-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={first}+{step}")
    run_traced(folder, trace, options, (",".join(FLOWS), str(times), str(kept)), how)
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
