"""Runs tests once and notes how long each takes and which lines of which module it passes; kept for the next time."""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.repository.mutation.planting import forget_results, module_at

ROOT = Path(__file__).resolve().parents[3]
WARM = 5  # tests that are run even where all is known: what they load, the forked processes need not


@dataclass(slots=True)
class Passed:
    """One test that passes: how long it takes, and which lines it comes by."""

    of: str  # what its file held
    seconds: float
    lines: dict[str, list[int]] = field(default_factory=dict)

    def comes_by(self, path: Path, lines: Iterable[int]) -> bool:
        """Whether it runs one of these lines of the file."""
        return not set(self.lines.get(str(path.relative_to(ROOT)), [])).isdisjoint(lines)


class Nothing:
    """What pytest is told comes next: it keeps only what the whole session shares."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


def run(items: list[pytest.Item]) -> bool:
    """Run tests until one fails; whether all passed."""
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else Nothing(item.session)
        if not all(report.passed for report in runtestprotocol(item, log=False, nextitem=following)):
            return False
    return True


def known(kept: Path, items: list[pytest.Item], modules: list[Path]) -> dict[str, Passed]:
    """What was noted before and still holds: of tests whose file is the same, while the modules are."""
    rows = json.loads(kept.read_text()) if kept.exists() else {}
    found = {name: Passed(**values) for name, values in rows.get(_digest(modules), {}).items()}
    return {item.nodeid: found[item.nodeid] for item in items if _holds(item, found)}


def _holds(item: pytest.Item, found: dict[str, Passed]) -> bool:
    return item.nodeid in found and found[item.nodeid].of == _digest([item.path])


def measure(items: list[pytest.Item], modules: list[Path], kept: Path) -> None:
    """Run those tests of which nothing is known, and note those that pass."""
    found = known(kept, items, modules)
    measured = coverage.Coverage(data_file=None, include=[str(path) for path in modules], config_file=False)
    measured.start()
    for item in [one for one in items if one.nodeid not in found]:
        for module in modules:  # or only the first test that asks would seem to come by
            forget_results(module_at(module))
        measured.switch_context(item.nodeid)
        began = time.monotonic()
        if run([item]):
            found[item.nodeid] = Passed(_digest([item.path]), time.monotonic() - began)
    measured.stop()
    data = measured.get_data()
    for path in data.measured_files():
        for line, names in data.contexts_by_lineno(path).items():
            for name in set(names) & found.keys():
                found[name].lines.setdefault(str(Path(path).relative_to(ROOT)), []).append(line)
    kept.write_text(json.dumps({_digest(modules): {name: _row(one) for name, one in found.items()}}))


def _row(one: Passed) -> dict[str, object]:
    lines = {path: sorted(set(found)) for path, found in one.lines.items()}
    return {"of": one.of, "seconds": one.seconds, "lines": lines}


def _digest(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
