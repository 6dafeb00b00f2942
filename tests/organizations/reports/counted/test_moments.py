"""Whatever was done in the first or last moment of a place, a list sorts and counts people as their lines have them.

People are made by chance, the same each time: most moments are edges, or a second beside one.
"""

from datetime import datetime, timedelta
from random import Random

import pytest

from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import Group
from courses.organizations.reports.people.lines import lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import IDLE, TaskStanding
from tests.organizations.cast import NOW, make_member
from tests.organizations.reports.learning import check, give, work
from tests.organizations.reports.people.test_standing_in_the_database import in_order

PEOPLE = 150
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ENDED = NOW + 10 * DAY
MOMENTS = (NOW - 30 * DAY, NOW - SECOND, NOW, NOW + SECOND, ENDED - SECOND, ENDED, ENDED + SECOND, ENDED + 9 * DAY)


def learn(drawn: Random, group: Group, course: Course, number: int) -> None:
    """Somebody who did something in up to two lessons of the course, and sent up to two checks. Few have moments that
    contradict each other: of those no summary is kept."""
    member = make_member(group, f"Learner {number:03}", shares_earlier=drawn.random() < 0.4)
    for lesson in drawn.sample(course.lessons[:3], drawn.randrange(3)):
        opened, touched = sorted(drawn.choices(MOMENTS, k=2))
        row = work(member.learner, lesson, at=opened, touched_at=touched, done=False)
        within = MOMENTS if drawn.random() < 0.1 else [one for one in MOMENTS if opened <= one <= touched]
        row.completed_at, row.stuck_at = (drawn.choice((None, *within)) for _ in range(2))
        row.save()
    for moment in drawn.choices(MOMENTS, k=drawn.randrange(3)):
        check(member.learner, course, drawn.choice((3, 9)), at=moment)
    if drawn.random() < 0.6:
        summarize(member.learner_id, course.slug)


@pytest.mark.parametrize("lessons", [(), (0, 1)], ids=["course", "part of it"])
def test_edges_of_a_place_are_the_same_on_lists_and_on_lines(group, course, lessons) -> None:
    drawn = Random(15)  # noqa: S311 - the same each time
    give(group, course, *(course.lessons[place].slug for place in lessons))
    for number in range(PEOPLE):
        learn(drawn, group, course, number)

    for archived_at in (None, ENDED):
        group.archived_at = archived_at
        group.save()
        for now in (NOW + IDLE, ENDED + IDLE):
            assert_agree(group, now)


def assert_agree(group: Group, now: datetime) -> None:
    (task,) = tasks_of(group, catalog(), now.date())
    for order in (RankOrder.PRESSING, RankOrder.DONE, RankOrder.ACTIVE):
        measure = measure_of(task, group, order=order, now=now)
        lines = lines_of(task, group, measure.people, now)
        standings = [line.result.standing for line in lines]

        assert [in_order(order, line) for line in lines] == sorted(in_order(order, line) for line in lines)
        assert dict(measure.counts) == {one: standings.count(one) for one in TaskStanding}
        for place, slug in enumerate(task.slugs):
            assert measure.finished.get(slug, 0) == sum(line.result.lessons[place].is_done for line in lines)
