"""Files made to hold up or break the server, and one child process for each that says what reading it cost.

`python -m tests.organizations.joining.rosters.bombs FILE [SECONDS]` prints the answer, the most memory beyond the start
in MB, and the seconds of computing; SECONDS takes the place of the limit of time.
"""

import io
import json
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from courses.organizations.joining.rosters.reading.limits import MOST_SECONDS
from tests.repository.programs import PATIENCE

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LINKS = "xl/_rels/workbook.xml.rels"
LINK = (
    b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
    b' Target="sharedStrings.xml"/>'
)
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD, FOOT = b"<worksheet " + NAMESPACE + b"><sheetData>", b"</sheetData></worksheet>"
MB = 1024 * 1024
ROOT = Path(__file__).resolve().parents[4]


def parts() -> dict[str, bytes]:
    """The parts of a real Excel file with one name."""
    book, whole = Workbook(), io.BytesIO()
    book.active.append(["Nickname"])
    book.active.append(["Ann"])
    book.save(whole)
    with zipfile.ZipFile(whole) as real:
        return {name: real.read(name) for name in real.namelist()}


def packed(changed: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole, real = io.BytesIO(), parts()
    if STRINGS in changed:
        real[LINKS] = real[LINKS].replace(b"</Relationships>", LINK + b"</Relationships>")
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**real, **changed}.items():
            archive.writestr(name, content, method if name in changed else zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def sheet(rows: bytes, before: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed({SHEET: b'<?xml version="1.0"?>' + before + HEAD + rows + FOOT}, method)


def name_at(row: int, name: bytes = b"Ann") -> bytes:
    return b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>' % (row, row, name)


def lying(content: bytes, part: str, size: int) -> bytes:
    """The same file, whose list of parts and whose part say that it unpacks to `size` bytes."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        local = archive.getinfo(part).header_offset
    struct.pack_into("<L", changed, local + 22, size)
    listed = content.index(part.encode(), content.index(b"PK\x01\x02")) - 46
    struct.pack_into("<L", changed, listed + 24, size)
    return bytes(changed)


def wrong_sum(content: bytes, part: str) -> bytes:
    changed = bytearray(content)
    listed = content.index(part.encode(), content.index(b"PK\x01\x02")) - 46
    struct.pack_into("<L", changed, listed + 16, 12345)
    return bytes(changed)


def claiming_zip64(content: bytes, part: str) -> bytes:
    """A part whose size stands in the place for sizes beyond 4 GB, and is an exabyte."""
    listed = content.index(part.encode(), content.index(b"PK\x01\x02")) - 46
    changed = bytearray(content)
    struct.pack_into("<L", changed, listed + 24, 0xFFFFFFFF)
    extra = struct.pack("<HHQ", 1, 8, 2**60)
    struct.pack_into("<H", changed, listed + 30, len(extra))
    place = listed + 46 + len(part)
    changed[place:place] = extra
    end = changed.rindex(b"PK\x05\x06")
    (length,) = struct.unpack_from("<L", changed, end + 12)
    struct.pack_into("<L", changed, end + 12, length + len(extra))
    return bytes(changed)


def many_parts(count: int) -> bytes:
    whole = io.BytesIO(packed({}))
    with zipfile.ZipFile(whole, "a") as archive:
        for number in range(count):
            archive.writestr(f"{number:x}", b"")
    return whole.getvalue()


def strings(content: bytes) -> bytes:
    return packed({STRINGS: b"<sst " + NAMESPACE + b">" + content + b"</sst>"})


def measured(content: bytes, folder: Path, *, most_seconds: float = MOST_SECONDS) -> tuple[str, float, float]:
    """What came of reading a file in a process of its own: the answer, MB beyond its start, seconds of computing."""
    path = folder / "roster"
    path.write_bytes(content)
    command = [sys.executable, "-m", "tests.organizations.joining.rosters.bombs", str(path), str(most_seconds)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout
    answer, memory, seconds = json.loads(said)
    return answer, memory, seconds


def _held() -> int:
    """The most memory this process has held, in KB, its parent's left out."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main() -> None:
    from courses.organizations.joining.rosters.reading import limits
    from courses.organizations.joining.rosters.reading.files import read_roster

    if sys.argv[2:]:
        limits.MOST_SECONDS = float(sys.argv[2])
    read_roster(b"warm\n")
    before, begun = _held(), time.thread_time()
    try:
        answer = f"{len(read_roster(Path(sys.argv[1]).read_bytes()).lines)} names"
    except limits.FileRefusedError as refused:
        answer = refused.reason
    print(json.dumps([answer, (_held() - before) / 1024, time.thread_time() - begun]))


if __name__ == "__main__":
    main()
