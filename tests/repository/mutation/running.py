"""A pytest plugin: for every fault it runs the tests that come by its line, each time in a forked process.

Django, the content and the database of the tests are set up once; a fault costs only the tests until one notices it.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from math import ceil
from pathlib import Path

import pytest
from django.db import connections

from tests.repository.mutation.baseline import WARM, Passed, known, measure, run
from tests.repository.mutation.naming import constants_made_of, lines_that_name
from tests.repository.mutation.planting import Fault, faults_in, module_at, plant
from tests.repository.mutation.suites import SUITES

ROOT = Path(__file__).resolve().parents[3]
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
BROKEN = 3  # how a process ends in which planting itself failed
NOTICED, UNNOTICED, NOT_RUN, NOT_VIABLE = "noticed", "not noticed", "no test comes here", "cannot be planted"


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of pytest's own."""
    asked = json.loads(os.environ["MUTATION"])
    modules = [path for pattern in SUITES[asked["suite"]].modules for path in sorted(ROOT.glob(pattern))]
    kept = Path(asked["kept"])
    passing = _measured(session.items, modules, kept.with_suffix(".map.json"))
    _say(f"{asked['suite']}: {len(passing)} of {len(session.items)} tests pass")
    faults = {
        f"{path.relative_to(ROOT)} {fault.name}": (path, fault)
        for path in modules
        if asked["only"] in str(path)
        for fault in faults_in(path)
    }
    reasons, before = equivalents(), _tried(kept)
    chosen = list(faults) if asked["tried"] is None else [one for one in faults if (one in before) is asked["tried"]]
    if asked["some"]:
        drawn = random.Random(asked["seed"])  # noqa: S311 - the same each time
        chosen = drawn.sample(chosen, min(asked["some"], len(chosen)))
    outcomes = {name: outcome for name, outcome in before.items() if outcome in (NOTICED, NOT_VIABLE)}
    tries = _Tries(session.items, passing, modules)
    for number, name in enumerate(chosen, 1):
        if name in reasons or name in outcomes:
            continue
        path, fault = faults[name]
        outcomes[name] = tries.outcome(path, fault)
        with kept.open("a") as results:
            results.write(json.dumps([name, outcomes[name]]) + "\n")
        if outcomes[name] in (UNNOTICED, NOT_RUN):
            _say(f"[{number}/{len(chosen)}] {outcomes[name]}: {path.relative_to(ROOT)}:{fault.line} {fault.name}")
        elif number % 50 == 0:
            _say(f"[{number}/{len(chosen)}]")
    _tell([outcomes[name] for name in chosen if name in outcomes], len(reasons.keys() & set(chosen)))
    return True


def equivalents() -> Mapping[str, str]:
    """Faults that nobody could notice, each with its reason."""
    return dict(map(_entry, EQUIVALENT.read_text().strip().split("\n\n")[1:]))


def _entry(paragraph: str) -> tuple[str, str]:
    """The fault and, indented below it, the reason; both go on in further lines where one is too short."""
    lines = paragraph.splitlines()
    fault = " ".join(line for line in lines if not line.startswith(" "))
    return fault, " ".join(line.strip() for line in lines if line.startswith(" "))


def _tried(kept: Path) -> dict[str, str]:
    """What was found before; faults that nobody noticed are tried again, for there may be a test now."""
    return dict(json.loads(line) for line in kept.read_text().splitlines()) if kept.exists() else {}


@dataclass(frozen=True, slots=True)
class _Tries:
    """Tries faults of `modules` with the tests that pass without one."""

    items: list[pytest.Item]
    passing: Mapping[str, Passed]
    modules: list[Path]

    def outcome(self, path: Path, fault: Fault) -> str:
        tests = sorted(self._concerned(path, fault), key=lambda one: self.passing[one.nodeid].seconds)
        if not tests:
            return NOT_RUN
        limits = [(one, _limit(self.passing[one.nodeid].seconds)) for one in tests]
        status = _forked(lambda: _try(path, fault, limits), sum(limit for _test, limit in limits))
        if status == BROKEN:  # no test has failed: this must not count as noticed
            raise RuntimeError(f"could not be planted in {path}: {fault.name}")
        return {0: UNNOTICED, 2: NOT_VIABLE}.get(status, NOTICED)

    def _concerned(self, path: Path, fault: Fault) -> list[pytest.Item]:
        """Tests that come by the fault; of a constant, those that name it as well, and all where nothing does."""
        everywhere = [one for one in self.items if one.nodeid in self.passing]
        if fault.constant is None:
            return [one for one in everywhere if self.passing[one.nodeid].comes_by(path, fault.lines)]
        constants = constants_made_of(fault.constant, path, self.modules)
        values = {name: vars(module_at(module))[name] for module, name in constants}
        lines = lines_that_name(constants, self.modules).items()
        found = [
            one
            for one in everywhere
            if _names_one(one, values) or any(self.passing[one.nodeid].comes_by(*there) for there in lines)
        ]
        return found or everywhere


def _names_one(item: pytest.Item, values: Mapping[str, object]) -> bool:
    """Whether a test names one of these constants itself, and not another one of the same name."""
    if not isinstance(item, pytest.Function):
        return False
    named = values.keys() & set(item.function.__code__.co_names)
    return any(item.function.__globals__.get(name, values[name]) is values[name] for name in named)


def _limit(seconds: float) -> int:
    """After how long a test is taken to hang, which took so long before."""
    return 60 + ceil(10 * seconds)


def _try(path: Path, fault: Fault, tests: list[tuple[pytest.Item, int]]) -> int:
    try:
        is_planted = plant(fault, path)
    except Exception:
        return BROKEN
    if not is_planted:
        return 2
    for test, limit in tests:
        signal.alarm(limit)  # which ends the process, and so is noticed
        if not run([test]):
            return 1
    return 0


def _measured(items: list[pytest.Item], modules: list[Path], kept: Path) -> dict[str, Passed]:
    """In a process like those of the faults: a test that does not pass there tells nothing."""
    run(items[:WARM])
    for path in modules:  # a fault can be planted only in what is loaded, which these few tests need not have done
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    connections.close_all()  # what stands beside the database's file goes into it
    if len(known(kept, items, modules)) < len(items):
        _forked(lambda: measure(items, modules, kept), 7200)
    return known(kept, items, modules)


def _forked(act: Callable[[], int | None], seconds: float) -> int:
    """What it gives, done in a process of its own; 1 where it breaks or hangs."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(_in_child(act))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _in_child(act: Callable[[], int | None]) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    copies = list(_own_databases())
    try:
        return act() or 0
    except BaseException:  # whatever breaks: it was noticed
        return 1
    finally:
        for one in copies:
            one.unlink(missing_ok=True)


def _own_databases() -> Iterator[Path]:
    """A connection must not be used by two processes: each child opens a copy of the tests' database."""
    for connection in connections.all(initialized_only=True):
        name = Path(connection.settings_dict["NAME"])
        if not name.exists():  # no test of the suite needs it
            continue
        own = name.with_name(f"{name.name}-{os.getpid()}")
        shutil.copy(name, own)
        connection.settings_dict["NAME"] = str(own)
        yield own


def _tell(outcomes: list[str], equivalent: int) -> None:
    viable = [one for one in outcomes if one != NOT_VIABLE]
    noticed = viable.count(NOTICED)
    share = 100 * noticed / max(len(viable), 1)
    _say(f"{noticed} of {len(viable)} faults noticed ({share:.1f} %), {equivalent} more change nothing")


def _say(text: str) -> None:
    print(text, file=sys.__stdout__, flush=True)
