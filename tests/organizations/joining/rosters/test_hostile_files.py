"""Files made to hold up or break the server are refused with a reason, within 64 MB and two seconds of computing; text
made for that costs as little as any other, and is never an error."""

import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.joining.rosters.reading.limits import MOST_SECONDS, FileRefusedError
from tests.organizations.joining.rosters.bombs import (
    FOOT,
    HEAD,
    MB,
    NAMESPACE,
    SHEET,
    STRINGS,
    claiming_zip64,
    lying,
    many_parts,
    measured,
    name_at,
    packed,
    sheet,
    strings,
    wrong_sum,
)

MOST_MEMORY = 64  # MB beyond what the process held before
STYLES = b'<styleSheet %s><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>' % NAMESPACE


def spaces(size: int) -> bytes:
    return sheet(b" " * size + name_at(1))


def rows(count: int, columns: int = 1) -> bytes:
    letters = "ABCDEFGHIJ"
    cell = '<c r="%s%d" t="inlineStr"><is><t>name %d of %s</t></is></c>'
    return b"".join(
        f'<row r="{row}">{"".join(cell % (letters[one], row, row, one) for one in range(columns))}</row>'.encode()
        for row in range(1, count + 1)
    )


def shared(count: int) -> bytes:
    return b"".join(b"<si><t>name %d</t></si>" % number for number in range(count))


SMALL: dict[str, tuple[bytes, str]] = {
    "a row far away": (sheet(name_at(10**12)), "too_many_rows"),
    "a row number of 5,000 digits": (sheet(name_at(1).replace(b'r="1"', b'r="%s"' % (b"9" * 5000))), "unreadable"),
    "an entity": (sheet(name_at(1), before=b'<!DOCTYPE w [<!ENTITY a "b">]>'), "unreadable"),
    "an entity from outside": (
        sheet(name_at(1, b"&x;"), before=b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "unreadable",
    ),
    "an entity hidden by the encoding": (
        packed({SHEET: "<!DOCTYPE w [<!ENTITY a 'b'>]><w/>".encode("utf-16")}),
        "unreadable",
    ),
    "a thousand million laughs": (
        sheet(
            name_at(1, b"&j;"),
            before=b'<!DOCTYPE w [<!ENTITY a "ha">%s]>'
            % b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)),
        ),
        "unreadable",
    ),
    "a sheet that is cut": (packed({SHEET: b"<worksheet><sheetData><row>"}), "unreadable"),
    "a sheet that is an Excel file": (packed({SHEET: sheet(name_at(1))}), "unreadable"),
    "a shared text that is not there": (
        sheet(b'<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        "unreadable",
    ),
    "a shared text before the first": (
        sheet(b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
        "empty",
    ),
    "a part with a wrong sum": (wrong_sum(sheet(name_at(1)), SHEET), "unreadable"),
    "a column that is none": (sheet(b'<row r="1"><c r="1" t="n"><v>1</v></c></row>'), "unreadable"),
    "a part in a folder above": (packed({"xl/_rels/workbook.xml.rels": b"<R/>"}), "unreadable"),
    "names in the 51st column": (sheet(b'<row r="1"><c r="AY1"><v>1</v></c></row>'), "too_many_columns"),
}


@pytest.mark.parametrize(("content", "reason"), SMALL.values(), ids=SMALL)
def test_hostile_sheet_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_roster(content)

    assert refused.value.reason == reason


BOMBS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "100 MB in one part": (lambda: spaces(100 * MB), {"too_big"}),
    "100 MB in a part that says 100 bytes": (lambda: lying(spaces(100 * MB), SHEET, 100), {"unreadable"}),
    "100 MB in a part that says 45 MB": (lambda: lying(spaces(100 * MB), SHEET, 45 * MB), {"unreadable"}),
    "a part that says an exabyte": (lambda: claiming_zip64(spaces(100 * MB), SHEET), {"too_big", "unreadable"}),
    "100 MB packed with bzip2": (lambda: sheet(b" " * 100 * MB, method=zipfile.ZIP_BZIP2), {"unreadable"}),
    "10 MB packed with LZMA": (lambda: sheet(b" " * 10 * MB, method=zipfile.ZIP_LZMA), {"unreadable"}),
    "40,000 parts": (lambda: many_parts(40_000), {"too_much"}),
    "a million empty rows": (lambda: sheet(b"<row/>" * 1_000_000), {"too_many_rows"}),
    "three million empty cells": (lambda: sheet(b"<row>" + b"<c/>" * 3_000_000 + b"</row>"), {"too_much", "empty"}),
    "rows of 18,278 columns": (lambda: sheet(b'<row><c r="ZZZ1"/></row>' * 3000), {"empty"}),
    "a million levels": (lambda: sheet(b"<a>" * 1_000_000 + b"</a>" * 1_000_000), {"unreadable"}),
    "one tag of 40 MB": (lambda: sheet(b'<row x="' + b"y" * 40 * MB + b'"></row>'), {"too_much"}),
    "a million attributes": (
        lambda: sheet(b"<row " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"),
        {"too_much"},
    ),
    "a name of 40 MB": (lambda: sheet(name_at(1, b"y" * 40 * MB)), {"1 names"}),
    "a shared text of 40 MB": (lambda: strings(b"<si><t>" + b"y" * 40 * MB + b"</t></si>"), {"1 names"}),
    "two million shared texts": (lambda: strings(b"<si><t/></si>" * 2_000_000), {"too_much"}),
    "a million shared texts that differ": (lambda: strings(shared(1_000_000)), {"too_much"}),
    "long names in every row": (
        lambda: sheet(b"".join(name_at(row, ("😀" + "x" * 199).encode()) for row in range(1, 50_001))),
        {"too_much"},
    ),
    # A quick machine reads it whole within the limits, a slow one stops: memory and time are what is held to.
    "50,000 names in ten columns": (
        lambda: sheet(name_at(1, b"Name") + rows(50_000, 10)),
        {"50000 names", "too_big", "too_much"},
    ),
    "a cell of 5 MB": (lambda: b"name\n" + b"x" * (5 * MB - 10), {"unreadable"}),
    "a cell of 10 MB": (lambda: b"name\n" + b"x" * (10 * MB), {"too_big"}),
    "a cell of 5 MB in quotation marks": (lambda: b'name\n"' + b"x\n" * (2 * MB), {"unreadable"}),
    "1.7 million cells in a line": (lambda: b"ab," * 1_700_000, {"unreadable"}),
    "a row over a million lines": (lambda: b'name\n"x' + b'\n","x' * 870_000, {"unreadable"}),
    "five million empty lines": (lambda: b"\n" * (5 * MB), {"too_many_rows"}),
    "five million line ends of another kind": (lambda: b"\r" * (5 * MB), {"too_many_rows"}),
    "50,000 long names with a rare sign": (
        lambda: "\n".join(["name", *(f"😀{'x' * 90}{row}" for row in range(50_000))]).encode(),
        {"50000 names", "too_much"},
    ),
    "5 MB of UTF-16": (lambda: ("name\n" + "小林\n" * 850_000).encode("utf-16"), {"too_many_rows"}),
    "5 MB of one UTF-16 line": (lambda: ("林" * 2_600_000).encode("utf-16"), {"unreadable"}),
    "5 MB of GB18030 in four bytes": (lambda: ("😀" * 1_300_000).encode("gb18030"), {"unreadable"}),
    "5 MB of noise": (lambda: Random(1).randbytes(5 * MB), {"encoding", "unreadable"}),
    "5 MB of noise called an Excel file": (lambda: b"PK\x03\x04" + Random(1).randbytes(5 * MB - 4), {"unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize(("make", "answers"), BOMBS.values(), ids=BOMBS)
def test_bomb_takes_little_memory_and_time(make: Callable[[], bytes], answers: set[str], tmp_path: Path) -> None:
    answer, memory, seconds = measured(make(), tmp_path)

    assert answer in answers
    assert memory < MOST_MEMORY
    assert seconds < MOST_SECONDS + 1  # the last piece of work may still be under way


LISTS: dict[str, Callable[[], bytes]] = {
    "as text": lambda: "\n".join(["姓名", *(f"林小{row}" for row in range(50_000))]).encode("gb18030"),
    "in cells": lambda: sheet(rows(50_000)),
    "shared": lambda: packed({
        SHEET: HEAD + b"".join(
            b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, row - 1) for row in range(1, 50_001)
        ) + FOOT,
        STRINGS: b"<sst " + NAMESPACE + b">" + shared(50_000) + b"</sst>",
    }),
}  # fmt: skip


@pytest.mark.parametrize("make", LISTS.values(), ids=LISTS)
def test_longest_list_is_read_within_the_limits(make: Callable[[], bytes], tmp_path: Path) -> None:
    """But for that of time, which depends on what else the machine does: `python -m tests.load.bench_roster`."""
    answer, memory, _seconds = measured(make(), tmp_path, most_seconds=60)

    assert answer == "50000 names"
    assert memory < MOST_MEMORY


def test_sheet_with_a_gap_keeps_the_numbers_of_its_rows() -> None:
    roster = read_roster(sheet(name_at(3) + name_at(70)))

    assert [(line.number, line.nickname) for line in roster.lines] == [(3, "Ann"), (70, "Ann")]


def test_parts_that_hold_no_names_are_not_read() -> None:
    assert len(read_roster(packed({"xl/styles.xml": STYLES, "xl/theme/theme1.xml": b" " * 60 * MB})).lines) == 1


def test_reading_of_a_name_beside_it_is_left_out() -> None:
    text = '<si><r><t>小</t></r><r><t>林</t></r><rPh sb="0" eb="1"><t>xiao</t></rPh></si>'.encode()
    cells = HEAD + b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + FOOT
    content = packed({SHEET: cells, STRINGS: b"<sst " + NAMESPACE + b">" + text + b"</sst>"})

    assert [line.nickname for line in read_roster(content).lines] == ["小林"]


@pytest.mark.parametrize("seed", range(3))
def test_damaged_file_is_read_or_refused(seed: int) -> None:
    random, whole = Random(seed), sheet(rows(30))
    for _turn in range(150):
        damaged = bytearray(whole)
        for _bit in range(random.choice([1, 3, 20])):
            damaged[random.randrange(4, len(damaged))] = random.randrange(256)
        try:
            answer = str(len(read_roster(bytes(damaged)).lines))
        except FileRefusedError as refused:
            answer = refused.reason
        assert answer


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
