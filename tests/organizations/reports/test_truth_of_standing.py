"""People whose truth is known beforehand: nobody is called on track who is not, and need decides who comes first."""

from datetime import timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.reports.people.lines import lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import AttentionReason, TaskStanding
from tests.organizations.cast import NOW, make_member
from tests.organizations.reports.learning import check, give, work

DAY = timedelta(days=1)
TODAY = NOW + 30 * DAY
OVERDUE, HELP, TRACK = TaskStanding.OVERDUE, TaskStanding.HELP, TaskStanding.ON_TRACK
NOT_STARTED, NOT_JOINED = TaskStanding.NOT_STARTED, TaskStanding.NOT_JOINED


def task_today(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def did(learner, course, count: int, *, ago: int = 1, **fields) -> None:
    for lesson in course.lessons[:count]:
        work(learner, lesson, at=TODAY - ago * DAY, **fields)


def passed(learner, course, right: int, ago: int = 1) -> None:
    check(learner, course, right, at=TODAY - ago * DAY)


def _nothing(_learner, _course) -> None:
    """Joined, and no more."""


def _stuck(learner, course) -> None:
    did(learner, course, 1)
    work(learner, course.lessons[1], at=TODAY - DAY, done=False, stuck=True)


def _failed_at_the_end(learner, course) -> None:
    did(learner, course, len(course.lessons))
    passed(learner, course, 5)


def _finished(learner, course) -> None:
    did(learner, course, len(course.lessons))
    passed(learner, course, 9)


def _failed_then_passed(learner, course) -> None:
    did(learner, course, len(course.lessons))
    passed(learner, course, 5, ago=3)
    passed(learner, course, 9)


CASES = [  # due in so many days, what was done, whether it is true that all goes well, and the word for it
    (-1, _nothing, OVERDUE),
    (-1, lambda learner, course: did(learner, course, len(course.lessons) - 1), OVERDUE),
    (-1, lambda learner, course: passed(learner, course, 9), OVERDUE),  # the check alone does no lesson
    (-1, lambda learner, course: did(learner, course, len(course.lessons)), HELP),  # the day passed without the check
    (-1, _finished, TRACK),
    (None, _failed_at_the_end, HELP),
    (None, _failed_then_passed, TRACK),
    (None, _stuck, HELP),
    (None, lambda learner, course: did(learner, course, 2, ago=15), HELP),  # nothing for a fortnight
    (None, lambda learner, course: did(learner, course, 2, ago=13), TRACK),
    (1, lambda learner, course: did(learner, course, 1), HELP),  # one lesson of many, and due tomorrow
    (60, lambda learner, course: did(learner, course, len(course.lessons) - 1), TRACK),
    (60, _nothing, NOT_STARTED),
]


@pytest.mark.parametrize(("due", "history", "standing"), CASES)
def test_word_says_what_is_true(group, course, due, history, standing) -> None:
    give(group, course, due_on=None if due is None else (TODAY + due * DAY).date())
    member = make_member(group, "小林")
    history(member.learner, course)
    task = task_today(group)

    (line,) = lines_of(task, group, [member.pk], TODAY)
    measure = measure_of(task, group, order=RankOrder.PRESSING, now=TODAY)

    assert line.result.standing is standing
    assert (AttentionReason.CHECK_MISSING in line.result.reasons) is (standing is HELP and due == -1)
    assert measure.counts[standing] == 1  # the list, its totals and its order say the same
    assert (member.pk in measure.neediest(9)) is (standing is not TRACK)


def test_who_needs_a_word_most_stands_first(group, course) -> None:
    give(group, course, due_on=(TODAY - DAY).date())
    late, almost, failed, well = (make_member(group, name) for name in ("丁", "丙", "乙", "甲"))
    never = make_member(group, "戊", joined_at=None)
    did(almost.learner, course, len(course.lessons) - 1)
    _failed_at_the_end(failed.learner, course)
    _finished(well.learner, course)

    found = measure_of(task_today(group), group, order=RankOrder.PRESSING, now=TODAY)

    order = [pk for pk in found.people if pk != never.pk]
    assert set(order[:2]) == {late.pk, almost.pk}
    assert order[2:] == [failed.pk, well.pk]
    assert set(found.neediest(9)) == {late.pk, almost.pk, failed.pk}
