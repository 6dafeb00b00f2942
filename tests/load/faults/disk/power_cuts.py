"""Power cuts: what the site wrote and synced is recorded, and played again up to a moment after which nothing came.

strace writes down every write and sync of a real flow. A cut keeps all that was synced by then, and of what was
written since, for each file by chance: nothing, a beginning, some of it, or a part of the last write. The files are
then opened as after a start: they must be sound, and hold all that was acknowledged before the cut.
"""

import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.disk.flows import FLOWS, PREPARE, UNSYNCED
from tests.load.faults.disk.halves import half_written
from tests.load.faults.hard_times import ROOT, environment

TIMES = 30  # of each flow while they are recorded
TRACED = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"
CALL = re.compile(
    r'(?:\d+ +)?(?P<name>\w+)\((?:\d+<(?P<file>[^>]*)>|"(?P<path>[^"]*)")'
    r'(?:, "(?P<data>[^"]*)"(?:, \d+(?:, (?P<at>\d+))?)?|, (?P<size>\d+))?\) += (?P<result>\d+)'
)
SEED = 20261129
SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Act:
    """One call: to which file, what it did, and the place and bytes of a write."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """Files as they are known to lie on the disk, and what was done to each since its last sync."""

    synced: dict[str, bytes]
    pending: dict[str, list[Act]] = field(default_factory=dict)

    def take(self, act: Act) -> None:
        if act.what == "sync":
            self.synced[act.file] = applied(self.synced.get(act.file, b""), self.pending.pop(act.file, []))
        else:
            self.pending.setdefault(act.file, []).append(act)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files after the power comes back."""
        found = dict(self.synced)
        for file, acts in self.pending.items():
            found[file] = applied(found.get(file, b""), _survived(acts, chance))
        return found


def _survived(acts: Sequence[Act], chance: random.Random) -> list[Act]:
    kind = chance.choice(("nothing", "beginning", "some", "torn"))
    if kind == "nothing":
        return []
    if kind == "some":
        return [act for act in acts if chance.random() < 0.5]
    kept = list(acts[: chance.randint(0, len(acts))])
    if kind == "torn" and kept and kept[-1].data:
        last = kept.pop()
        sectors = chance.randint(0, len(last.data) // 512)
        kept.append(Act(last.what, last.file, last.at, last.data[: sectors * 512]))
    return kept


def applied(content: bytes, acts: Sequence[Act]) -> bytes:
    held = bytearray(content)
    for act in acts:
        if act.what == "unlink":
            held.clear()
        elif act.what == "truncate":
            del held[act.at :]
            held.extend(bytes(act.at - len(held)))
        else:
            held.extend(bytes(max(0, act.at - len(held))))
            held[act.at : act.at + len(act.data)] = act.data
    return bytes(held)


def acts_of(trace: Path, kept: Sequence[str], acknowledged: str) -> list[Act]:
    """The calls that concern the files named `kept`, and what was written to the file of what is acknowledged."""
    acts = []
    for line in trace.read_text(errors="replace").splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        file = Path(_bytes(call["file"] or call["path"]).decode()).name
        if file == acknowledged and call["name"] == "write":
            acts.append(Act("acknowledged", file, data=_bytes(call["data"])))
        elif file in kept:
            acts.append(_act(call, file))
    return acts


def _act(call: re.Match[str], file: str) -> Act:
    if call["name"] in ("fsync", "fdatasync"):
        return Act("sync", file)
    if call["name"] == "unlink":
        return Act("unlink", file)
    if call["name"] == "ftruncate":
        return Act("truncate", file, int(call["size"]))
    if call["name"] == "write":
        raise ValueError(f"{file} is written without a place: this replay does not know where")
    return Act("write", file, int(call["at"]), _bytes(call["data"]))


def _bytes(text: str | None) -> bytes:
    return bytes.fromhex((text or "").replace("\\x", ""))


def record(flows: Sequence[str], folder: Path, *, times: int, how: str = "") -> tuple[dict[str, bytes], list[Act]]:
    """The database's files before the flows, and all that these did to them."""
    database = folder / "site.sqlite3"
    names = [database.name, f"{database.name}-wal", f"{database.name}-journal"]
    before = {one: (folder / one).read_bytes() for one in names if (folder / one).exists()}
    trace, kept = folder / "trace", folder / "acknowledged"
    options = ("-y", "-xx", "-s", "10000000", "-e", f"trace={TRACED}")
    run_traced(folder, trace, options, (",".join(flows), str(times), str(kept)), how)
    return before, acts_of(trace, names, kept.name)


def run_traced(folder: Path, trace: Path, options: Sequence[str], flow: Sequence[str], how: str) -> None:
    """Let a process of flows run on the database in `folder` under strace with these options, which writes `trace`."""
    command = [
        *("strace", "-f", "-o", str(trace), *options),
        *(sys.executable, "-m", "tests.load.faults.disk.flows", *flow, *([how] if how else ())),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment(folder), check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def wrong_after(files: dict[str, bytes], acknowledged: Sequence[str], folder: Path) -> str:
    """What is wrong after the power came back: nothing (SOUND), a malformed file, half a row, or something gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    database = sqlite3.connect(folder / "site.sqlite3")
    try:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "malformed"
        if half_written(database):
            return "half"
        for line in acknowledged:
            query, values = json.loads(line)
            if not database.execute(query.replace("%s", "?"), values).fetchone()[0]:
                return "lost"
    except sqlite3.DatabaseError:
        return "malformed"
    finally:
        database.close()
    return SOUND


def cuts_of(flows: Sequence[str], cuts: int, *, how: str = "") -> Counter[str]:
    """Cut so many times while the flows run in turns: how often what was wrong."""
    found = Counter[str]()
    chance = random.Random(SEED)  # repeatable on purpose
    with tempfile.TemporaryDirectory(prefix="cuts-") as name:
        folder = Path(name)
        prepare(folder)
        before, acts = record(flows, folder, times=TIMES, how=how)
        disk, acknowledged, done = Disk(before), list[str](), 0
        for moment in sorted(chance.randint(1, len(acts)) for _ in range(cuts)):
            for act in acts[done:moment]:
                if act.what == "acknowledged":
                    acknowledged.extend(act.data.decode().splitlines())
                else:
                    disk.take(act)
            done = moment
            found[wrong_after(disk.cut(chance), acknowledged, folder / "after")] += 1
    del found[SOUND]
    return found


def prepare(folder: Path) -> None:
    """A database with its tables, an organisation and a group, in one file."""
    values = environment(folder)
    for command in (["manage.py", "migrate", "-v0"], ["-m", "tests.load.faults.disk.flows", PREPARE]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=values, check=True, capture_output=True)


def _cut(flows: Sequence[str], cuts: int, *, how: str = "") -> Outcome:
    wrong = [f"{number} {what}" for what, number in cuts_of(flows, cuts, how=how).items()]
    told = ", ".join(wrong) or "nothing lost, no file malformed, no half row"
    return Outcome(f"{cuts:,} cuts while {', '.join(flows)} ran in turns: {told}", not wrong)


def run(size: int) -> Outcome:
    return _cut(list(FLOWS), size)


def control() -> Outcome:
    return _cut(["answer"], 100, how=UNSYNCED)


CHECK = Check(
    name="power cuts",
    goal="nothing acknowledged is lost, no file malformed, no row without its other half",
    run=run,
    spoiled="PRAGMA synchronous=NORMAL",
    control=control,
    whole=5_000,
)
