"""Reading names from files: encodings, separators, sheets, and files that are refused."""

import io

import pytest
from openpyxl import Workbook

from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.joining.rosters.reading.limits import MOST_BYTES, MOST_ROWS, FileRefusedError
from tests.organizations.joining.rosters.importing.roster_files import NAMES


def names_in(content: bytes, **chosen: str) -> list[str]:
    return [line.nickname for line in read_roster(content, **chosen).lines]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (NAMES.encode(), "utf-8-sig"),
        (NAMES.encode("utf-8-sig"), "utf-8-sig"),
        (NAMES.encode("gb18030"), "gb18030"),
        (NAMES.encode("utf-16"), "utf-16"),
        (NAMES.replace("\n", "\r\n").encode(), "utf-8-sig"),
        (NAMES.replace("\n", "\r").encode(), "utf-8-sig"),
    ],
)
def test_file_is_read_in_every_usual_encoding(content, encoding) -> None:
    assert (names_in(content), read_roster(content).encoding) == (["小林", "阿梅", "Lee"], encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_any_usual_separator_is_understood(separator) -> None:
    content = f"number{separator}name\n1{separator}小林\n2{separator}Lee\n".encode()

    assert names_in(content) == ["小林", "Lee"]


def test_file_without_header_is_names_in_its_first_column() -> None:
    assert names_in("小林,1\n阿梅,2\n".encode()) == ["小林", "阿梅"]


def test_empty_rows_are_skipped_and_row_numbers_are_those_of_the_file() -> None:
    lines = read_roster("name\n\n小林\n,\nLee\n".encode()).lines

    assert [(line.number, line.nickname) for line in lines] == [(3, "小林"), (5, "Lee")]


def test_guardians_words_are_understood_in_both_languages() -> None:
    content = "姓名,监护人\n小林,家长\n阿梅,监护人\nLee,\nSam,neighbour\n".encode()

    assert [line.consent for line in read_roster(content).lines] == ["parent", "guardian", "", "?"]


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_excel_sheet_is_read_and_its_bare_numbers_are_no_names() -> None:
    content = sheet(("No", "Name"), (1, "小林"), (2, 12345), (3, "小林2"))

    assert names_in(content) == ["小林", "小林2"]
    assert [(row.number, row.reason) for row in read_roster(content).rows if row.reason] == [(3, "number")]


def test_formula_in_a_sheet_is_never_computed() -> None:
    assert names_in(sheet(("Name",), ("=HYPERLINK(1)",), ("Lee",))) == ["Lee"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"name\n", "empty"),
        (b"\n\n , \n", "empty"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (b"name\n" + b"x\n" * (MOST_ROWS + 1), "too_many_rows"),
        (("," * 60 + "x\n").encode(), "too_many_columns"),
        (b"name\nx\x00y\n", "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (b"PK\x03\x04 not a sheet", "unreadable"),
        (b"\xd0\xcf\x11\xe0 old", "old_excel"),
        (b'name\n"' + b"x" * 200_000 + b'"\n', "unreadable"),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_its_reason(content, reason) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_roster(content)

    assert refused.value.reason == reason


def test_exactly_the_most_rows_are_accepted() -> None:
    content = "\n".join(["name", *(f"n{number}" for number in range(MOST_ROWS))]).encode()

    assert len(read_roster(content).lines) == MOST_ROWS
