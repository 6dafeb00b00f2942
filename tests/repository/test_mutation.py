"""Planting faults: every suite has its files, every kind of slip is planted, one at a time."""

import ast
import importlib
import textwrap
from pathlib import Path

import pytest
from django.utils.functional import SimpleLazyObject

from tests.repository.mutation.naming import constants_made_of, lines_that_name
from tests.repository.mutation.planting import faults_in, plant
from tests.repository.mutation.running import EQUIVALENT, equivalents
from tests.repository.mutation.suites import SUITES

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = '''
    """A program."""
    __all__ = ("shown",)
    LEAST = 5
    WORDS = ("password", "code")

    def shown(rows, now):
        """What is shown."""
        log.warning("asked %s", 1)
        found = [row for row in rows if row.count >= LEAST and not row.is_gone]
        found.sort()
        return max(found, default=0) - 1 if found else None

    class Rows:
        def __str__(self):
            return "asked" if self.shown else "gone"

        def ready(self):
            declare(asked=True)

        def open(self, moment):
            return self.filter(ends_at__gte=moment, left_at=None).order_by("pk").first()
'''
PLANTED = [
    "rows if row.count >= LEAST and (not row.is_gone) -> for row in rows",
    "row.count >= LEAST and (not row.is_gone) -> row.count >= LEAST",
    "row.count >= LEAST -> row.count > LEAST",
    "not row.is_gone -> row.is_gone",
    "found.sort() -> pass",
    "max(found, default=0) -> min(found, default=0)",
    "max(found, default=0) - 1 -> max(found, default=0) + 1",
    "0 -> 1",
    "5 -> 6",
    "('password', 'code') -> ('password',)",
    "-> self.exclude(ends_at__gte=moment, left_at=None)",
    "-> self.filter(ends_at__gt=moment, left_at=None)",
    "-> self.filter(ends_at__gte=moment)",
    ".order_by('-pk')",
    ".last()",
]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(textwrap.dedent(PROGRAM))
    return path


@pytest.mark.parametrize("words", PLANTED)
def test_slip_is_among_the_faults(program, words) -> None:
    assert [fault.name for fault in faults_in(program) if words in fault.name]


def test_documentation_words_of_the_log_and_names_that_are_exported_are_left_alone(program) -> None:
    assert not [fault.name for fault in faults_in(program) if "asked" in fault.name or "shown" in fault.name[10:]]


def test_names_of_faults_are_their_own(program) -> None:
    names = [fault.name for fault in faults_in(program)]

    assert len(set(names)) == len(names)


def test_planted_fault_is_in_the_program_and_only_it(program) -> None:
    fault = next(one for one in faults_in(program) if "row.count > LEAST" in one.name)
    others: dict[str, object] = {}
    exec(fault.compiled(program), others)

    assert "row.count > LEAST" in ast.unparse(fault.tree)
    assert ast.unparse(fault.tree).count("not row.is_gone") == 1
    assert others["LEAST"] == 5


def test_constant_is_another_one_wherever_something_is_made_of_it(tmp_path, monkeypatch) -> None:
    (tmp_path / "made_first.py").write_text("FEW = (1, 2)\n")
    (tmp_path / "made_second.py").write_text("from made_first import FEW\nALL: tuple[int, ...] = (*FEW, 9)\n")
    monkeypatch.syspath_prepend(tmp_path)
    second = importlib.import_module("made_second")
    (path,) = tmp_path.glob("made_first.py")
    fault = next(one for one in faults_in(path) if one.name.startswith(": 2 ->"))

    assert plant(fault, path)

    assert (second.FEW, second.ALL) == ((1, 3), (1, 3, 9))


def test_function_is_another_one_though_something_lazy_breaks_when_it_is_asked(tmp_path, monkeypatch) -> None:
    (tmp_path / "lazily_planted.py").write_text("def least():\n    return 5\n")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("lazily_planted")
    (path,) = tmp_path.glob("lazily_planted.py")
    left_by_a_test = SimpleLazyObject(lambda: 1 / 0)

    assert plant(faults_in(path)[0], path)

    assert (module.least(), type(left_by_a_test)) == (6, SimpleLazyObject)


def test_names_of_a_constant_are_its_own_and_those_of_what_is_made_of_it(tmp_path) -> None:
    first, second = tmp_path / "first.py", tmp_path / "second.py"
    first.write_text("FEW = (1, 2)\nMANY = 900\n")
    second.write_text("from first import FEW, MANY\nALL = (*FEW, 9)\nOTHERS = MANY\n")

    assert constants_made_of(0, first, [first, second]) == {(first, "FEW"), (second, "ALL")}


def test_constant_of_a_package_is_known_where_it_is_imported(tmp_path) -> None:
    package, other = tmp_path / "first" / "__init__.py", tmp_path / "other.py"
    package.parent.mkdir()
    package.write_text("FEW = 1\n")
    other.write_text("from first import FEW\n\ndef shown():\n    return FEW\n")

    assert lines_that_name({(package, "FEW")}, [package, other])[other] == {4}


def test_constant_of_the_same_name_in_another_module_is_another_one(tmp_path) -> None:
    first, second, third = (tmp_path / f"{name}.py" for name in ("first", "second", "third"))
    first.write_text("FEW = 1\n\ndef shown():\n    return FEW\n")
    second.write_text("FEW = 2\nMORE = FEW\n\ndef shown():\n    return FEW\n")
    third.write_text("from first import FEW as SOME\n\ndef shown():\n    return SOME\n")
    modules = [first, second, third]

    made = constants_made_of(0, first, modules)

    assert made == {(first, "FEW")}
    assert lines_that_name(made, modules) == {first: {4}, second: frozenset(), third: {4}}


@pytest.mark.parametrize("name", SUITES)
def test_every_suite_has_modules_and_tests(name) -> None:
    assert all(list(ROOT.glob(pattern)) for pattern in SUITES[name].modules)
    assert all((ROOT / path).exists() for path in SUITES[name].tests)


def test_faults_said_to_change_nothing_are_faults_that_can_be_planted() -> None:
    paths = {name.partition(" ")[0] for name in equivalents()}
    faults = {f"{path} {fault.name}" for path in paths for fault in faults_in(ROOT / path)}

    assert sorted(equivalents().keys() - faults) == []


def test_every_fault_said_to_change_nothing_has_its_reason_in_lines_of_120_letters() -> None:
    reasons = equivalents()

    assert all(reasons.values())
    assert reasons["courses/learning/claims/actions.py undo: _lock(account, claim.guest) -> pass"] == (
        "On SQLite, where faults are planted, a transaction that writes is alone anyway."
    )
    assert [line for line in EQUIVALENT.read_text().splitlines() if len(line) > 120] == []
