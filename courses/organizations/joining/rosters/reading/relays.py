"""Lists of names written by hand or in a chat: "1. 张三 2. 李四", on one line or on several, with notes and numbers."""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from courses.organizations.joining.rosters.reading.ages import is_day_of_a_child, says_child
from courses.organizations.joining.rosters.reading.cells import is_surely_name, tidy, without_numbers
from courses.organizations.joining.rosters.reading.headings import Heading, heading_of
from courses.organizations.joining.rosters.reading.limits import LONGEST_CELL, ReadingWork
from courses.organizations.joining.rosters.reading.marks import STARS, without_role
from courses.organizations.joining.rosters.reading.remarks import without_remarks

LEAST_IN_A_ROW = 2  # numbers that follow one another make a list
MOST_LINES = 4_000
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_AS_USUAL = str.maketrans(_FORMAL, "一二二三三四五六六七八九十")
_CIRCLED = (
    {
        ord(first) + place: f"{place + 1}. "
        for first, most in (("①", 20), ("⑴", 20), ("⒈", 20), ("❶", 10), ("➀", 10), ("➊", 10), ("㈠", 10))
        for place in range(most)
    }
    | {ord("🔟"): "10. "}
    | {first + place: f"{number + place}. " for first, number in ((0x3251, 21), (0x32B1, 36)) for place in range(15)}
)
_KEYCAPS = re.compile(r"(?:([0-9])\ufe0f?\u20e3)+")
_HAN_NUMBER = re.compile(rf"^\s*[(（]?([一二三四五六七八九十{_FORMAL}]{{1,3}})[)）、.．]\s*(?=\S)")
_WORDED_NUMBER = re.compile(
    r"^\s*(?:no\s*[.．:：]?\s*|№\s*|#\s*|第)(\d{1,4})(?:[位名个]|\s)\s*[.．、:：]?\s*(?=\S)", re.IGNORECASE
)
_LETTER = re.compile(r"^\s*[(（]?([A-Za-z])\s*[.．、)）:：]\s*(?=[\u3400-\u9fff])")
_HAN_DIGITS = "〇一二三四五六七八九"
_ITEM = re.compile(r"(?:(?<=\s)|^|(?<=[^\w\s])|(?<=[^\W\d_]))[(（]?(\d{1,4})\s*[.．、:：)）]\s*(?=[^\s\d])")
_BEGINS = re.compile(
    r"^\s*[(（]?(\d{1,4})(?:\s*[.．、:：)）#＃]\s*|[\-－–](?=[^\d\s])|\s+|(?=[\u3400-\u9fff](?<![号號楼栋棟幢班组組队隊单室层年月日点岁歲人位名个期届排桌村社])))(?=\S)"
)
_NOTES = re.compile(
    r"(?<!table)(?<!room)(?<!group)(?<!team)(?<!block)(?<!unit)(?<!flat)(?:[\s,，;；+＋\-—]+(?:男|女|\d{1,3}\s*[岁歲]|\+?\s*\d{1,2}\s*(?:人|位|个)?|参加|參加|报名|報名|已报名|本人|到|准时|收到"
    r"|(?:已|未)?(?:交费|缴费|付款|付|交)了?|确认|OK|ok|[+＋]\s*\d+))+$"
    r"|[\s,，;；]*[+＋带帶]\s*\d{1,2}\s*(?:人|位|个)?$|\s*[(（]\s*(?:[+＋]?\s*\d{1,2}\s*(?:人|位|个)?|\d{1,2}\s*[岁歲])[)）]$"
)
_DECORATION = "".join(map(chr, (0x200D, 0xFE0F, *range(0x1F3FB, 0x1F400))))
_SAYS_SOMETHING = f"❌✘{STARS}"  # behind a name
_AND_SO_MANY = re.compile(r"等?\s*(?:共\s*)?\d+\s*[人位名]$")
LONGEST_SUM = 20
_BETWEEN = re.compile(r"[、,，;；/|]|\s(?=@)")
_BETWEEN_MAILBOXES = re.compile(r"(?<=>)\s*[;；,，、]\s*")  # "Lee, Ann" <ann@example.org>; Li Ming <li@example.org>
_MAILBOX = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_AND_LAST = re.compile(r"([\u3400-\u9fff]{2,4})[和及与與]([\u3400-\u9fff]{2,4})")
_AND_LAST_IN_LETTERS = re.compile(r"([^\W\d_].*?)\s+(?:and|&)\s+([^\W\d_].*)")
_HAN_NAMES = re.compile(r"[\u3400-\u9fff·]{2,12}")


@dataclass(frozen=True, slots=True)
class Item:
    line: int
    name: str
    is_child: bool = False


def items_of(lines: Sequence[str], work: ReadingWork, *, today: date) -> list[Item] | None:
    """The names of a numbered list with the number of the line each stands in; None where it is no such list.

    What stands before the first number is the chat's title. Telephone numbers and notes are the reader's matter, but
    that somebody is a child stays.
    """
    if len(lines) > MOST_LINES or any("\t" in line for line in lines):
        return None
    plain = _with_letters_counted([_with_plain_numbers(line) for line in work.each(lines)])
    found = _on_own_lines(work.each(plain))
    if found is None or not _follow([number for number, _line, _text in found]):
        found = _in_a_row(work.each(plain))
    if not _follow([number for number, _line, _text in found]):
        return None
    unnumbered = _without_a_number(work.each(lines), found)
    if len(found) == 1 and len(unnumbered) >= LEAST_IN_A_ROW:
        return None  # one of many lines begins with a number
    found = sorted([*found, *unnumbered], key=lambda one: one[1])
    cells = [(line, text.strip()[:LONGEST_CELL]) for _number, line, text in found if text.strip()]
    if 2 * sum(heading_of(text.rstrip(",，")) is not Heading.UNKNOWN for _line, text in cells) > len(cells):
        return None  # the questions of a form
    items = [
        Item(line, _name_in(text), says_child(text, today=today) or is_day_of_a_child(text, today=today))
        for line, text in cells
    ]
    return [item for item in items if item.name]


def _without_a_number(lines: Iterable[str], found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Lines of people who forgot their number; before the first one stands the title."""
    numbered = {line for _number, line, _text in found}
    first = 0 if len(found) == 1 else min(numbered)
    return [
        (0, place, line)
        for place, line in enumerate(lines, start=1)
        if place > first
        and place not in numbered
        and len(line) <= LONGEST_CELL
        and is_surely_name(without_remarks(_name_in(line))[0])
    ]


def _with_plain_numbers(line: str) -> str:
    """①, 1️⃣ and 一、 written as "1. "."""
    digits = _KEYCAPS.sub(lambda found: f"{''.join(filter(str.isdigit, found[0]))}. ", line.translate(_CIRCLED))
    worded = _WORDED_NUMBER.sub(lambda found: f"{found[1]}. ", digits)
    return _HAN_NUMBER.sub(lambda found: f"{_number_of(found[1].translate(_AS_USUAL))}. ", worded)


def _with_letters_counted(lines: Sequence[str]) -> Sequence[str]:
    """A. 张三 and B. 李四 written as "1. " and "2. ", when each line has the letter whose turn it is."""
    found = [_LETTER.match(line) for line in lines if line.strip()]
    letters = "".join(one[1] for one in found if one).casefold()
    if len(letters) < max(len(found), LEAST_IN_A_ROW) or letters not in string.ascii_lowercase:
        return lines
    return [_LETTER.sub(lambda one: f"{ord(one[1].casefold()) - ord('a') + 1}. ", line) for line in lines]


def _number_of(han: str) -> int:
    tens, sign, ones = han.rpartition("十")
    return (_HAN_DIGITS.find(tens or "一") * 10 if sign else 0) + (_HAN_DIGITS.find(ones) if ones else 0)


def _on_own_lines(lines: Iterable[str]) -> list[tuple[int, int, str]] | None:
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


def _in_a_row(lines: Iterable[str]) -> list[tuple[int, int, str]]:
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


def _name_in(text: str) -> str:
    """Without numbers, flowers and "+1" around it."""
    name = tidy(text)
    while (less := _without_notes(without_numbers(_without_notes(name)))) != name:
        name = less
    return name


def _without_notes(text: str) -> str:
    bare = text.strip().strip(",，;；、|。+＋ ")
    while bare and bare[-1] not in _SAYS_SOMETHING and _is_decoration(bare[-1]):
        bare = bare[:-1].rstrip()
    while bare and _is_decoration(bare[0]):
        bare = bare[1:].lstrip()
    return _NOTES.sub("", bare).strip() if bare else text


def _is_decoration(sign: str) -> bool:
    return unicodedata.category(sign) == "So" or sign in _DECORATION


def _without_sum(text: str) -> str:
    """Without 等共 60 人 at its end."""
    return text[:-LONGEST_SUM] + _AND_SO_MANY.sub("", text[-LONGEST_SUM:])


def names_in_a_line(line: str) -> list[str] | None:
    """The names of one line without numbers: between signs that separate, or, all in Chinese characters, spaces."""
    named, is_away = without_role(unicodedata.normalize("NFC", line))
    parts = [part.strip() for part in _parts_of(named.rstrip("。. ")) if part.strip()]
    if len(parts) > 1:
        parts = [tidy(parts[0][:LONGEST_CELL]), *(part[:LONGEST_CELL] for part in parts[1:-1]), _without_sum(parts[-1])]
        parts = [part for part in parts if part]
    if len(parts) > 1:
        last = _AND_LAST.fullmatch(parts[-1]) or _AND_LAST_IN_LETTERS.fullmatch(parts[-1])
        parts[-1:] = last.groups() if last else parts[-1:]
        return [f"{part}（不来）" for part in parts] if is_away else parts
    words = _without_sum(tidy(parts[0])).split() if parts else []
    if len(words) > LEAST_IN_A_ROW and all(_HAN_NAMES.fullmatch(word) for word in words):
        return words
    return None


def _parts_of(line: str) -> list[str]:
    return (_BETWEEN_MAILBOXES if _MAILBOX.search(line) else _BETWEEN).split(line)
