"""A calendar is written as RFC 5545 wants it: lines, folding, escaping, days and moments."""

import re
from datetime import UTC, date, datetime

import pytest

from courses.organizations.workshops.calendars.ics import CalendarEvent, calendar, escaped, folded_line
from tests.conftest import NOW

LONG = "晚间小组：“看懂一笔贷款”到期，" * 6
EVENT = CalendarEvent("given-1", date(2026, 12, 31), LONG, "https://learn.example.org/en/groups/1/")


def written(*events: CalendarEvent) -> str:
    return calendar("Groups, mine; all", events, now=NOW)


def test_lines_end_as_they_must_and_none_is_longer_than_75_octets() -> None:
    text = written(EVENT)

    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in text.encode().replace(b"\r\n", b"")


def test_unfolded_it_says_what_was_written() -> None:
    unfolded = written(EVENT).replace("\r\n ", "").split("\r\n")

    assert f"SUMMARY:{LONG}" in unfolded
    assert "X-WR-CALNAME:Groups\\, mine\\; all" in unfolded


@pytest.mark.parametrize("length", range(60, 90))
@pytest.mark.parametrize("sign", ["a", "é", "贷", "😀"])
def test_folding_cuts_no_letter(length, sign) -> None:
    line = sign * length

    pieces = folded_line(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece.removeprefix(" ") for piece in pieces[1:])]) == line


def test_escaping() -> None:
    assert escaped("a\\b;c,d\ne\r\nf") == "a\\\\b\\;c\\,d\\ne\\nf"


def test_nothing_typed_begins_a_line_of_its_own() -> None:
    hostile = CalendarEvent("x", date(2026, 12, 1), "a\r\nBEGIN:VALARM\nb", "https://example.org/")

    assert not re.search(r"^BEGIN:VALARM", written(hostile), re.MULTILINE)


def test_whole_day_ends_the_next_day_and_a_moment_is_in_utc() -> None:
    moment = CalendarEvent("w", date(2026, 12, 1), "w", "https://x/", at=datetime(2026, 12, 1, 10, 30, tzinfo=UTC))

    text = written(EVENT, moment)

    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text
    assert "DTSTART:20261201T103000Z\r\n" in text


def test_empty_calendar_is_one() -> None:
    assert written().startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert written().endswith("END:VCALENDAR\r\n")
