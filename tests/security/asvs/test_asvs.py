"""The list of ASVS requirements is whole, and every test and document that it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
LISTED: dict[str, dict] = yaml.safe_load(Path(__file__).with_name("asvs.yaml").read_text())
STATUSES = ("met", "not_applicable", "not_met")
LEVELS = {  # of version 5.0.0: by section, the level of each requirement in order
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333",
    "10.5": "22222", "10.6": "22", "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
VALUE = re.compile(r"`([A-Z_]{6,})` = (\d+)")


def requirements() -> dict[str, int]:
    return {
        f"V{section}.{number}": int(level)
        for section, levels in LEVELS.items()
        for number, level in enumerate(levels, start=1)
    }


@cache
def names_in(file: str) -> frozenset[str]:
    """Tests of a file, without running it."""
    path = ROOT / file
    tree = ast.parse(path.read_text()) if path.exists() else ast.Module([], [])
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def is_there(shown: str) -> bool:
    """Whether a test (file::name) or a part of a document (file#heading) is there."""
    file, by, name = re.split(r"(::|#)", shown, maxsplit=1)
    if by == "::":
        return name.startswith("test_") and name in names_in(file)
    return (ROOT / file).exists() and f"\n## {name}\n" in (ROOT / file).read_text()


def test_list_holds_every_requirement_of_levels_1_and_2_and_no_other() -> None:
    wanted = {name: level for name, level in requirements().items() if level < 3}

    assert (len(requirements()), len(wanted)) == (345, 253)
    assert {name: one["level"] for name, one in LISTED.items()} == wanted


@pytest.mark.parametrize("name", LISTED)
def test_requirement_has_one_answer_with_what_shows_it_or_why_not(name) -> None:
    one = LISTED[name]
    (status,) = [status for status in STATUSES if status in one]

    assert set(one) == {"level", "asks", status} | ({"missing"} if status == "not_met" else set())
    assert all(one.values())
    if status == "met":
        assert [shown for shown in one["met"] if not is_there(shown)] == []


@pytest.mark.parametrize(
    "shown",
    [
        "tests/security/asvs/test_asvs.py::test_that_is_gone", "tests/gone.py::test_x", "docs/security.md#Gone",
        "docs/gone.md#Limits", "tests/security/asvs/test_asvs.py::is_there",
    ],
)  # fmt: skip
def test_what_has_gone_is_noticed(shown) -> None:
    assert not is_there(shown)


def test_counts_are_told(capsys) -> None:
    counts = Counter(next(status for status in STATUSES if status in one) for one in LISTED.values())

    with capsys.disabled():
        print(f"\nASVS 5.0.0, levels 1 and 2: {counts['met']} met, {counts['not_applicable']} not applicable, "
              f"{counts['not_met']} not met")  # fmt: skip
    assert counts.total() == 253


def test_numbers_of_the_document_are_those_of_the_settings(settings) -> None:
    told = VALUE.findall((ROOT / "docs" / "security.md").read_text())

    assert len(told) >= 9
    assert {name: int(value) for name, value in told} == {name: getattr(settings, name) for name, _value in told}
