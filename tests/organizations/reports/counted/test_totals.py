"""Totals: counts of few people are hidden, and viewers see nothing else."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.counts.totals import NOT_PASSED, PASSED, totals_of
from courses.organizations.reports.people.results import TaskStanding
from courses.organizations.reports.suppression import LEAST, shown_count, shown_parts
from tests.learning.answers import wrong_answer
from tests.organizations.cast import make_group, make_member
from tests.organizations.pages import url
from tests.organizations.reports.counted.people import TODAY, people, single_in, task_of
from tests.organizations.reports.learning import answer, check, give, work


@for_all(st.dictionaries(st.integers(), st.integers(0, 40), min_size=2, max_size=5))
def test_hidden_parts_do_not_follow_from_the_whole(parts) -> None:
    shown = shown_parts(parts)

    hidden = [parts[key] for key, count in shown.items() if count is None]
    assert all(count is None or count == parts[key] >= LEAST for key, count in shown.items())
    assert len(hidden) != 1
    assert not hidden or sum(hidden) >= LEAST or len(hidden) == len(parts)
    assert hidden or min(parts.values()) >= LEAST


def test_parts_of_five_or_more_are_all_shown() -> None:
    assert shown_parts({"a": 5, "b": 12}) == {"a": 5, "b": 12}


def test_next_smallest_part_is_hidden_with_one_under_five() -> None:
    assert shown_parts({"a": 3, "b": 12, "c": 7}) == {"a": None, "b": 12, "c": None}


@pytest.mark.parametrize(("count", "shown"), [(0, None), (4, None), (5, 5)])
def test_count_under_five_is_not_shown(count, shown) -> None:
    assert shown_count(count) == shown


# ---- hard questions


def test_figures_need_five_people(group, course) -> None:
    give(group, course)
    _lesson, question = single_in(course)
    for member in people(group, 4):
        answer(member.learner, question, wrong_answer(question))

    assert questions_of(task_of(group), group).at(question.lesson, question.id).figures is None


# ---- viewers


def test_viewer_sees_counts_only(viewer_client, organization, group, course) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 12)):
        if number < 6:
            work(member.learner, course.lessons[0])
        if number < 5:
            check(member.learner, course, 9)

    totals = totals_of(task_of(group), group, TODAY)
    shown = viewer_client.get(url("group-totals", group.pk)).content.decode()

    assert (totals.people, totals.standings[TaskStanding.ON_TRACK], totals.standings[TaskStanding.NOT_STARTED]) == (
        12,
        6,
        None,
    )
    assert (totals.standings[TaskStanding.HELP], totals.standings[TaskStanding.OVERDUE]) == (None, None)
    assert dict(totals.checks) == {PASSED: 5, NOT_PASSED: 7}
    assert "Learner" not in shown
    assert viewer_client.get(url("organization-totals", organization.pk)).status_code == 200


def test_small_group_shows_viewers_nothing(viewer_client, organization, group, course) -> None:
    give(group, course)
    for member in people(group, 4):
        work(member.learner, course.lessons[0])

    shown = viewer_client.get(url("group-totals", group.pk)).content.decode()
    listed = viewer_client.get(url("organization-totals", organization.pk)).content.decode()

    assert "Fewer than five people: nothing is shown." in shown
    assert listed.count("not shown") == 2  # the explanation, and the group


def test_totals_of_others_are_not_there(stranger_client, member_client, organization, group, member) -> None:
    pages = [url("group-totals", group.pk), url("organization-totals", organization.pk)]

    assert {client.get(page).status_code for client in (stranger_client, member_client) for page in pages} == {404}


def test_page_of_totals_leads_whoever_may_see_all_of_them_to_the_reports(
    viewer_client, facilitator_client, organization, group
) -> None:
    page, link = url("organization-totals", organization.pk), f'href="{url("terms", organization.pk)}"'

    assert link in viewer_client.get(page).content.decode()
    assert link not in facilitator_client.get(page).content.decode()


def test_facilitator_sees_totals_of_her_groups_only(facilitator_client, organization, group) -> None:
    other = make_group(organization, "Morning group")

    codes = [facilitator_client.get(url("group-totals", one.pk)).status_code for one in (group, other)]

    assert codes == [200, 404]
    assert "Morning group" not in facilitator_client.get(url("organization-totals", organization.pk)).content.decode()


def test_queries_of_totals_do_not_grow(viewer_client, organization, course, django_assert_max_num_queries) -> None:
    for number in range(60):
        group = make_group(organization, f"Group {number}")
        make_member(group)
    people(group, 20)
    for lesson in course.lessons:
        give(group, course, lesson.slug)
    viewer_client.get("/en/")

    for page in (url("organization-totals", organization.pk), url("group-totals", group.pk)):
        with django_assert_max_num_queries(10):
            assert viewer_client.get(page).status_code == 200
