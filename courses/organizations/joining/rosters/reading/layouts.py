"""Which column of a table holds what: found by headings, or by what stands in it, and said when not certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courses.organizations.joining.rosters.reading.cells import (
    ALSO_NAMES,
    is_like_name,
    is_plainly_name,
    is_total,
    reason_against,
)
from courses.organizations.joining.rosters.reading.headings import Heading, heading_of, plain_heading
from courses.organizations.joining.rosters.reading.marks import without_mark
from courses.organizations.joining.rosters.reading.remarks import is_talk, says_who_came, without_remarks

HEADING_WITHIN = 10  # rows with something in them
LOOKED_AT = 40  # rows of each sheet
CLEAR_MAJORITY = 2 / 3
AGES = (
    Heading.AGE, Heading.BIRTH, Heading.OF_AGE, Heading.TOO_YOUNG, Heading.IDENTITY, Heading.SCHOOL_YEAR,
)  # fmt: skip
PART_OF_A_NAME = {"名字", "name", "names"}  # beside a family name
_CHILDREN = re.compile(
    r"小学|小學|幼儿园|幼稚園|少儿|少兒|儿童|兒童|小朋友|孩子"
    r"|(?<![老高])[一二三四五六七八]年[级級]|\bgrade\s*[1-8]\b"
    r"|primary school|elementary|kindergarten|\bchild(?:ren|['’]s)?\b"
)
_PARENTS = re.compile(r"老年|家长|家長|父母|parents?\b|带|帶")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,12}")
_TWO_SIDES = re.compile(r"([^:：]{1,20})[:：]\s*([^:：]{1,60})")
_OF_A_HOUSEHOLD = re.compile("关系|關係|成员|成員|家属|家屬|配偶|子女")  # others than its head are named
_LEADS = re.compile("(?:正|副)?(?:小?组|班|队)[长長]")  # somebody else of the same row
LEAST_IN_A_ROW = 3  # words; two may be the parts of one name
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns count from 0, rows as the file does. Each of `names` is a person, or the family name before `given`."""

    sheet: int = 0
    first_row: int = 1
    names: tuple[int, ...] = (0,)
    given: int | None = None
    consent: int | None = None
    who_agreed: str = ""  # for a column that only says yes
    agreed: bool = False  # whoever is named in that column has agreed, says the person who reads the file in
    of_children: bool = False  # a title says so; whoever is not known to be older needs a guardian who agreed
    ages: tuple[tuple[int, Heading], ...] = ()  # columns that tell who is under 14, and how


@dataclass(frozen=True, slots=True)
class LayoutGuess:
    """`doubt`: "columns" or "first" (whether the first row is a person); "" is certain."""

    layout: Layout
    doubt: str = ""
    has_heading: bool = False
    has_people: bool = False  # below that heading


def guessed(rows: Sequence[Row], sheet: int = 0) -> LayoutGuess:
    """From the first rows of a sheet that hold anything."""
    best, found = 0, _by_content(rows)
    for place in range(min(len(rows), HEADING_WITHIN)):
        seen = _with_second_row(rows, place)
        kinds = [heading_of(cell) for cell in seen[place][1]]
        known = sum(kind is not Heading.UNKNOWN for kind in kinds)
        if (
            known > best
            and _can_be_heading(kinds, seen[place][1])
            and (headed := _by_heading(seen, place, kinds)) is not None
        ):
            best, found = known, headed
    return replace(found, layout=replace(found.layout, sheet=sheet))


def _with_second_row(rows: Sequence[Row], place: int) -> Sequence[Row]:
    """A heading whose second row says more of some columns, as one row: 监护人 above 姓名 and 是否同意."""
    (_number, above), (number, below) = rows[place], rows[place + 1] if place + 1 < len(rows) else (0, [])
    kinds = [heading_of(cell) for cell in above]
    filled = [column for column in range(len(below)) if _cell(below, column)]
    is_heading = Heading.NAME in kinds and filled and kinds.index(Heading.NAME) not in filled
    if not is_heading or any(sign.isdigit() for cell in below for sign in cell):
        return rows
    joined, over = [], ""
    for column in range(max(len(above), len(below))):
        over = _cell(above, column) or (over if column in filled else "")
        joined.append(over + _cell(below, column))
    if any(heading_of(joined[column]) is Heading.UNKNOWN for column in filled):
        return rows
    return [*rows[:place], (number, joined), *rows[place + 2 :]]


def is_of_children(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether a title, or the heading above the names, says that they are children."""
    for number, cells in rows[:HEADING_WITHIN]:
        titles = cells if len([cell for cell in cells if cell]) == 1 else [_cell(cells, layout.names[0])]
        is_above = number < layout.first_row or any(reason_against(title) == "heading" for title in titles)
        if is_above and any(map(_speaks_of_children, titles)):
            return True
    return False


def _speaks_of_children(title: str) -> bool:
    plain = title.casefold()
    return bool(_CHILDREN.search(plain)) and not _PARENTS.search(plain)


def is_spaced_table(lines: Sequence[list[str]]) -> bool:
    """Whether words with spaces between them are columns: the first are headings, or all could be names, and no line
    has more or fewer."""
    if len(lines) > 1 and all(len(line) >= LEAST_IN_A_ROW and all(map(_HAN_NAME.fullmatch, line)) for line in lines):
        return len(set(map(len, lines))) == 1
    headed = [line for line in lines if len(line) > 1 and any(heading_of(word) is Heading.NAME for word in line)]
    return bool(headed) and all(len(line) in (1, len(headed[0])) for line in lines)


def is_colon_table(lines: Sequence[str]) -> bool:
    """张三：报名: who and what, in every line below a title; the name may stand on either side."""
    found = [_TWO_SIDES.fullmatch(line.strip()) for line in lines]
    if len(found) > LEAST_IN_A_ROW - 1 and found[0] is None:
        found = found[1:]
    whole = [sides for sides in found if sides and heading_of(sides[1]) is Heading.UNKNOWN and not is_total(sides[1])]
    is_told = any(_has_words(sides[2]) and not says_who_came(sides[2]) for sides in whole)
    return len(found) > 1 and whole == found and is_told


def _can_be_heading(kinds: Sequence[Heading], cells: Sequence[str]) -> bool:
    if {cell.casefold() for cell in cells if cell} <= ALSO_NAMES:
        return False  # Nick may be the first of the people
    return any(kind in (Heading.NAME, Heading.FAMILY, Heading.GIVEN, Heading.HOUSEHOLD) for kind in kinds)


def _by_heading(rows: Sequence[Row], place: int, kinds: Sequence[Heading]) -> LayoutGuess | None:
    """None when what stands below are no people."""
    number, headings = rows[place]
    below = [cells for _number, cells in rows[place + 1 :]]
    names = [column for column, kind in enumerate(kinds) if kind is Heading.NAME]
    family, given = _first(kinds, Heading.FAMILY), _first(kinds, Heading.GIVEN)
    if family is not None and given is None and len(names) == 1 and plain_heading(headings[names[0]]) in PART_OF_A_NAME:
        given, names = names[0], []
    head, is_whole = _first(kinds, Heading.HOUSEHOLD), False
    if head is not None and not names and (family is None or given is None):
        names, is_whole = [head], any(map(_OF_A_HOUSEHOLD.search, headings))
    filled = [column for column in names if any(_cell(cells, column) for cells in below)]
    names, doubt = (
        filled or names,
        "columns" if is_whole or any(_LEADS.fullmatch(plain_heading(heading)) for heading in headings) else "",
    )
    if len(names) > 1 and len({plain_heading(headings[column]) for column in names}) > 1:
        names, doubt = names[:1], "columns"
    if names:
        given = None
    elif family is None or given is None:
        doubt = "columns" if given is None or sum(kind is not Heading.UNKNOWN for kind in kinds) < 2 else ""  # noqa: PLR2004
        names, given = [column for column in (given, family) if column is not None][:1], None
    else:
        names = [family]
    if (place and not below) or (below and not any(_are_people(below, column) for column in names)):
        return None
    return LayoutGuess(
        _with_guardians(Layout(first_row=number + 1, names=tuple(names), given=given), kinds, headings),
        doubt,
        True,
        any((cell := _cell(cells, column)) and not is_total(cell) for cells in below for column in names),
    )


def _with_guardians(layout: Layout, kinds: Sequence[Heading], headings: Sequence[str]) -> Layout:
    consent, guardian = _first(kinds, Heading.CONSENT), _first(kinds, Heading.GUARDIAN)
    return replace(
        layout,
        consent=guardian if consent is None else consent,
        who_agreed="" if consent is None else who_agrees(headings[consent]),
        ages=tuple((column, kind) for wanted in AGES for column, kind in enumerate(kinds) if kind is wanted),
    )


def who_agrees(heading: str) -> str:
    plain = plain_heading(heading)
    return "parent" if any(word in plain for word in ("家长", "家長", "父母", "parent")) else "guardian"


def _are_people(below: Sequence[list[str]], column: int) -> bool:
    found = [cell for cells in below if (cell := _cell(cells, column)) and not is_total(cell)]
    reasons = [reason_against(cell) for cell in found]
    wrong = reasons.count("heading") + reasons.count("number") + reasons.count("date")
    return not found or (2 * wrong <= len(found) and any(_is_name_or_refused(cell) for cell in found))


def _is_name_or_refused(cell: str) -> bool:
    return is_like_name(cell) or reason_against(cell) not in ("", "heading") or len(cell) > HEADING_WITHIN


def _by_content(rows: Sequence[Row]) -> LayoutGuess:
    """Without a heading for names: certain only where a single column holds words at all."""
    for place, (number, cells) in enumerate(rows[:HEADING_WITHIN]):
        kinds = [heading_of(cell) for cell in cells]
        if sum(kind is not Heading.UNKNOWN for kind in kinds) > 1 and rows[place + 1 :]:
            below = [found for _number, found in rows[place + 1 :]]
            unknown = [
                column for column in _columns_of_words(below) if kinds[column : column + 1] in ([], [Heading.UNKNOWN])
            ]
            layout = Layout(first_row=number + 1, names=((unknown or [0])[0],))
            return LayoutGuess(_with_guardians(layout, kinds, cells), "columns")
    columns = _columns_of_words([cells for _number, cells in rows])
    if any(_is_line_of_headings(cells) for _number, cells in rows[:HEADING_WITHIN]):
        return LayoutGuess(Layout(first_row=rows[0][0]), "columns")
    if not rows or not columns:
        return LayoutGuess(Layout(first_row=rows[0][0] if rows else 1))
    plainest = max(columns, key=lambda column: sum(is_plainly_name(_cell(cells, column)) for _number, cells in rows))
    layout = Layout(first_row=rows[0][0], names=(plainest,))
    if len(columns) > 1:
        is_grid = len(columns) >= LEAST_IN_A_ROW and all(_holds_names_alone(rows, column) for column in columns)
        return LayoutGuess(replace(layout, names=tuple(columns)) if is_grid else layout, "columns")
    first, *others = [cell for _number, cells in rows if (cell := _cell(cells, plainest))]
    plain = sum(map(is_plainly_name, others))
    called = without_remarks(without_mark(first)[0])[0]
    is_person = is_plainly_name(called) or reason_against(first) or is_talk(first)
    is_odd = others and not is_person and plain >= CLEAR_MAJORITY * len(others)
    return LayoutGuess(layout, "first" if is_odd else "")


def _holds_names_alone(rows: Sequence[Row], column: int) -> bool:
    return all(is_plainly_name(cell) for _number, cells in rows if (cell := _cell(cells, column)))


def _is_line_of_headings(cells: Sequence[str]) -> bool:
    """Headings in one cell: columns were lost on the way, and only a person can say where the names are."""
    kinds = [heading_of(word) for word in cells[0].split()] if len(cells) == 1 else []
    return Heading.NAME in kinds and len(kinds) > 1 and Heading.UNKNOWN not in kinds


def _columns_of_words(rows: Sequence[list[str]]) -> list[int]:
    width = max((len(cells) for cells in rows), default=0)
    return [column for column in range(width) if any(_has_words(_cell(cells, column)) for cells in rows)]


def _has_words(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell) and reason_against(cell) not in ("date", "email", "identity")


def _first(kinds: Sequence[Heading], wanted: Heading) -> int | None:
    return next((column for column, kind in enumerate(kinds) if kind is wanted), None)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
