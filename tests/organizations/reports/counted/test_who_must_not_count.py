"""Beside everybody who counts stands somebody who must not: another learner, group, course or day."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.models import Answer, CheckAttempt
from courses.organizations.access.audit_log import note_list, note_look
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import AccessLog, Member
from courses.organizations.reports.counts.first_checks import first_checks_of
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.people.lists import results_page
from courses.organizations.reports.people.person import looks_at, seen_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import TaskStanding
from courses.organizations.reports.views import MOST_ON_PAPER
from literacy.demo.learner import right_answer
from tests.conftest import make_account
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, answer, check, give, work

TODAY = NOW + timedelta(days=10)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def page(group, number: int, **more):
    order = more.pop("order", RankOrder.NAME)
    return results_page(task_of(group), group, order=order, number=number, now=TODAY, **more)


# ---- one person


def test_lessons_of_others_are_on_nobody_elses_page(group, member, course) -> None:
    give(group, course)
    other = make_member(group, "Lee")
    for lesson in course.lessons:
        work(other.learner, lesson, stuck=True)

    (result,) = seen_of(Member.objects.select_related("group").get(pk=member.pk), catalog(), TODAY).results

    assert (result.done, result.week, result.standing) == (0, None, TaskStanding.NOT_STARTED)


def test_looks_at_others_and_at_lists_they_did_not_stand_on_are_not_theirs(organization, group, facilitator) -> None:
    member, other = make_member(group), make_member(group, "Lee")
    note_look(viewer=facilitator, member=other, now=LATER)
    note_list(viewer=facilitator, group=make_group(organization, "Elsewhere"), now=LATER)

    assert looks_at(member, 1).lines == ()


@pytest.mark.parametrize(("days", "is_seen"), [(0, True), (1, False)])
def test_look_at_the_list_counts_up_to_the_day_of_leaving(group, member, facilitator, days, is_seen) -> None:
    Member.objects.filter(pk=member.pk).update(left_at=LATER)
    note_stays([member.pk], now=LATER)
    note_list(viewer=facilitator, group=group, now=LATER + days * DAY)

    assert bool(looks_at(member, 1).lines) is is_seen


def test_look_of_somebody_who_was_erased_stays_without_a_name(group, member, facilitator) -> None:
    note_look(viewer=facilitator, member=member, now=LATER)
    AccessLog.objects.update(viewer=None)

    (look,) = looks_at(member, 1).lines

    assert (look.viewer, look.what, look.at) == ("", AccessLog.PERSON, LATER)


# ---- lists


@pytest.mark.parametrize(
    ("people", "number", "is_page", "shown", "has_more"),
    [(50, 2, 1, 50, False), (51, 1, 1, 50, True), (51, 3, 2, 1, False), (100, 2, 2, 50, False), (0, 2, 1, 0, False)],
)
def test_number_after_the_last_page_is_the_last_page(group, course, people, number, is_page, shown, has_more) -> None:
    give(group, course)
    for place in range(people):
        make_member(group, f"Learner {place:03}")

    found = page(group, number)

    assert (found.number, len(found.lines), found.has_more, found.total) == (is_page, shown, has_more, people)
    assert [line.nickname for line in found.lines] == [
        f"Learner {place:03}" for place in range(50 * (is_page - 1), 50 * (is_page - 1) + shown)
    ]


def test_only_those_who_may_need_a_word_are_counted_above_the_list(group, course) -> None:
    give(group, course)
    make_member(group, "Not come", joined_at=None)
    make_member(group, "Not begun")
    work(make_member(group, "Learning").learner, course.lessons[0])

    assert page(group, 1).attention == ((TaskStanding.NOT_STARTED, 1), (TaskStanding.NOT_JOINED, 1))


def test_paper_holds_five_hundred_people(facilitator_client, group, course) -> None:
    give(group, course)
    one = make_member(group, "Learner 000")
    Member.objects.bulk_create(
        Member(
            organization=one.organization, group=group, learner=make_account(f"p-{number}"), joined_at=None,
            nickname=f"Learner {number:03}", folded=f"learner{number:03}", sort_key=f"learner {number:03}",
            listed_at=NOW, is_under_14=False, began_here=True,
        )
        for number in range(1, 501)
    )  # fmt: skip

    shown = facilitator_client.get(url("results-print", group.pk)).content.decode()

    assert MOST_ON_PAPER == 500
    assert ("Learner 499" in shown, "Learner 500" in shown) == (True, False)


@pytest.mark.parametrize("weeks", [0, 1, 2, 9])
def test_week_begins_on_monday_at_midnight_where_the_group_is(organization, course, weeks) -> None:
    """16:00 UTC is midnight in Shanghai; A would stand first by name."""
    monday = datetime(2026, 11, 29, 16, 0, tzinfo=UTC) - weeks * 7 * DAY
    group = make_group(organization)
    give(group, course)
    sunday_evening, monday_morning = (make_member(group, name, shares_earlier=True) for name in ("A", "B"))
    work(sunday_evening.learner, course.lessons[0], at=monday - SECOND)
    work(monday_morning.learner, course.lessons[0], at=monday)

    people = measure_of(task_of(group), group, order=RankOrder.ACTIVE, now=TODAY).people

    assert people == (monday_morning.pk, sunday_evening.pk)


# ---- all together


def test_first_checks_are_those_given_to_this_group_that_stand(organization, group, course) -> None:
    others = [one for one in catalog().courses.values() if one.slug != course.slug]
    give(group, course)  # no first check
    give(make_group(organization, "Elsewhere"), others[0], is_first_check=True)
    give(group, others[1], is_first_check=True, withdrawn_at=NOW)
    (retired,) = give(group, others[2], is_first_check=True)
    type(retired).objects.filter(pk=retired.pk).update(course="retired")

    assert first_checks_of(group, catalog(), ()) == ()


def test_group_that_was_given_more_than_first_checks_has_them_on_no_list_of_their_own(group, course) -> None:
    give(group, course, is_first_check=True)
    (before,) = first_checks_of(group, catalog(), ())
    give(group, course)

    assert before.course == course
    assert first_checks_of(group, catalog(), tasks_of(group, catalog(), NOW.date())) == ()


def test_check_of_which_no_question_is_left_is_no_result(group, course) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        empty = check(learner, course, 0, kind=CheckAttempt.DIAGNOSTIC)
        CheckAttempt.objects.filter(pk=empty.pk).update(asked=0)
        check(learner, course, 9)

    gains = gains_of(task_of(group), group)

    assert (gains.first_checks, gains.gain) == (None, None)


def first_tries(group, question) -> tuple[int, int]:
    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures
    return figures.people, figures.right


def test_question_whose_answer_was_shown_first_is_not_counted(group, course) -> None:
    give(group, course)
    question = course.lessons[0].marked_questions[0]
    for number in range(6):
        learner = make_member(group, f"Learner {number}").learner
        answer(learner, question, right_answer(question), **({} if number else {"result": Answer.SHOWN}))

    assert first_tries(group, question) == (5, 5)


def test_learning_of_others_or_in_other_courses_tells_not_since_when_answers_are_seen(group, course) -> None:
    """Summaries tell it: of whoever began this course after joining, all is seen."""
    give(group, course)
    question, other = course.lessons[0].marked_questions[0], catalog().courses["before-you-borrow"]
    early, *others = [make_member(group, f"Learner {number}").learner for number in range(6)]
    for learner in others:
        work(learner, course.lessons[0])
        answer(learner, question, right_answer(question))
        summarize(learner.pk, course.slug)
    work(early, course.lessons[0], at=NOW - SECOND)
    work(early, other.lessons[0])
    answer(early, question, wrong_answer(question), at=NOW - SECOND)
    for one in (course, other):
        summarize(early.pk, one.slug)

    assert first_tries(group, question) == (5, 5)


def test_ten_hardest_questions_are_shown_in_full(facilitator_client, group, course) -> None:
    give(group, course)
    asked = [question for lesson in course.lessons for question in lesson.marked_questions][:11]
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        for question in asked:
            answer(learner, question, wrong_answer(question))

    shown = facilitator_client.get(url("questions", group.pk)).content.decode()

    assert len(asked) == 11
    assert shown.count("0 of 5 people were right at the first try (0%).") == 10
