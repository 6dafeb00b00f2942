"""Text made to hold up the server costs as little computing as any other, and is never an error."""

import time
from contextlib import suppress

import pytest

from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.joining.rosters.reading.limits import MOST_SECONDS, FileRefusedError

OF_A_LINE, BY_HAND = 4_980, 390_000
ONE_LINE = {name: sign * 50_000 for name, sign in {"digits": "1", "wide digits": "１", "brackets": "（"}.items()}
LINES = {
    name: "\n".join([line[:OF_A_LINE]] * (BY_HAND // len(line[:OF_A_LINE].encode())))
    for name, line in {
        "digits": "甲乙、" + "1" * OF_A_LINE,
        "blanks": "甲乙、" + " " * 4_900 + "!",
        "commas": "、" * OF_A_LINE,
        "items": "1. " * OF_A_LINE,
    }.items()
}
TABLES = {
    "open tags": "<td" * 1_500_000,
    "open remarks": "<!--" * 1_000_000,
    "open ends": "</" * 2_000_000,
    "a number of a million digits": f"<tr><td colspan={'9' * 1_000_000}>x</td></tr></table>",
    "a number of 5,000 digits": f"<table><tr><td colspan={'9' * 5_000}>x</td></tr></table>",
}


@pytest.mark.parametrize(
    "text", [*ONE_LINE.values(), *LINES.values()], ids=[*ONE_LINE, *(f"lines of {n}" for n in LINES)]
)
def test_long_lines_are_read_or_refused_in_time(text: str) -> None:
    assert seconds_for(text) < MOST_SECONDS + 1


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_tables_of_web_pages_that_do_not_end_are_read_or_refused_in_time(text: str) -> None:
    assert seconds_for(f"<html>{text}") < MOST_SECONDS + 1


def test_names_on_one_long_line_are_read_still() -> None:
    names = [f"张{chr(0x4E00 + number)}" for number in range(1_200)]

    assert [line.nickname for line in read_roster("、".join(names).encode()).lines] == names


def seconds_for(text: str) -> float:
    """Of computing, so that a busy machine needs no more."""
    begun = time.process_time()
    with suppress(FileRefusedError):
        read_roster(text.encode())
    return time.process_time() - begun
