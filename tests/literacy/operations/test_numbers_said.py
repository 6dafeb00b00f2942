"""Commands say one thing and two things."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[3]
SAID_IN = [
    *(file for part in ("courses", "literacy") for file in ROOT.glob(f"{part}/**/management/**/*.py")),
    *ROOT.glob("courses/privacy/*/*.py"),
    ROOT / "literacy/setup/examining.py",
]
THINGS = r"(?:people|[a-z]{3,}(?<!s)s)"
SEVERAL = re.compile(rf"(?: [a-z]+){{0,2}} {THINGS}(?=$|[.,;:]| (?:are|were|differ|close|go|could)\b)")
NO_NUMBERS = {
    "bytes",
    "has",
    "does",
    "will",
    "with",
    "by",
    "letters",
    "lessons",
    "languages",
}  # verbs, units, and what is never one


def plurals(source: str) -> Iterator[str]:
    """Each place where a number that may be one stands before several things, without `counted`."""
    for found in ast.walk(ast.parse(source)):
        parts = found.values if isinstance(found, ast.JoinedStr) else []
        for value, text in zip(parts, parts[1:], strict=False):
            if isinstance(value, ast.FormattedValue) and isinstance(text, ast.Constant):
                several = SEVERAL.match(str(text.value))
                if several and NO_NUMBERS.isdisjoint(several[0].split()):
                    yield f"{found.lineno}:{several[0]}"


def test_no_command_says_1_things() -> None:
    assert [f"{file}:{one}" for file in SAID_IN for one in plurals(file.read_text())] == []


LINES = ('f"{n} migrations are missing"', 'f"{n} rows, {m} more"', 'f"{n} people; done"', 'f"{n} idle guests, then"')


@pytest.mark.parametrize("line", LINES)
def test_rule_sees_what_it_is_for(line: str) -> None:
    assert [*plurals(line)]


@pytest.mark.django_db
def test_log_without_anything_to_show_says_so_beside_its_lines(capsys) -> None:
    call_command("security_log")

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "The log holds nothing of what was asked for.\n")
