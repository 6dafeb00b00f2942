"""People of a group, their task and its questions."""

from datetime import timedelta

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import Member
from tests.organizations.cast import NOW, make_member

TODAY = NOW + timedelta(days=10)


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def single_in(course):
    """A question with options, and its lesson."""
    return next((lesson, one) for lesson in course.lessons for one in lesson.marked_questions if one.kind == "single")


def people(group, count: int) -> list[Member]:
    return [make_member(group, f"Learner {number}") for number in range(count)]
