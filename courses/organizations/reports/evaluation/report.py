"""The numbers of a term, made from its people: those of fewer than five are hidden, and what they would follow from.

What holds. Every part of the people is shown by the one rule of suppression.py, its rest hidden with it. Reports of one
organisation share no day, so that none can be taken from another; whoever sees totals only reads a term when it is
closed, and what people do after it is not added: all that counts lies inside it. The file for evaluators says the same
parts, one by one: its lines cannot be joined to a person. A closed term has the figures of the day it was closed on:
whoever joins, leaves or is erased later, and what is noted later, changes nothing.
What does not hold: until a term is closed its owners see its figures change by each person.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from courses.organizations.reports.evaluation.counting import MONTH, WEEK, Pair, Person
from courses.organizations.reports.evaluation.intervals import (
    SMALL,
    ConfidenceInterval,
    change_interval,
    share_interval,
)
from courses.organizations.reports.suppression import LEAST, shown_count, shown_parts


class GroupPart(StrEnum):
    """What is asked of everybody who took part."""

    ATTENDANCE = "attendance"
    FINISHED = "finished"
    HELP = "help"
    EXERCISES = "exercises"
    AFTER_7 = "after-7-days"
    AFTER_30 = "after-30-days"
    CAME_BACK = "came-back"


Kind = Callable[[Person], str]
YES, NO, MIXED = "yes", "no", "mixed"
OFTEN = 3  # meetings


def _attendance(person: Person) -> str:
    return "3-or-more" if person.attended >= OFTEN else "1-or-2" if person.attended else "none"


def _yes(value: bool) -> str:
    return YES if value else NO


def _came_back(person: Person) -> str:
    gap = person.came_back_after
    if gap is None or gap < WEEK:
        return "no"
    return "after-30-days" if gap >= MONTH else "after-7-days"


def _said(answer: str | None) -> str:
    if answer is None:
        return "not-asked"
    return {"": "no-answer", "done": "done", "partly": "partly"}.get(answer, "not-done")


SAID = ("done", "partly", "not-done", "no-answer", "not-asked")
PARTS: Mapping[GroupPart, tuple[tuple[str, ...], Kind]] = {
    GroupPart.ATTENDANCE: (("3-or-more", "1-or-2", "none"), _attendance),
    GroupPart.FINISHED: ((YES, NO), lambda person: _yes(person.has_finished)),
    GroupPart.HELP: ((YES, NO), lambda person: _yes(person.is_assisted)),
    GroupPart.EXERCISES: ((YES, NO), lambda person: _yes(person.did_exercise)),
    GroupPart.AFTER_7: (SAID, lambda person: _said(person.after_7)),
    GroupPart.AFTER_30: (SAID, lambda person: _said(person.after_30)),
    GroupPart.CAME_BACK: (("after-30-days", "after-7-days", "no"), _came_back),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole; `count` is None where it may not be shown, and then nothing else is."""

    value: str
    count: int | None
    people: int

    @property
    def percent(self) -> int | None:
        return None if self.count is None else round(100 * self.count / self.people)

    @property
    def interval(self) -> ConfidenceInterval | None:
        return None if self.count is None else share_interval(self.count, self.people)


@dataclass(frozen=True, slots=True)
class TermGain:
    """The first check and the first final one after it, of the same people; in percent and points."""

    course: str
    help: str  # "yes" and "no" where both are of five people or more, else all together: "mixed", or "" without help
    people: int
    before: float
    change: float
    interval: ConfidenceInterval

    @property
    def after(self) -> float:
        return self.before + self.change

    @property
    def is_small(self) -> bool:
        return self.people < SMALL


@dataclass(frozen=True, slots=True)
class Checks:
    """Of people with both checks of a course: where they began and by how much they changed, each in order of size, so
    that the two are not joined."""

    course: str
    help: str  # as in TermGain
    before: tuple[float, ...]
    changes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TermReport:
    """`people` is None for fewer than five: then there is nothing else."""

    people: int | None
    parts: Mapping[GroupPart, tuple[Share, ...]]
    checks: tuple[Checks, ...]

    @property
    def gains(self) -> tuple[TermGain, ...]:
        return tuple(gain_of(checks) for checks in self.checks)


def report_of(people: Iterable[Person]) -> TermReport:
    found = list(people)
    whole = shown_count(len(found))
    if whole is None:
        return TermReport(None, {}, ())
    parts = {part: _shares(part, found) for part in PARTS if _is_counted(part, found)}
    return TermReport(whole, parts, tuple(_checks(found)))


def _is_counted(part: GroupPart, people: list[Person]) -> bool:
    """Attendance only where somebody has noted any."""
    return part is not GroupPart.ATTENDANCE or any(person.attended for person in people)


def _shares(part: GroupPart, people: list[Person]) -> tuple[Share, ...]:
    values, kind = PARTS[part]
    counts = Counter(kind(person) for person in people)
    shown = shown_parts({value: counts[value] for value in values})
    return tuple(Share(value, shown[value], len(people)) for value in values)


def _checks(people: list[Person]) -> Iterator[Checks]:
    """Pairs of each course of which at least five people have both checks, and whose rest is nobody or five at least.

    Those given with help stand apart where both sides are of five people or more; else all stand together, which is
    said.
    """
    by_course: dict[str, list[Pair]] = defaultdict(list)
    for person in people:
        for pair in person.pairs:
            by_course[pair.course].append(pair)
    for course, pairs in sorted(by_course.items()):
        rest = len(people) - len(pairs)
        if len(pairs) < LEAST or 0 < rest < LEAST:
            continue
        sides = [(side, [one for one in pairs if _yes(one.is_assisted) == side]) for side in (NO, YES)]
        if all(len(side) >= LEAST for _help, side in sides):
            yield from (_in_order(course, side, those) for side, those in sides)
        else:
            yield _in_order(course, MIXED if any(one.is_assisted for one in pairs) else "", pairs)


def _in_order(course: str, side: str, pairs: Iterable[Pair]) -> Checks:
    before, changes = sorted(pair.before for pair in pairs), sorted(pair.change for pair in pairs)
    return Checks(course, side, tuple(before), tuple(changes))


def gain_of(checks: Checks) -> TermGain:
    before, change = fmean(checks.before), fmean(checks.changes)
    return TermGain(checks.course, checks.help, len(checks.changes), before, change, change_interval(checks.changes))
