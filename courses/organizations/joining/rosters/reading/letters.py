"""Finds out how the letters of a text file are stored, and says when two ways are as likely."""

import codecs
import re

from courses.organizations.joining.rosters.reading.limits import FileRefusedError, ReadingWork

PIECE = 64 * 1024
ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be")
LOOKED_AT = 64 * 1024  # bytes; both Chinese ways are told apart by how common their characters are
CLEARLY = 0.15  # so much larger a share of common characters decides


def encoding_of(content: bytes, chosen: str, work: ReadingWork) -> str:
    """The encoding of a text file: `chosen`, or the one detected. Raises FileRefusedError when none fits."""
    if chosen == "utf-16" and not _has_mark(content):
        chosen = "utf-16-le"
    for one in [chosen] if chosen in ENCODINGS else _likely(content):
        if _is_text(content, one, work):
            return one
    raise FileRefusedError("encoding")


def is_doubtful(content: bytes, encoding: str) -> bool:
    """Whether Chinese letters were read in one of two ways that are about as likely."""
    return encoding in ("gb18030", "big5hkscs") and abs(_lean(content)) < CLEARLY


def _has_mark(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _likely(content: bytes) -> list[str]:
    if _has_mark(content):
        return ["utf-16"]
    if b"\n\x00" in content and b"\x00\n\x00" not in content[:1] and len(content) % 2 == 0 and _is_wide(content, 1):
        return ["utf-16-le"]
    if b"\x00\n" in content and len(content) % 2 == 0 and _is_wide(content, 0):
        return ["utf-16-be"]
    chinese = ["big5hkscs", "gb18030"] if _lean(content) < 0 else ["gb18030", "big5hkscs"]
    return ["utf-8-sig", *chinese]


def _is_wide(content: bytes, place: int) -> bool:
    """Whether every line end is written as two bytes."""
    ends = content.count(b"\n")
    return ends > 0 and sum(content[at] == 0 for at in range(place, len(content), 2)) >= ends


def _lean(content: bytes) -> float:
    """Above 0 towards GB18030, below 0 towards Big5: by the share of the characters that are common in each."""
    start = content[:LOOKED_AT]
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", start)
    if not pairs:
        return 1.0
    simple: float = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs) / len(pairs)
    full: float = sum(0xA4 <= pair[0] <= 0xC6 and not 0x7F <= pair[1] <= 0xA0 for pair in pairs) / len(pairs)
    trails: float = sum(pair[1] < 0x7F for pair in pairs) / len(pairs)
    if not trails:  # as in the older and smaller set of simple characters
        return max(simple - full, 0.0) + CLEARLY
    return simple - full + 0.5 * (0.2 - trails)


def _is_text(content: bytes, encoding: str, work: ReadingWork) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), PIECE):
            work.go_on()
            if "\x00" in decoder.decode(content[start : start + PIECE]):
                return False
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True
