"""Writes a calendar by RFC 5545. Pure.

Written here and not with a library: only whole days and moments in UTC occur, no repetition and no time zones, so that
escaping and folding is all there is to it, and two packages less have to be watched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A whole day, or a moment when `at` is given. `uid` stays the same when the day changes."""

    uid: str
    day: date
    summary: str
    url: str
    at: datetime | None = None
    changed_at: datetime | None = None


def calendar(name: str, events: Iterable[CalendarEvent], *, now: datetime) -> str:
    """The whole file. Calendars are asked to look again once a day."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//financial-literacy//groups//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in events for line in _event(event, now)),
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def _event(event: CalendarEvent, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed_at or now)}"
    if event.at:
        yield f"DTSTART:{_moment(event.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Escape `text` as an RFC 5545 TEXT value."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, written)
    return text


def folded_line(line: str) -> str:
    """Fold a content line into pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > MOST_OCTETS - bool(pieces):  # later pieces begin with a space
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]).decode()
