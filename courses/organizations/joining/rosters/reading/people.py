"""Takes the rows of a table one by one, and keeps of each only the name and whether a guardian agreed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from courses.organizations.joining.rosters.reading.ages import agrees, is_child, is_day_of_a_child, says_child
from courses.organizations.joining.rosters.reading.cells import (
    GONE,
    OF_A_NAME,
    is_blank,
    is_heading_or_total,
    is_total,
    label_and_value,
    names_several,
    reason_against,
    tidy,
    without_numbers,
)
from courses.organizations.joining.rosters.reading.headings import Heading, heading_of, plain_heading
from courses.organizations.joining.rosters.reading.layouts import AGES, Layout
from courses.organizations.joining.rosters.reading.limits import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    FileRefusedError,
    ReadingWork,
)
from courses.organizations.joining.rosters.reading.marks import HIDING, without_mark, without_role
from courses.organizations.joining.rosters.reading.remarks import is_talk, without_remarks, without_surroundings

WORK_EVERY = 500  # rows
LEAST_OF_A_NUMBER = 5  # digits that are more than the number of a row
_OF_A_PERSON = re.compile(
    r"[岁歲男女]|\bold|age|[0-9]\s*y|born|出?生|小朋友|宝宝|寶寶|kid|未成年|儿童|兒童|child|小学|小學|幼儿|年级|年級|[小中大]班|初[一二]|minor|grade|year|kinderg"
    r"|[(（]\s*(?:监护|監護|家[长長]|父|母|爸|妈|媽|guardian|parent|mother|father|mum|mom|dad)|[0-9](?:[\s\-]?[0-9]){16}",
    re.IGNORECASE,
)
_AGE_OF_A_CHILD = re.compile(r"[5-9]|1[0-3]")  # fewer are rather so many people
GUARDIANS = {
    "parent": frozenset(
        "parent parents father mother mum mom dad 父母 家长 家長 父亲 母亲 父親 母親 爸爸 妈妈 媽媽 父 母 爸 妈"
        " 家长同意 父母同意".split()
    ),
    "guardian": frozenset(
        "guardian 监护人 監護人 其他监护人 监护人同意 祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 姥爷 姥姥"
        " grandmother grandfather grandparent aunt uncle".split()
    ),
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row with a name, or with the reason why it holds none: then nothing of what stood there is kept.

    `consent` is "", "parent", "guardian", "?" for a word that does not say who agreed, or "missing" for a child whose
    guardian's consent is not there.
    """

    number: int  # row of the file, from 1
    nickname: str
    consent: str = ""
    reason: str = ""
    mark: str = ""  # what stood behind the name and was left off


class People:
    """Rows go in by `add`, lines come out."""

    def __init__(self, layout: Layout, work: ReadingWork, today: date, *, has_heading: bool) -> None:
        self.layout, self._work, self._today = layout, work, today
        self._has_heading = has_heading  # below one, a sentence is a nickname
        self.lines: list[RosterLine] = []

    @property
    def judged(self) -> tuple[RosterLine, ...]:
        """A star behind every name marks nobody: it hides the end of each."""
        if any(line.nickname and HIDING.isdisjoint(line.mark) for line in self.lines):
            return tuple(self.lines)
        return tuple(RosterLine(one.number, "", reason="masked") if one.nickname else one for one in self.lines)

    def add(self, number: int, row: list[str]) -> None:
        check_row(number, row, self._work)
        if number < self.layout.first_row or not any(cell.strip() for cell in row):
            return
        found = [self._name(row, column) for column in self.layout.names]
        names = [name for name in found if name and not is_blank(name)]
        first = next(cell.strip()[:LONGEST_CELL] for cell in row if cell.strip())
        if not names or (first not in names and (is_total(first) or first.endswith((":", "：")))):
            if not names and not _is_furniture(row):
                self._keep(RosterLine(number, "", reason="empty"))
            return
        if not GONE.isdisjoint(row):
            self._keep(RosterLine(number, "", reason="declined"))
            return
        consent = self._consent(row)
        for name in names:
            self.add_name(number, name, consent)

    def add_name(self, number: int, name: str, consent: str = "") -> None:
        label, value = label_and_value(name)
        if label in AGES and is_child(value, label, today=self._today) and self.lines:  # of whom the line above names
            self.lines[-1] = replace(self.lines[-1], consent=self.lines[-1].consent or "missing")
        if label not in (Heading.UNKNOWN, *OF_A_NAME):
            return  # a line of its own about somebody: another column of a list that goes down the page
        bare, remark = without_remarks(without_role(name)[0])
        unmarked, mark = without_mark(bare)
        tidied, behind = without_remarks(tidy(unmarked))
        left_off = " ".join(filter(None, (mark, remark, behind)))
        called = without_surroundings(without_numbers(without_surroundings(tidied)))
        reason = "several" if names_several(unmarked) else reason_against(called or tidied)
        if not reason and not self._has_heading and is_talk(called):
            reason = "talk"
        kept = "" if reason else self._work.kept(called)
        self._keep(RosterLine(number, kept, "" if reason else consent, reason, "" if reason else left_off))

    def _keep(self, line: RosterLine) -> None:
        if len(self.lines) >= MOST_ROWS:
            raise FileRefusedError("too_many_rows")
        self.lines.append(line)

    def _name(self, row: Sequence[str], column: int) -> str:
        family = cell_of(row, column)
        given = cell_of(row, self.layout.given)
        if not (family and given):
            return family or given
        return f"{given} {family}" if family.isascii() and given.isascii() else family + given

    def _consent(self, row: Sequence[str]) -> str:
        said = self._said(cell_of(row, self.layout.consent))
        child = self._is_child(row)
        if child is False:
            return ""
        return "missing" if child and not said else said

    def _is_child(self, row: Sequence[str]) -> bool | None:
        """Whatever says so is believed; that somebody is older only where nothing says that they are a child."""
        found = [is_child(cell_of(row, column), kind, today=self._today) for column, kind in self.layout.ages]
        if True in found or any(says_child(cell, today=self._today) for cell in row if _may_say_age(cell)):
            return True
        if not self._has_heading and self._may_be_of_a_child(row):
            return True
        return False if False in found else (self.layout.of_children or None)

    def _may_be_of_a_child(self, row: Sequence[str]) -> bool:
        """By an age behind the name or by a day, where no heading says what they are."""
        behind = row[max(self.layout.names) + 1 :]
        return any(_AGE_OF_A_CHILD.fullmatch(cell.strip()) for cell in behind) or any(
            is_day_of_a_child(cell[:LONGEST_CELL], today=self._today) for cell in row
        )

    def _said(self, word: str) -> str:
        plain = "".join(word.casefold().split())
        said = agrees(word)
        if said is False:
            return ""
        for who, words in GUARDIANS.items():
            if plain in words or plain_heading(plain) in words:
                return who
        if self.layout.agreed or said:
            return self.layout.who_agreed or ("guardian" if self.layout.agreed else "?")
        return "?"


def check_row(number: int, row: list[str], work: ReadingWork) -> None:
    """Check row number, width and time used; raises FileRefusedError above a limit."""
    if number > LAST_ROW:
        raise FileRefusedError("too_many_rows")
    if number % WORK_EVERY == 0:
        work.go_on()
    if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
        raise FileRefusedError("too_many_columns")


def cell_of(row: Sequence[str], column: int | None) -> str:
    return row[column].strip()[:LONGEST_CELL] if column is not None and column < len(row) else ""


def _may_say_age(cell: str) -> bool:
    """Tells most cells in no time; a list may have a million."""
    return len(cell) <= LONGEST_CELL and bool(_OF_A_PERSON.search(cell))


def _is_furniture(row: Sequence[str]) -> bool:
    """A line that names nobody and does not want to: a total, a signature, a second line of headings, a bare number."""
    cells = [cell.strip()[:LONGEST_CELL] for cell in row if cell.strip()]
    if any(map(is_heading_or_total, cells)) or all(heading_of(cell) is not Heading.UNKNOWN for cell in cells):
        return True
    return all(map(_is_place_or_rule, cells)) or (len(cells) == 1 and reason_against(cells[0]) in ("date", "number"))


def _is_place_or_rule(cell: str) -> bool:
    """The number of a row that is still free, or signs that draw a line."""
    return (cell.isdigit() and len(cell) < LEAST_OF_A_NUMBER) or not any(sign.isalnum() for sign in cell)
