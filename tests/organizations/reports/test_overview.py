"""A group's first page: it names whom the list names, counts what people's own pages show, and costs few queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import AccessLog
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.overview import MOST_NAMED, overview_of
from courses.organizations.reports.people.lists import results_page
from courses.organizations.reports.people.ranking import RankOrder
from courses.organizations.reports.people.results import TaskStanding
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import answer, check, give, work
from tests.organizations.reports.people.results import ROW, write

TODAY = NOW + timedelta(days=10)
MOST_QUERIES = 13  # of the whole page, session and account included, with everything on it


def overview(group, now=TODAY):
    task = tasks_of(group, catalog(), now.date())[0]
    return overview_of(task, group, now=now, today=now.date())


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)
@given(
    people=st.lists(
        st.tuples(st.booleans(), st.lists(ROW, max_size=4, unique_by=lambda row: row[0])), min_size=1, max_size=8
    ),
    is_late=st.booleans(),
    archived=st.booleans(),
)
def test_overview_equals_the_list_of_results(organization, course, people, is_late, archived) -> None:
    group = make_group(organization, archived_at=NOW + timedelta(days=5) if archived else None)
    give(group, course, due_on=date(2026, 12, 1) if is_late else date(2026, 12, 31))
    for number, (shares, rows) in enumerate(people):
        learner = make_member(group, f"Learner {number}", shares_earlier=shares).learner
        for lesson, opened, touched, completed, stuck in rows:
            moments = [day for day in (opened, touched, completed) if day is not None]
            write(learner, course.lessons[lesson], min(moments), max(moments), completed, stuck)

    found = overview(group)
    listed = results_page(found.task, group, order=RankOrder.PRESSING, number=1, now=TODAY).lines

    pressing = [line for line in listed if line.result.standing not in (TaskStanding.ON_TRACK, TaskStanding.NOT_JOINED)]
    assert list(found.named) == pressing[:MOST_NAMED]
    assert (found.more, found.need_a_word) == (max(len(pressing) - MOST_NAMED, 0), len(pressing))
    assert (found.well, found.people) == (len(listed) - len(pressing), len(people))
    done = [sum(line.result.lessons[place].is_done for line in listed) for place in range(len(course.lessons))]
    assert [bar.done for bar in found.bars] == done
    assert [(bar.lesson.slug, bar.people) for bar in found.bars] == [(one.slug, len(people)) for one in course.lessons]


def test_overview_names_the_hardest_question(group, course) -> None:
    easy, hard = course.lessons[0].marked_questions[:2]
    give(group, course)
    for number in range(6):
        learner = make_member(group, f"Learner {number}").learner
        work(learner, course.lessons[0])
        answer(learner, easy, right_answer(easy))
        answer(learner, hard, wrong_answer(hard))

    found = overview(group)

    assert found.hardest == questions_of(found.task, group).hard[0]
    assert found.hardest.question == hard


def test_overview_of_few_people_names_no_question(group, member, course) -> None:
    hard = course.lessons[0].marked_questions[0]
    give(group, course)
    answer(member.learner, hard, wrong_answer(hard))

    assert overview(group).hardest is None


@pytest.mark.parametrize(("due_on", "days"), [(None, None), (TODAY.date(), 0), (date(2026, 12, 10), 5)])
def test_overview_counts_the_days_left(group, member, course, due_on, days) -> None:
    give(group, course, due_on=due_on)

    assert overview(group).days_left == days


@pytest.mark.parametrize(("people", "named", "more"), [(5, 5, 0), (6, 5, 1), (7, 5, 2)])
def test_five_people_are_named_and_the_others_counted(group, course, people, named, more) -> None:
    give(group, course)
    for number in range(people):
        make_member(group, f"Learner {number}")

    found = overview(group)

    assert (len(found.named), found.more, found.need_a_word) == (named, more, people)


def test_overview_counts_only_for_whom_the_task_is(group, member, course) -> None:
    other = make_member(group, "Lee")
    give(group, course, people=(member,))
    for one in (member, other):
        work(one.learner, course.lessons[0])

    found = overview(group)

    assert (found.people, found.bars[0].done, found.bars[0].people) == (1, 1, 1)


# ---- the page


def crowd(group, course, first: int, last: int) -> None:
    """People in every standing, with answers and checks."""
    question = course.lessons[0].marked_questions[0]
    now = timezone.now()
    for number in range(first, last):
        learner = make_member(group, f"Learner {number}", joined_at=now - timedelta(days=30)).learner
        if number % 3:
            work(learner, course.lessons[0], at=now - timedelta(days=number), stuck=number % 2 == 0)
            answer(learner, question, wrong_answer(question), at=now - timedelta(days=1))
            check(learner, course, 7, at=now)


def test_page_costs_the_same_queries_for_many(facilitator_client, group, course, django_assert_max_num_queries) -> None:
    give(group, course)
    for first, last in ((0, 12), (12, 40)):
        crowd(group, course, first, last)
        facilitator_client.get(url("group", group.pk))
        with django_assert_max_num_queries(MOST_QUERIES):
            response = facilitator_client.get(url("group", group.pk))

        assert response.context["overview"].hardest
        assert response.context["overview"].more


def test_page_says_days_left_in_brackets_of_its_language(facilitator_client, group, member, course) -> None:
    give(group, course, due_on=timezone.localdate() + timedelta(days=5))

    english = " ".join(facilitator_client.get(url("group", group.pk)).content.decode().split())
    chinese = facilitator_client.get(url("group", group.pk).replace("/en/", "/zh-hans/")).content.decode()

    assert "(5 days left)" in english
    assert "（还有 5 天）" in chinese


def test_page_puts_no_blank_before_full_width_brackets(facilitator_client, group, member, course) -> None:
    give(group, course, course.lessons[0].slug, people=(member,))

    shown = facilitator_client.get(url("group", group.pk).replace("/en/", "/zh-hans/")).content.decode()

    assert f"{course.lessons[0].page('zh-hans').title}（部分人）" in shown


def test_looking_at_the_page_is_noted_as_looking_at_the_list(facilitator_client, group, member, course) -> None:
    give(group, course)
    for _look in range(2):
        facilitator_client.get(url("group", group.pk))

    assert list(AccessLog.objects.values_list("what", flat=True)) == ["list"]


def test_group_that_was_given_nothing_says_how_many_have_come(facilitator_client, group) -> None:
    for number in range(3):
        make_member(group, f"Learner {number}")
    make_member(group, "Not come", joined_at=None)
    make_member(make_group(group.organization, "Elsewhere"), "Of another group")

    assert facilitator_client.get(url("group", group.pk)).context["joined"] == 3
