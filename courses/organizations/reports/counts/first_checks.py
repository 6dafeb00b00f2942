"""First checks that a group was given, and how many have taken them: never who, and from five people on."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.catalog.model.lessons import Catalog, Course
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Assignment, Group
from courses.organizations.reports.counts.gains import inside
from courses.organizations.reports.suppression import shown_count


@dataclass(frozen=True, slots=True)
class FirstCheck:
    """`people` have taken it; None for fewer than five."""

    course: Course
    people: int | None


def first_checks_of(group: Group, catalog: Catalog, tasks: Sequence[Task]) -> tuple[FirstCheck, ...]:
    """Of a group that was given nothing else; one query, and one for each check."""
    if tasks:
        return ()
    given = Assignment.objects.standing().filter(group=group, is_first_check=True).order_by("pk")
    courses = [catalog.courses[slug] for slug in dict.fromkeys(given.values_list("course", flat=True))
               if slug in catalog.courses]  # fmt: skip
    return tuple(FirstCheck(course, shown_count(_taken(group, course))) for course in courses)


def _taken(group: Group, course: Course) -> int:
    task = Task(course.slug, course, (), is_whole=False)
    sent = CheckAttempt.objects.filter(course=course.slug, kind=CheckAttempt.DIAGNOSTIC, sent_at__isnull=False)
    return inside(sent, task, group, "sent_at").values("learner").distinct().count()
