"""Excel files made to hold up or break the server are refused at once, with a reason."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from courses.organizations.rosters.files import FileRefusedError, read_roster

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_part(part: str, content: bytes) -> bytes:
    """A real Excel file in which one part was replaced."""
    book, whole, changed = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["Nickname"])
    book.active.append(["Ann"])
    book.save(whole)
    with zipfile.ZipFile(whole) as real, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in real.namelist():
            packed.writestr(name, content if name == part else real.read(name))
    return changed.getvalue()


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    head = b'<?xml version="1.0"?>' + before + b"<worksheet " + NAMESPACE + b"><sheetData>"
    return with_part(SHEET, head + rows + b"</sheetData></worksheet>")


def name_at(row: int) -> bytes:
    return b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Ann</t></is></c></row>' % (row, row)


STYLES = b'<styleSheet %s><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>' % NAMESPACE
HOSTILE = {
    "a row far away": (sheet(name_at(10**12)), "too_many_rows"),
    "a million empty rows": (sheet(b"<row/>" * 1_000_000), "too_many_rows"),
    "more elements than names need": (sheet(b"<row/>" * 3_000_000), "too_much"),
    "rows of 18,278 columns": (sheet(b'<row><c r="ZZZ1"/></row>' * 3000), "empty"),
    "an entity": (sheet(name_at(1), before=b'<!DOCTYPE w [<!ENTITY a "b">]>'), "unreadable"),
    "an entity hidden by the encoding": (
        with_part(SHEET, "<!DOCTYPE w [<!ENTITY a 'b'>]><w/>".encode("utf-16")),
        "unreadable",
    ),
    "styles that are none": (with_part("xl/styles.xml", STYLES), "unreadable"),
    "a sheet that is cut": (with_part(SHEET, b"<worksheet><sheetData><row>"), "unreadable"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_sheet_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_roster(content)

    assert refused.value.reason == reason


def test_sheet_with_a_gap_keeps_the_numbers_of_its_rows() -> None:
    roster = read_roster(sheet(name_at(3) + name_at(70)))

    assert [(line.number, line.nickname) for line in roster.lines] == [(3, "Ann"), (70, "Ann")]
