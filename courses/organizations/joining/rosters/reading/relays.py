"""Lists of names written by hand or in a chat: "1. 张三 2. 李四", on one line or on several, with notes and numbers."""

import re
import unicodedata
from collections.abc import Sequence

from courses.organizations.joining.rosters.reading.cells import tidy, without_numbers

LEAST_IN_A_ROW = 2  # numbers that follow one another make a list
MOST_LINES = 4_000
_CIRCLED = {ord("①") + place: f"{place + 1}. " for place in range(20)}
_KEYCAPS = {0xFE0F: None, 0x20E3: ". "}
_ITEM = re.compile(r"(?:(?<=\s)|^|(?<=[^\w\s])|(?<=[^\W\d_]))[(（]?(\d{1,4})\s*[.．、:：)）]\s*(?=[^\s\d])")
_BEGINS = re.compile(r"^\s*[(（]?(\d{1,4})(?:\s*[.．、:：)）]\s*|\s+)(?=\S)")
_NOTES = re.compile(
    r"(?:[\s,，;；+＋]+(?:男|女|\d{1,3}\s*岁|\+?\d{1,2}\s*(?:人|位|个)?|参加|报名|已报名|本人|到|准时|收到|[+＋]\d+))+$|[+＋]\d{1,2}$"
)
_HAN_NAMES = re.compile(r"[\u3400-\u9fff·]{2,12}")


def items_of(lines: Sequence[str]) -> list[tuple[int, str]] | None:
    """The names of a numbered list with the number of the line each stands in; None where it is no such list.

    What stands before the first number is the chat's title. Telephone numbers and notes are the reader's matter.
    """
    if len(lines) > MOST_LINES or any("\t" in line for line in lines):
        return None
    plain = [line.translate(_CIRCLED).translate(_KEYCAPS) for line in lines]
    found = _on_own_lines(plain)
    if found is None or not _follow([number for number, _line, _text in found]):
        found = _in_a_row(plain)
    if not _follow([number for number, _line, _text in found]):
        return None
    names = [(line, _without_notes(without_numbers(tidy(text)))) for _number, line, text in found if text.strip()]
    return [(line, name) for line, name in names if name]


def _on_own_lines(lines: Sequence[str]) -> list[tuple[int, int, str]] | None:
    """Each line from the first number on begins with one; None where another item stands within a line."""
    found: list[tuple[int, int, str]] = []
    for place, line in enumerate(lines, start=1):
        begun = _BEGINS.match(line)
        if begun is None:
            continue
        text = line[begun.end() :]
        if _ITEM.search(text) or "," in line[: begun.end()]:
            return None
        found.append((int(begun[1]), place, text))
    return found


def _in_a_row(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for place, line in enumerate(lines, start=1):
        marks = list(_ITEM.finditer(line))
        ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
        found.extend((int(mark[1]), place, line[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return found


def _follow(numbers: Sequence[int]) -> bool:
    """A relay counts up from one; an entry taken back may leave a gap."""
    if len(numbers) < LEAST_IN_A_ROW:
        return len(numbers) == 1 and numbers[0] == 1
    return numbers[0] in (0, 1) and all(before < after for before, after in zip(numbers, numbers[1:], strict=False))


def _without_notes(text: str) -> str:
    return _NOTES.sub("", text.strip().strip(",，;；、|。 ")).strip()


def names_in_a_line(line: str) -> list[str] | None:
    """The names of one line without numbers: between signs that separate, or, all in Chinese characters, spaces."""
    plain = unicodedata.normalize("NFC", line).strip().rstrip("。.")
    parts = [part.strip() for part in re.split(r"[、,，;；/|]+", plain) if part.strip()]
    if len(parts) > 1:
        return parts
    words = plain.split()
    if len(words) > LEAST_IN_A_ROW and all(_HAN_NAMES.fullmatch(word) for word in words):
        return words
    return None
