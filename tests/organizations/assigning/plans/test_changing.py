"""Making and changing a plan: its lines, notes and what is refused."""

from datetime import date

import pytest

from courses.catalog.published.library import catalog
from courses.organizations.assigning.plans import actions
from courses.organizations.assigning.plans.lines import PlanLine
from courses.organizations.models import Assignment, Plan
from tests.conftest import NOW
from tests.organizations.assigning.plans.plan_pages import A_DAY, FIRST, page_of
from tests.organizations.pages import key_in, url

NEW = {"name": "Autumn", "steps": "lessons", "starts_on": FIRST.isoformat(), "every": "week", "first_check": "on"}


def test_new_plan_of_two_courses(facilitator_client, organization, evening) -> None:
    courses = list(catalog().courses)[:2]
    address = url("plan-new", organization.pk)
    key = key_in(facilitator_client.get(address).content.decode())

    replies = [facilitator_client.post(address, {**NEW, "courses": courses, "key": key}) for _press in range(2)]

    made = Plan.objects.get()
    assert [reply.url for reply in replies] == [page_of(made)] * 2
    lessons = [lesson for slug in courses for lesson in catalog().courses[slug].lessons]
    lines = [line for line in actions.lines_of(made) if not line.is_first_check]
    assert [(line.course, line.lesson) for line in lines] == [(one.course, one.slug) for one in lessons]
    assert lines[-1].due_on == FIRST + len(lessons) * 7 * A_DAY


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"courses": []}, "Select at least one course"),
        ({"name": ""}, "Enter the plan’s name"),
        ({"starts_on": "soon"}, "Enter the day as year, month, day, like 2026-12-12"),
        ({"starts_on": "2099-01-01"}, "Enter a day within the next two years"),
    ],
)
def test_new_plan_that_cannot_be_made_says_why(facilitator_client, organization, evening, course, changes, said):
    address = url("plan-new", organization.pk)
    key = key_in(facilitator_client.get(address).content.decode())

    response = facilitator_client.post(address, {**NEW, "courses": [course.slug], "key": key, **changes})

    assert (response.status_code, Plan.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_lines_are_changed_one_by_one(facilitator_client, plan, course) -> None:
    sent = {
        "name": "Winter", "version": 1, "what_0": f"{course.slug}/{course.lessons[2].slug}", "day_0": "2027-01-15",
        "what_1": "", "day_1": "2027-01-16", "what_2": f"{course.slug}/first-check", "day_2": "",
    }  # fmt: skip

    assert facilitator_client.post(page_of(plan, "plan-edit"), sent).url == page_of(plan)

    plan.refresh_from_db()
    assert plan.name == "Winter"
    assert actions.lines_of(plan) == (
        PlanLine(course.slug, course.lessons[2].slug, due_on=date(2027, 1, 15)),
        PlanLine(course.slug, is_first_check=True),
    )


def test_note_of_a_line_is_saved_shown_and_given_with_it(facilitator_client, facilitator, group, plan, course) -> None:
    sent = {
        "name": "Winter", "version": 1, "what_0": f"{course.slug}/{course.lessons[0].slug}", "day_0": "2027-01-15",
        "note_0": " 带上 贷款合同 ", "what_1": f"{course.slug}/{course.lessons[1].slug}", "day_1": "2027-01-15",
    }  # fmt: skip
    facilitator_client.post(page_of(plan, "plan-edit"), sent)
    plan.refresh_from_db()

    actions.give_plan(
        plan=plan, groups=[group], starts_on=plan.starts_on, gives_again=False, actor=facilitator, key="n", now=NOW
    )

    assert "带上 贷款合同" in facilitator_client.get(page_of(plan)).content.decode()
    assert 'value="带上 贷款合同"' in facilitator_client.get(page_of(plan, "plan-edit")).content.decode()
    given = Assignment.objects.filter(group=group).order_by("pk")
    assert [row.note for row in given] == ["带上 贷款合同", ""]
    assert len({row.key for row in given}) == 2  # what has another note is another form's


def test_note_that_is_too_long_is_422(facilitator_client, plan, course) -> None:
    sent = {"name": "Winter", "version": 1, "what_0": f"{course.slug}/", "note_0": "x" * 201}

    assert facilitator_client.post(page_of(plan, "plan-edit"), sent).status_code == 422


def test_plan_made_before_lines_had_notes_is_read(plan, course) -> None:
    Plan.objects.update(lines=[[course.slug, "", "", ""]])
    plan.refresh_from_db()

    assert actions.lines_of(plan) == (PlanLine(course.slug),)


def test_plan_is_not_saved_over_somebody_elses_change(facilitator_client, plan, course) -> None:
    sent = {"name": "Winter", "version": 1, "what_0": f"{course.slug}/"}
    facilitator_client.post(page_of(plan, "plan-edit"), sent)

    response = facilitator_client.post(page_of(plan, "plan-edit"), {**sent, "name": "Spring"})

    plan.refresh_from_db()
    assert (response.status_code, plan.name) == (422, "Winter")
    assert "Somebody else has changed this plan meanwhile." in response.content.decode()


@pytest.mark.parametrize("what", [{}, {"what_0": "gone/"}, {"what_0": "\x00"}])
def test_plan_without_a_line_is_not_saved(facilitator_client, plan, what) -> None:
    response = facilitator_client.post(page_of(plan, "plan-edit"), {"name": "Winter", "version": 1, **what})

    assert response.status_code == 422
    assert len(actions.lines_of(Plan.objects.get())) == 3
