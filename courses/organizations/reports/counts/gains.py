"""What a group gained: the check before and after the course, well-being before and after; five people or more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple, TypeVar

from django.db.models import F, Model, Q, QuerySet

from courses.learning.models import CheckAttempt, WellbeingResult
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.people.ranking import people_of
from courses.organizations.reports.suppression import LEAST, shown_count

READ_OUT = "other"  # of the ways in which a questionnaire is filled in


@dataclass(frozen=True, slots=True)
class GroupGain:
    """Both checks of the same people: the one before the course, and the first final one after it. In percent."""

    people: int
    before: int
    after: int

    @property
    def share(self) -> int | None:
        """Of what the group did not know before, how much it knows now (Hake's average normalised gain)."""
        left = 100 - self.before
        return round(100 * (self.after - self.before) / left) if left else None


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Well-being of the same people, from 0 to 100: the first result before learning, the last one after it."""

    people: int
    before: int
    after: int
    has_help: bool = False  # somebody had it read out; the scale has a table of its own for that

    @property
    def points(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Gains:
    """A part is None where it would rest on fewer than five people; then not even their number is told.

    `first_checks` is how many have taken the check before the course. Whoever had help in one of both checks stands
    apart in `helped`, and the others in `alone`, where both are of five people or more; else `gain` mixes them.
    """

    first_checks: int | None
    gain: GroupGain | None
    change: GroupChange | None
    alone: GroupGain | None = None
    helped: GroupGain | None = None
    has_help: bool = False

    @property
    def stands_apart(self) -> bool:
        return self.helped is not None


class BeforeAndAfter(NamedTuple):
    """Of one person, before and after; `is_assisted` where they had help with either."""

    before: float
    after: float
    is_assisted: bool


Sent = tuple[float, bool]  # the share right, and whether with help
Row = TypeVar("Row", bound=Model)


def gains_of(task: Task, group: Group) -> Gains:
    """The gains of a group in one task; two queries."""
    before, after = _checks(task, group) if task.has_check else ({}, {})
    pairs = [
        BeforeAndAfter(before[learner][0], share, before[learner][1] or has_help)
        for learner, (share, has_help) in after.items()
    ]
    sides = [gain_of(pair for pair in pairs if pair.is_assisted is with_help) for with_help in (False, True)]
    alone, helped = sides if all(sides) else (None, None)
    return Gains(
        shown_count(len(before)), gain_of(pairs), change_of(_wellbeing_pairs(task, group)), alone, helped,
        any(pair.is_assisted for pair in pairs),
    )  # fmt: skip


def gain_of(pairs: Iterable[BeforeAndAfter]) -> GroupGain | None:
    means = _means(pairs)
    return GroupGain(*means) if means else None


def change_of(pairs: Iterable[BeforeAndAfter]) -> GroupChange | None:
    found = list(pairs)
    means = _means(found)
    return GroupChange(*means, has_help=any(pair.is_assisted for pair in found)) if means else None


def _means(pairs: Iterable[BeforeAndAfter]) -> tuple[int, int, int] | None:
    """How many pairs, and the rounded means of both sides; None for fewer than five."""
    found = list(pairs)
    if len(found) < LEAST:
        return None
    return len(found), round(fmean(pair.before for pair in found)), round(fmean(pair.after for pair in found))


def _checks(task: Task, group: Group) -> tuple[Mapping[int, Sent], Mapping[int, Sent]]:
    """By learner, the check before the course, and the first final one that came after it."""
    sent = CheckAttempt.objects.filter(course=task.course.slug, asked__gt=0)
    rows = inside(sent, task, group, "sent_at").order_by("pk")
    before: dict[int, Sent] = {}
    after: dict[int, Sent] = {}
    for learner, kind, right, asked, has_help in rows.values_list(
        "learner_id", "kind", "right", "asked", "is_assisted"
    ):
        result = (100 * (right or 0) / (asked or 1), has_help)
        if kind == CheckAttempt.DIAGNOSTIC:
            before.setdefault(learner, result)
        elif learner in before:
            after.setdefault(learner, result)
    return before, after


def _wellbeing_pairs(task: Task, group: Group) -> Iterable[BeforeAndAfter]:
    rows = inside(WellbeingResult.objects.all(), task, group, "at").order_by("pk")
    kept: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for learner, occasion, score, mode in rows.values_list("learner_id", "occasion", "score", "mode"):
        kept[learner].append((occasion, score, mode == READ_OUT))
    for scores in kept.values():
        first = next((place for place, one in enumerate(scores) if one[0] == WellbeingResult.BEFORE), len(scores))
        later = [one for one in scores[first:] if one[0] == WellbeingResult.AFTER]
        if later:
            yield BeforeAndAfter(scores[first][1], later[-1][1], scores[first][2] or later[-1][2])


def inside(rows: QuerySet[Row], task: Task, group: Group, at: str) -> QuerySet[Row]:
    """Those of `rows` whose time, the field `at`, lies between joining and the group's end, of people of the task."""
    place = Q(learner__places__group=group, learner__places__left_at=None, learner__places__removed_at=None)
    since = Q(learner__places__shares_earlier=True) | Q(**{f"{at}__gte": F("learner__places__joined_at")})
    until = Q(**{f"{at}__lte": group.archived_at}) if group.archived_at else Q()
    found = rows.filter(place & since & until)
    return found if task.assignment is None else found.filter(learner__in=people_of(task, group).values("learner"))
