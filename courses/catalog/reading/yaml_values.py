"""Reads YAML 1.2 into plain values with the place of each: no aliases, tags or surprises, keys are always text."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.reading.files import first_invisible, invisible_reason
from courses.catalog.reading.source import Places, Step

DEPTH = 10
_EVENTS = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is in every wheel; events only, values are ours

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_START_TWICE = 'the file holds two documents. Remove the second "---" line.'


class _Unreadable(Exception):
    """Reading cannot go on."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


def read_yaml(text: str, path: str, problems: list[Problem], first_line: int = 1) -> tuple[Any, Places]:
    """The values of a YAML text and their places; None when it was reported instead.

    `first_line` is the line of the file on which `text` begins.
    """
    reader = _ValueReader(path, problems, first_line)
    try:
        value = reader.document(text)
    except _Unreadable as problem:
        reader.report(problem.reason, problem.line, problem.column)
        value = None
    return value, Places(path, reader.known)


class _ValueReader:
    def __init__(self, path: str, problems: list[Problem], first_line: int) -> None:
        self.path = path
        self.problems = problems
        self.first_line = first_line
        self.known: dict[tuple[Step, ...], tuple[int, int]] = {}
        self._events: Iterator[Event] = iter(())

    def report(self, reason: str, line: int, column: int, code: str = "M104") -> None:
        place = Place(self.path, line + self.first_line, column + 1)
        self.problems.append(Problem(place, code, reason))

    def document(self, text: str) -> Any:
        """The value of the only document of `text`."""
        try:
            self._events = iter(_EVENTS(text).get_event, None)
            value = self._only_document()
        except yaml.MarkedYAMLError as found:
            problem = _told_in_full(text, found)
            mark = problem.problem_mark or problem.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            raise _Unreadable(_in_words(problem.problem or problem.context or ""), line, column) from None
        except (yaml.YAMLError, ValueError) as problem:
            raise _Unreadable(_in_words(str(problem).split("\n")[0]), 0, 0) from None
        if value is None:
            self.report("the file is empty. Write its keys and values.", 0, 0)
        return value

    def _only_document(self) -> Any:
        value, started = None, False
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise _stop("lines that begin with % are not read. Remove this line.", event)
                if started:
                    raise _stop(_START_TWICE, event)
                started = True
                first = next(self._events)
                self._note((), first)
                value = self._value(first, ())
        return value

    def _value(self, event: Event, keys: tuple[Step, ...]) -> Any:
        if len(keys) > DEPTH:
            raise _stop(f"values are nested over {DEPTH} levels deep. Write it flatter.", event)
        if isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None:
            return self._scalar(event)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _stop('"&" and "*" at the start of a value are not read. Put the text in quotes.', event)
        if getattr(event, "tag", None):
            raise _stop('"!" at the start of a value is not read. Put the text in quotes.', event)
        if isinstance(event, SequenceStartEvent):
            return self._list(keys)
        if isinstance(event, MappingStartEvent):
            return self._mapping(keys)
        raise _stop("something is missing here.", event)

    def _note(self, keys: tuple[Step, ...], event: Event) -> None:
        """Note the place of a value: that of its key, or its own where it has none."""
        line, column = _position(event)
        self.known.setdefault(keys, (line + self.first_line, column + 1))

    def _list(self, keys: tuple[Step, ...]) -> list[Any]:
        values: list[Any] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            here = (*keys, len(values))
            self._note(here, event)
            values.append(self._value(event, here))
        return values

    def _mapping(self, keys: tuple[Step, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event)
            here = (*keys, key)
            if key in values:
                first = self.known[here][0]
                reason = f'the key "{key}" stands here twice, first on line {first}. Keep one of the two.'
                self.report(reason, *_position(event))
                self._skip(next(self._events), (*keys, f"{key} (again)"))
                continue
            self._note(here, event)
            values[key] = self._value(next(self._events), here)
        return values

    def _skip(self, event: Event, keys: tuple[Step, ...]) -> None:
        """Read a value that nothing needs, for what is wrong in it."""
        self._note(keys, event)
        self._value(event, keys)

    def _key(self, event: Event) -> str:
        """Keys stay as they are written: no, true and 2026 are ids like any other."""
        if isinstance(event, ScalarEvent) and not event.anchor and not event.tag:
            return str(event.value)
        raise _stop("a key must be one plain word.", event)

    def _scalar(self, event: ScalarEvent) -> Any:
        text = str(event.value)
        if event.style:  # in quotes or a block: text, whatever it looks like
            hidden = first_invisible(text)
            if hidden:
                self.report(invisible_reason(hidden), *_position(event))
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            self.report(f'a decimal number stands without quotes. Write "{text}".', *_position(event), "M102")
            return text
        return self._day(text, event) if _DAY.fullmatch(text) else text

    def _day(self, text: str, event: Event) -> Any:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            self.report(f"{text} is no day of the calendar. Write a day like 2026-11-23.", *_position(event), "M102")
            return datetime.date.min


def _stop(reason: str, event: Event) -> _Unreadable:
    return _Unreadable(reason, *_position(event))


def _position(event: Event) -> tuple[int, int]:
    """Line and column of an event, from 0."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _told_in_full(text: str, found: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    """The same complaint from the slow reader, which names the character; libyaml does not."""
    try:
        for _event in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as told:
        return told
    except ValueError:
        pass
    return found


def _in_words(problem: str) -> str:
    """What the reader complains about, and what an author can do about it."""
    if "'\\t'" in problem or "tab" in problem.split():
        return "there is a tab. Indent with spaces only."
    if "cannot start any token" in problem:
        character = problem.partition("character ")[2][:3]
        return f"a value cannot begin with {character}. Put the text in quotes."
    if "Unicode character escape" in problem:
        return "an escape like \\ud800 names no character. Write the character itself."
    if "mapping values are not allowed" in problem:
        return "a colon stands inside a text without quotes, or a full-width one after a key. Use quotes."
    if "could not find expected ':'" in problem:
        return 'the key above has no colon, or a full-width one. End keys with ": ", like "title: …".'
    if "end of stream" in problem or "<stream end>" in problem:
        return "a quote or bracket is never closed. Close it."
    return f"this cannot be read as YAML: {problem}. Look at quotes, commas and indents here and one line above."
