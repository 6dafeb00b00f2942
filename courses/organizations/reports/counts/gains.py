"""What a group gained: the check before and after the course, well-being before and after; five people or more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from courses.learning.models import CheckAttempt, WellbeingResult
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.people.ranking import people_of
from courses.organizations.reports.suppression import LEAST, shown_count


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

    @property
    def points(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Gains:
    """A part is None where it would rest on fewer than five people; then not even their number is told.

    `first_checks` is how many have taken the check before the course.
    """

    first_checks: int | None
    gain: GroupGain | None
    change: GroupChange | None


Pair = tuple[float, float]
Row = TypeVar("Row", bound=Model)


def gains_of(task: Task, group: Group) -> Gains:
    """The gains of a group in one task; two queries."""
    before, after = _checks(task, group) if task.has_check else ({}, {})
    pairs = [(before[learner], share) for learner, share in after.items()]
    return Gains(shown_count(len(before)), gain_of(pairs), change_of(_wellbeing_pairs(task, group)))


def gain_of(pairs: Iterable[Pair]) -> GroupGain | None:
    means = _means(pairs)
    return GroupGain(*means) if means else None


def change_of(pairs: Iterable[Pair]) -> GroupChange | None:
    means = _means(pairs)
    return GroupChange(*means) if means else None


def _means(pairs: Iterable[Pair]) -> tuple[int, int, int] | None:
    """How many pairs, and the rounded means of both sides; None for fewer than five."""
    found = list(pairs)
    if len(found) < LEAST:
        return None
    return len(found), round(fmean(pair[0] for pair in found)), round(fmean(pair[1] for pair in found))


def _checks(task: Task, group: Group) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """By learner, the share right of the check before the course, and of the first final one that came after it."""
    sent = CheckAttempt.objects.filter(course=task.course.slug, sent_at__isnull=False, asked__gt=0)
    rows = inside(sent, task, group, "sent_at").order_by("pk")
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for learner, kind, right, asked in rows.values_list("learner_id", "kind", "right", "asked"):
        share = 100 * (right or 0) / (asked or 1)
        if kind == CheckAttempt.DIAGNOSTIC:
            before.setdefault(learner, share)
        elif learner in before:
            after.setdefault(learner, share)
    return before, after


def _wellbeing_pairs(task: Task, group: Group) -> Iterable[Pair]:
    rows = inside(WellbeingResult.objects.all(), task, group, "at").order_by("pk")
    kept: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for learner, occasion, score in rows.values_list("learner_id", "occasion", "score"):
        kept[learner].append((occasion, score))
    for scores in kept.values():
        places = [place for place, (occasion, _score) in enumerate(scores) if occasion == WellbeingResult.BEFORE]
        later = (
            [score for occasion, score in scores[places[0] :] if occasion == WellbeingResult.AFTER] if places else []
        )
        if later:
            yield scores[places[0]][1], later[-1]


def inside(rows: QuerySet[Row], task: Task, group: Group, at: str) -> QuerySet[Row]:
    """Those of `rows` whose time, the field `at`, lies between joining and the group's end, of people of the task."""
    place = Q(learner__places__group=group, learner__places__left_at=None, learner__places__removed_at=None)
    since = Q(learner__places__shares_earlier=True) | Q(**{f"{at}__gte": F("learner__places__joined_at")})
    until = Q(**{f"{at}__lte": group.archived_at}) if group.archived_at else Q()
    found = rows.filter(place & since & until)
    return found if task.assignment is None else found.filter(learner__in=people_of(task, group).values("learner"))
