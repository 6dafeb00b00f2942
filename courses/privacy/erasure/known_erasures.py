"""Collects all recorded erasures before a restore, and refuses the restore when some may be missing."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date
from operator import attrgetter
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.dateparse import parse_datetime

from courses.languages.counting import counted
from courses.privacy.backup.postgres_programs import BackupRefusedError, rows_in, tables_in
from courses.privacy.erasure.erased_lists import ListedErasure, read_list
from courses.privacy.erasure.tombstones import known_keys
from courses.privacy.models import ErasureKey, ErasureList, ErasureMark

KEYS, LISTS, MARKS = (one._meta.db_table for one in (ErasureKey, ErasureList, ErasureMark))


@dataclass(frozen=True, slots=True)
class NotedErasures:
    """What one database says: its keys with the moment each came into use, its servers' lists, and its marks."""

    keys: frozenset[tuple[str, str]] = frozenset()
    lists: frozenset[str] = frozenset()
    marks: frozenset[ListedErasure] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownErasures:
    """All marks that could be found, and why they may not be all."""

    marks: frozenset[ListedErasure]
    keys: frozenset[tuple[str, str]]
    lists: frozenset[str]
    is_same_site: bool
    doubts: tuple[str, ...]


def gather(copy: Path, more_lists: Iterable[Path]) -> KnownErasures:
    """Collect all recorded erasures.

    They are the marks of this database, of the backup, and of the lists beside databases, this site's and those named.
    """
    then, now = _noted_in_copy(copy), _noted_now()
    lists = _Lists((settings.ERASED_FILE, *more_lists))
    marks = _each_once(then.marks | now.marks | lists.marks)
    if then.keys and then.keys <= now.keys:  # a copy of the database that is there now
        of_lists = () if _knows_all(now, then, lists) else tuple(lists.doubts(then))
        doubts = (*of_lists, *_unreadable(marks, now.keys))
        return KnownErasures(marks, now.keys, now.lists, True, doubts)
    doubts = (*lists.doubts(then), *_unreadable(marks, then.keys))
    return KnownErasures(marks, then.keys, then.lists, False, doubts)


def _knows_all(now: NotedErasures, then: NotedErasures, lists: "_Lists") -> bool:
    """Whether this database knows every erasure since. One that was itself put back in another way does not.

    Whoever names a list wants it read: one that cannot be is never passed over.
    """
    return not lists.problems_of_others and _texts(then.marks | lists.own_marks) <= _texts(now.marks)


def _each_once(marks: Iterable[ListedErasure]) -> frozenset[ListedErasure]:
    """One for each erasure, with a list that holds it where any is known: several places know of the same."""
    return frozenset({one.mark: one for one in sorted(marks, key=attrgetter("noted_in"))}.values())


def _texts(marks: Iterable[ListedErasure]) -> frozenset[str]:
    return frozenset(one.mark for one in marks)


def _unreadable(marks: Iterable[ListedErasure], keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    of_the_site = {key for key, _since in keys}
    if of_the_site and of_the_site.isdisjoint(known_keys()):
        yield "ERASURE_KEY is not the key of this copy: the settings of the site were not read. Name them: ENV_FILE."
    unknown = {one.key for one in marks} - set(known_keys()) - {""}
    for key in sorted(unknown):
        count = sum(one.key == key for one in marks)
        noted = counted(count, "{} erasure was", "{} erasures were")
        yield f"{noted} noted with another key ({key}). Add it to ERASURE_KEY_FALLBACKS."


class _Lists:
    """The lists beside databases that were named, as far as they can be read."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.marks: frozenset[ListedErasure] = frozenset()
        self.ids: frozenset[str] = frozenset()
        self._problems: list[str] = []
        own, *others = dict.fromkeys(files)
        self._add(own)
        self.own_marks, of_own = self.marks, len(self._problems)
        for file in others:
            self._add(file)
        self.problems_of_others = self._problems[of_own:]

    def _add(self, file: Path) -> None:
        try:
            found = read_list(file)
        except OSError as problem:
            self._problems.append(f"{file} cannot be read: {problem.strerror}.")
            return
        self.marks |= found.marks
        self.ids |= found.ids
        if found.damaged:
            self._problems.append(f"{file} is damaged in line {', '.join(map(str, found.damaged))}.")

    def doubts(self, then: NotedErasures) -> Iterator[str]:
        """Why the lists may not name everybody who was erased since the copy was made."""
        yield from self._problems
        lost = ({one.noted_in for one in then.marks} | then.lists) - self.ids - {""}
        for one in sorted(lost):
            yield f"The list {one} of another server is missing. Name its file: --erased-list FILE."
        if not lost and (missing := _texts(then.marks) - _texts(self.marks)):
            known = counted(len(missing), "{} erasure is", "{} erasures are")
            yield f"{known} known to the copy and in no list: a list was shortened or replaced."


# ---- what databases say


def _noted_now() -> NotedErasures:
    """Nothing when the database is new, or cannot be asked."""
    try:
        keys = frozenset((row.fingerprint, _moment(str(row.since))) for row in ErasureKey.objects.all())
        lists = frozenset(ErasureList.objects.values_list("list_id", flat=True))
        marks = frozenset(ListedErasure(row.day, row.key, row.mark, row.noted_in) for row in ErasureMark.objects.all())
    except DatabaseError:
        connection.close()
        return NotedErasures()
    return NotedErasures(keys, lists, marks)


def _noted_in_copy(copy: Path) -> NotedErasures:
    """Nothing when the copy was made by a program that noted nobody inside the database."""
    rows = _rows_sqlite if connection.vendor == "sqlite" else _rows_postgres
    keys = frozenset((row["fingerprint"], _moment(row["since"])) for row in rows(copy, KEYS))
    lists = frozenset(row["list_id"] for row in rows(copy, LISTS))
    return NotedErasures(keys, lists, frozenset(_mark(row) for row in rows(copy, MARKS)))


def _mark(row: Mapping[str, str]) -> ListedErasure:
    return ListedErasure(date.fromisoformat(row["day"]), row["key"], row["mark"], row["noted_in"])


def _rows_sqlite(copy: Path, table: str) -> list[Mapping[str, str]]:
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        known = opened.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        return [dict(row) for row in opened.execute(f"SELECT * FROM {table}")] if known else []  # noqa: S608 - our own


def _rows_postgres(copy: Path, table: str) -> list[Mapping[str, str]]:
    return list(rows_in(copy, table)) if table in tables_in(copy) else []


def _moment(said: str) -> str:
    """A moment in one form: databases write it in several."""
    moment = parse_datetime(said)
    if moment is None:
        raise BackupRefusedError(f"The copy holds no moment but {said!r}.")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite writes UTC without saying so
    return aware.astimezone(UTC).isoformat()
