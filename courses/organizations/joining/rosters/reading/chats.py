"""Tells what was said in a chat from a list of names, and finds the last relay list in it."""

import re
from collections.abc import Sequence
from datetime import date

from courses.organizations.joining.rosters.reading.headings import Heading, heading_of
from courses.organizations.joining.rosters.reading.limits import ReadingWork
from courses.organizations.joining.rosters.reading.relays import Item, items_of

LEAST_SAID = 2
_DAY = r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?|\d{1,2}月\d{1,2}日|周[一二三四五六日]|昨天|今天|yesterday|today)"
# spaces are counted: where several runs of them may meet, the time would grow with the cube of a line of blanks
_TIME = r"(?:[上下中]午|早上|晚上|凌晨)?\s{0,9}\d{1,2}:\d{2}(?::\d{2})?(?:\s{0,9}[ap]m)?"
_MOMENT = rf"(?:{_DAY}[\s,，]{{0,9}})?{_TIME}"
_SPEAKER = r"(?P<speaker>[^:：,，;；\t|]{1,40}?)"
_ALONE = (  # the message follows on lines of its own
    re.compile(rf"[\[(（]?{_MOMENT}[\])）]?\s{{1,9}}{_SPEAKER}\s{{0,9}}[:：]?", re.IGNORECASE),
    re.compile(rf"{_SPEAKER}\s{{1,9}}[\[(（]?{_MOMENT}[\])）]?\s{{0,9}}[:：]?", re.IGNORECASE),
)
_WITH_MESSAGE = re.compile(
    rf"[\[(（]?{_MOMENT}[\])）]?\s{{0,9}}[-–—]?\s{{1,9}}{_SPEAKER}[:：]\s{{0,9}}(?P<message>\S.*)",
    re.IGNORECASE,
)


def messages_of(lines: Sequence[str], work: ReadingWork) -> list[list[tuple[int, str]]] | None:
    """What each message says, line by line with their numbers; None where this is no chat.

    A list of who came when has a moment in every line, too: only where something is said between, is it a chat.
    """
    messages: list[list[tuple[int, str]]] = []
    for number, line in enumerate(work.each(lines), start=1):
        said = _WITH_MESSAGE.fullmatch(line.strip())
        if said is not None and _is_speaker(said["speaker"]):
            messages.append([(number, said["message"])])
        elif any((begun := one.fullmatch(line.strip())) and _is_speaker(begun["speaker"]) for one in _ALONE):
            messages.append([])
        elif messages and line.strip():
            messages[-1].append((number, line))
    return messages if sum(map(bool, messages)) >= LEAST_SAID else None


def last_relay(messages: Sequence[Sequence[tuple[int, str]]], work: ReadingWork, *, today: date) -> list[Item]:
    """In a chat each who joins sends the whole list again; the last has everybody."""
    for message in reversed(messages):
        items = items_of([text for _number, text in message], work, today=today)
        if items:
            return [Item(message[item.line - 1][0], item.name, item.is_child) for item in items]
    return []


def _is_speaker(name: str) -> bool:
    return heading_of(name) is Heading.UNKNOWN and any(sign.isalpha() for sign in name)
