"""Finds existing assignments that overlap with a new one for the same people."""

from datetime import datetime

from courses.catalog.model.lessons import Catalog
from courses.organizations.assigning.actions import Wanted
from courses.organizations.assigning.assignment_list import GivenTask, by_form, with_counts
from courses.organizations.models import Assignment, Group


def standing_already(
    group: Group, wanted: Wanted, catalog: Catalog, now: datetime, *, key: str
) -> tuple[GivenTask, ...]:
    """Assignments of the same content for some of the same people, made by a form with another key."""
    rows = Assignment.objects.standing().asked_of(wanted.people).filter(group=group, course=wanted.course.slug)
    rows = rows.exclude(key=key)
    found = [row for row in with_counts(rows).order_by("-pk") if asks_the_same(row, wanted)]
    return by_form(found, group, catalog, now)


def asks_the_same(row: Assignment, wanted: Wanted) -> bool:
    """Whether an existing assignment overlaps in content with the wanted one; the people are not compared."""
    if row.course != wanted.course.slug:
        return False
    if row.is_first_check or not row.lesson:
        return any(is_check == row.is_first_check for _lesson, is_check in wanted.parts)
    return ("", False) in wanted.parts or (row.lesson, False) in wanted.parts
