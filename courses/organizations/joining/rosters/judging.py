"""Gives each row of a roster a verdict: new, or why not; with duplicates and similar names pointed out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import QuerySet

from courses.languages.names import NameRefusedError, normal_name
from courses.organizations.forms.names import folded
from courses.organizations.joining.rosters.reading.people import RosterLine
from courses.organizations.models import Group, Member

MOST_COMPARED = 5_000  # names of a group that new ones are compared with; more would hold the page for seconds
NO_CONSENT = {"?": "consent", "missing": "child"}
LEAST_FOR_TYPOS = 5  # shorter names differ by one letter all the time


class RowVerdict(StrEnum):
    NEW = "new"  # will be put on the list
    PRESENT = "present"  # is on the list already
    GONE = "gone"  # was there once and left or was removed: only a person decides about that
    REPEATED = "repeated"  # the same name as an earlier row: a person says whether it is somebody else
    REFUSED = "refused"  # no name, too long, with signs that do not print, or a child without a guardian's consent


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row and its verdict.

    `reason` is why it was refused; `like` a similar name. `member` is the place left behind by an undone import, which
    this row would fill again.
    """

    line: RosterLine
    verdict: RowVerdict
    reason: str = ""
    like: str = ""
    member: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    nickname: str
    pk: int
    is_present: bool
    is_undone: bool  # came by an import that was undone, before the person did


@dataclass(frozen=True, slots=True)
class RosterReport:
    """The verdicts of all rows; `missing` are members on the list whom the file does not name."""

    rows: tuple[JudgedRow, ...]
    missing: tuple[tuple[int, str], ...]  # (member, nickname)

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(row.verdict.value for row in self.rows)
        return {verdict.value: found.get(verdict.value, 0) for verdict in RowVerdict}

    @property
    def new(self) -> tuple[JudgedRow, ...]:
        return tuple(row for row in self.rows if row.verdict is RowVerdict.NEW)

    @property
    def near(self) -> tuple[JudgedRow, ...]:
        """New names that resemble others: they are accepted, but shown first."""
        return tuple(row for row in self.new if row.like)

    @property
    def repeated(self) -> tuple[JudgedRow, ...]:
        return tuple(row for row in self.rows if row.verdict is RowVerdict.REPEATED)

    @property
    def children(self) -> tuple[JudgedRow, ...]:
        """Names that are refused because a guardian's consent is missing."""
        return tuple(row for row in self.rows if row.reason in NO_CONSENT.values())

    @property
    def marked(self) -> tuple[JudgedRow, ...]:
        """Names after which a mark of the list's own was removed."""
        return tuple(row for row in self.rows if row.line.mark)

    @property
    def not_imported(self) -> tuple[JudgedRow, ...]:
        return tuple(row for row in self.rows if row.verdict is not RowVerdict.NEW)


def judge(
    lines: Sequence[RosterLine],
    *,
    group: Group,
    earlier: Iterable[RosterLine] = (),
    is_last: bool = True,
    are_others: bool = False,
) -> RosterReport:
    """The verdicts of a part of a file, all of it unless `earlier` rows are named; two queries, whatever its length.

    Who is missing can be told with the last part only. `are_others`: a name for the second time is another person, who
    is listed with a number.
    """
    members = Member.objects.filter(group=group)
    is_large = members.count() > MOST_COMPARED
    if is_large and not is_last and not are_others:
        members = members.filter(folded__in=[key for key in map(_key_of, lines) if key])
    known = _known(members)
    looks = _Looks()
    if not is_large:
        for one in known.values():
            looks.add(one.nickname)
    seen = {
        key for line in earlier if (key := _key_of(line)) and (line.consent not in NO_CONSENT or key in known)
    }  # fmt: skip
    rows = []
    for line in lines:
        row, key = _judge_one(line, known, seen)
        if row.verdict is RowVerdict.REPEATED:
            row = _numbered(row, known, seen, are_others=are_others)
            key = folded(row.line.nickname) if are_others else key
        elif row.verdict is RowVerdict.NEW:
            row = replace(row, like=looks.like(row.line.nickname))
            looks.add(row.line.nickname)
        if row.verdict is not RowVerdict.REFUSED:
            seen.add(key)
        rows.append(row)
    here = ((key, one) for key, one in known.items() if is_last and one.is_present)
    return RosterReport(tuple(rows), tuple((one.pk, one.nickname) for key, one in here if key not in seen))


def _known(members: QuerySet[Member]) -> dict[str, _Known]:
    columns = ("folded", "nickname", "pk", "joined_at", "left_at", "removed_at", "came_by__undone_at")
    return {
        key: _Known(
            nickname, pk, left is None and removed is None, not joined and removed is not None and removed == undone
        )
        for key, nickname, pk, joined, left, removed, undone in members.values_list(*columns)
    }


def _numbered(row: JudgedRow, known: Mapping[str, _Known], seen: set[str], *, are_others: bool) -> JudgedRow:
    """The next free name of this kind: 张伟 (2). Whoever has it already is that second person."""
    number = 2
    while folded(name := f"{row.line.nickname} ({number})") in seen:
        number += 1
    held = known.get(folded(name))
    if not are_others:
        return replace(row, verdict=RowVerdict.PRESENT) if held and held.is_present else replace(row, like=name)
    try:
        name = normal_name(name)
    except NameRefusedError as refused:
        return replace(row, verdict=RowVerdict.REFUSED, reason=refused.reason)
    return _by_place(replace(row.line, nickname=name), held)


def _by_place(line: RosterLine, held: _Known | None) -> JudgedRow:
    """Nobody comes on the list, by whatever way, whose guardian would have to agree and is not known to have."""
    if held is not None and not held.is_undone:
        return JudgedRow(line, RowVerdict.PRESENT if held.is_present else RowVerdict.GONE)
    if line.consent in NO_CONSENT:
        return JudgedRow(line, RowVerdict.REFUSED, NO_CONSENT[line.consent])
    return JudgedRow(line, RowVerdict.NEW, member=held.pk if held else None)


def _key_of(line: RosterLine) -> str:
    """By what a name is found on the list; "" for what is no name."""
    try:
        return folded(normal_name(line.nickname))
    except NameRefusedError:
        return ""


def _judge_one(line: RosterLine, known: Mapping[str, _Known], seen: set[str]) -> tuple[JudgedRow, str]:
    if line.reason:
        return JudgedRow(line, RowVerdict.REFUSED, line.reason), ""
    try:
        name = normal_name(line.nickname)
    except NameRefusedError as refused:
        return JudgedRow(line, RowVerdict.REFUSED, refused.reason), ""
    key, tidy = folded(name), replace(line, nickname=name)
    if key in seen:
        return JudgedRow(tidy, RowVerdict.REPEATED), key
    return _by_place(tidy, known.get(key)), key


class _Looks:
    """Finds names that differ by signs only, or by one letter where they are long enough; constant time a name."""

    def __init__(self) -> None:
        self._by_look: dict[str, str] = {}

    def add(self, name: str) -> None:
        for look in _looks_of(name):
            self._by_look.setdefault(look, name)

    def like(self, name: str) -> str:
        found = (self._by_look.get(look) for look in _looks_of(name))
        return next((other for other in found if other is not None and other != name), "")


def _looks_of(name: str) -> Iterable[str]:
    letters = "".join(sign for sign in folded(name) if sign.isalnum())
    yield letters or folded(name)
    if len(letters) >= LEAST_FOR_TYPOS and letters.isascii():
        yield from {letters[:place] + letters[place + 1 :] for place in range(len(letters))}
