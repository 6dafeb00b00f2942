"""What becomes of each row of a roster: a verdict for every one, duplicates and near-duplicates named."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courses.organizations.models import Group, Member
from courses.organizations.names import NameRefusedError, folded, normal_name
from courses.organizations.rosters.files import RosterLine

MOST_COMPARED = 5_000  # names of a group that new ones are compared with; more would hold the page for seconds
LEAST_FOR_TYPOS = 5  # shorter names differ by one letter all the time


class Verdict(StrEnum):
    NEW = "new"  # will be put on the list
    PRESENT = "present"  # is on the list already
    GONE = "gone"  # was there once and left or was removed: only a person decides about that
    REPEATED = "repeated"  # the same name as an earlier row
    REFUSED = "refused"  # no name, too long, or with signs that do not print


@dataclass(frozen=True, slots=True)
class Judged:
    """One row and its verdict. `reason` says why it was refused; `like` is a name it could be confused with."""

    line: RosterLine
    verdict: Verdict
    reason: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class RosterReport:
    """All rows of a file judged; `missing` are people on the list whom the file does not name."""

    rows: tuple[Judged, ...]
    missing: tuple[tuple[int, str], ...]  # (member, nickname)

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(row.verdict.value for row in self.rows)
        return {verdict.value: found.get(verdict.value, 0) for verdict in Verdict}

    @property
    def new(self) -> tuple[Judged, ...]:
        return tuple(row for row in self.rows if row.verdict is Verdict.NEW)

    @property
    def near(self) -> tuple[Judged, ...]:
        """New names that look like others: let through, but shown first."""
        return tuple(row for row in self.new if row.like)

    @property
    def not_imported(self) -> tuple[Judged, ...]:
        return tuple(row for row in self.rows if row.verdict is not Verdict.NEW)


def judge(
    lines: Sequence[RosterLine], *, group: Group, earlier: Iterable[RosterLine] = (), is_last: bool = True
) -> RosterReport:
    """The verdicts of a part of a file, all of it unless `earlier` rows are named; two queries, whatever its length.

    Who is missing can be told with the last part only.
    """
    members = Member.objects.filter(group=group)
    is_large = members.count() > MOST_COMPARED
    if is_large and not is_last:
        members = members.filter(folded__in=[key for key in map(_key_of, lines) if key])
    found = members.values_list("folded", "nickname", "pk", "left_at", "removed_at")
    known = {key: (nickname, pk, left is None and removed is None) for key, nickname, pk, left, removed in found}
    looks = _Looks()
    if not is_large:
        for nickname, _pk, _present in known.values():
            looks.add(nickname)
    seen: set[str] = set()
    rows = []
    for line in lines:
        row, key = _judge_one(line, known, seen)
        if row.verdict is Verdict.NEW:
            row = Judged(row.line, row.verdict, like=looks.like(row.line.nickname))
            looks.add(row.line.nickname)
        seen.add(key)
        rows.append(row)
    if not is_last:
        return RosterReport(tuple(rows), ())
    seen.update(map(_key_of, earlier))
    missing = tuple((pk, nickname) for key, (nickname, pk, here) in known.items() if here and key not in seen)
    return RosterReport(tuple(rows), missing)


def _key_of(line: RosterLine) -> str:
    """By what a name is found on the list; "" for what is no name."""
    try:
        return folded(normal_name(line.nickname))
    except NameRefusedError:
        return ""


def _judge_one(line: RosterLine, known: Mapping[str, tuple[str, int, bool]], seen: set[str]) -> tuple[Judged, str]:
    try:
        name = normal_name(line.nickname)
    except NameRefusedError as refused:
        return Judged(line, Verdict.REFUSED, refused.reason), ""
    if line.consent == "?":
        return Judged(line, Verdict.REFUSED, "consent"), folded(name)
    key = folded(name)
    tidy = RosterLine(line.number, name, line.consent)
    if key in seen:
        return Judged(tidy, Verdict.REPEATED), key
    if key in known:
        return Judged(tidy, Verdict.PRESENT if known[key][2] else Verdict.GONE), key
    return Judged(tidy, Verdict.NEW), key


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
