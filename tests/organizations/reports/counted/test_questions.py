"""Hard questions: first tries of the group, their difficulty and discrimination."""

from datetime import timedelta

import pytest

from courses.catalog.published.versions import wording_of
from courses.learning.models import Answer
from courses.organizations.models import Member
from courses.organizations.reports.counts import questions
from courses.organizations.reports.counts.questions import correlation, questions_of
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.counted.people import TODAY, people, single_in, task_of
from tests.organizations.reports.learning import answer, give


def test_hard_question_names_the_wrong_option_and_why(group, course) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    wrong = [key for key, option in question.body.options.items() if not option.right]
    right = right_answer(question)
    for member, chosen in zip(people(group, 6), [wrong[0], wrong[0], wrong[1], right, right, right], strict=True):
        answer(member.learner, question, chosen)
        answer(member.learner, question, right)  # second tries do not count

    (line,) = questions_of(task_of(group), group).hard

    assert (line.figures.people, line.figures.right, line.figures.percent) == (6, 3, 50)
    assert (line.figures.wrong, line.figures.wrong_count) == (wrong[0], 2)
    assert line.wrong_feedback == question.body.options[wrong[0]].feedback


def test_what_counts_is_the_first_try_in_the_group_to_todays_wording(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    members = people(group, 9)
    right, wrong = right_answer(question), wrong_answer(question)
    for member in members[:5]:
        answer(member.learner, question, right)
    answer(members[5].learner, question, wrong, at=NOW - timedelta(days=1))  # before joining
    answer(members[5].learner, question, right)  # then the first try is not the group's
    answer(members[6].learner, question, wrong, version="0" * 16)
    answer(members[7].learner, question, wrong, occasion=Answer.REVIEW)
    answer(members[8].learner, question, wrong)
    Member.objects.filter(pk=members[8].pk).update(left_at=TODAY)
    outsider = make_member(make_group(group.organization, "Morning group"))
    answer(outsider.learner, question, wrong)

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right) == (5, 5)


def test_first_tries_at_earlier_words_with_the_same_meaning_count_once(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    right, wrong = right_answer(question), wrong_answer(question)
    for member in people(group, 6):
        answer(member.learner, question, wrong, version=wording_of(question.body))
        answer(member.learner, question, right)

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right, figures.wrong) == (6, 0, wrong)


def test_first_try_at_another_meaning_leaves_room_for_the_first_try_at_this_one(group, course) -> None:
    give(group, course, *(lesson.slug for lesson in course.lessons))
    _lesson, question = single_in(course)
    for member in people(group, 5):
        answer(member.learner, question, wrong_answer(question), version="0" * 16)
        answer(member.learner, question, right_answer(question))

    figures = questions_of(task_of(group), group).at(question.lesson, question.id).figures

    assert (figures.people, figures.right) == (5, 5)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    assert correlation([(1.0, 1.0), (1.0, 0.5), (0.0, 0.5), (0.0, 0.0), (1.0, 0.5)]) == pytest.approx(0.6455, abs=1e-4)
    assert correlation([(1.0, 1.0)] * 4) is None
    assert correlation([(1.0, share / 9) for share in range(9)]) is None


def test_discrimination_is_said_in_words(group, course) -> None:
    give(group, course)
    lesson = next(one for one in course.lessons if len(one.marked_questions) > 1)
    first, *others = lesson.marked_questions
    for number, member in enumerate(people(group, 6)):
        knows = number < 3
        for question in others:
            answer(member.learner, question, right_answer(question) if knows else wrong_answer(question))
        answer(member.learner, first, wrong_answer(first) if knows else right_answer(first))

    figures = questions_of(task_of(group), group).at(first.lesson, first.id).figures

    assert (round(figures.discrimination, 6), figures.tells_apart) == (-1.0, "wrongly")


def test_large_groups_are_counted_evenly(group, course, monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(questions, "MOST_COUNTED", 5)
    give(group, course)
    people(group, 12)
    task = task_of(group)

    with django_assert_num_queries(3):
        asked = questions_of(task, group)

    assert (asked.people, asked.counted, asked.is_sampled) == (12, 4, True)


def test_plan_is_there_before_figures_are(facilitator_client, group, course) -> None:
    """One person stuck is reason enough to talk about a question; their answer stands nowhere."""
    give(group, course)
    lesson, question = single_in(course)
    answer(make_member(group).learner, question, wrong_answer(question))

    shown = facilitator_client.get(url("question-plan", group.pk, lesson.slug, question.id)).content.decode()

    assert "Minute 1: read and vote" in shown
    assert "were right at the first try" not in shown
    assert "Most often chosen instead" not in shown


@pytest.mark.parametrize(("lesson", "question"), [("gone", "gone"), ("who-lends", "gone")])
def test_plan_of_no_question_is_404(facilitator_client, group, course, lesson, question) -> None:
    give(group, course)

    assert facilitator_client.get(url("question-plan", group.pk, lesson, question)).status_code == 404


def test_questions_page_shows_totals_only(facilitator_client, group, course, django_assert_max_num_queries) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    for member in people(group, 5):
        answer(member.learner, question, wrong_answer(question))
    facilitator_client.get("/en/")

    with django_assert_max_num_queries(10):
        shown = facilitator_client.get(url("questions", group.pk)).content.decode()

    assert "0 of 5 people were right at the first try (0%)." in shown
    assert "Learner 1" not in shown
