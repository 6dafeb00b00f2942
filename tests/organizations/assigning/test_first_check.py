"""The first check of a course as a task, so that before and after exist for everybody."""

from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.learner_assignments import assigned_to
from courses.organizations.assigning.reminder_mail import assignment_mail
from courses.organizations.models import Assignment, GroupMail
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_member
from tests.organizations.pages import key_in, text_of, url
from tests.organizations.reports.learning import check, give

FORM = {"scope": "course", "who": "all", "due": "never", "note": ""}
BEFORE = CheckAttempt.DIAGNOSTIC


def assign(client, group, course, **changes) -> None:
    address, sent = url("assign-course", group.pk, course.slug), {**FORM, **changes}
    asked = client.post(address, sent).content.decode()
    client.post(address, {**sent, "stage": "send", "key": key_in(asked)})


def test_course_that_begins_with_its_first_check(facilitator_client, group, member, course) -> None:
    assign(facilitator_client, group, course, first_check="on")

    tasks = assigned_to(member.learner, NOW)

    assert [(one.is_first_check, one.is_whole) for one in tasks] == [(True, False), (False, True)]
    assert "It begins with the first check." in text_of(facilitator_client, url("assignments", group.pk))


def test_only_the_first_check_is_no_lesson_of_the_course(facilitator_client, group, member, course) -> None:
    assign(facilitator_client, group, course, scope="check", first_check="on")

    row = Assignment.objects.get()
    assert (row.is_first_check, row.lesson) == (True, "")
    shown = text_of(facilitator_client, url("results", group.pk))
    assert "Nothing is assigned" not in shown
    assert "this group was given the first check and no lessons" in shown


@pytest.mark.parametrize(
    ("count", "said"), [(4, "fewer than five people have taken it"), (5, "5 people have taken it")]
)
def test_group_given_only_first_checks_is_told_how_many_took_them(
    facilitator_client, owner_client, group, course, count, said
) -> None:
    give(group, course, is_first_check=True)
    for number in range(count):
        check(make_member(group, f"one{number}").learner, course, 4, kind=CheckAttempt.DIAGNOSTIC)

    for name in ("results", "gains", "questions", "group-totals"):
        assert f"{course.title.in_language('en')}: {said}" in text_of(owner_client, url(name, group.pk)), name


def test_first_check_stands_first_for_the_learner_and_leads_to_it(member_client, group, course) -> None:
    give(group, course, is_first_check=True)
    give(group, course)

    pages = [member_client.get(page).content.decode() for page in ("/en/", "/en/me/")]

    assert all("First check: Reading a loan" in " ".join(strip_tags(page).split()) for page in pages)
    assert [page.count(f'href="/en/courses/{course.slug}/diagnostic/"') for page in pages] == [2, 2]


@pytest.mark.parametrize("kind", [CheckAttempt.DIAGNOSTIC, CheckAttempt.FINAL])
def test_it_is_done_when_taken_or_when_there_is_no_before_any_more(group, member, course, kind) -> None:
    give(group, course, is_first_check=True, due_on=NOW.date() - timedelta(days=1))
    (late,) = assigned_to(member.learner, NOW)

    check(member.learner, course, 4, kind=kind)

    (done,) = assigned_to(member.learner, NOW)
    assert (late.is_overdue, late.is_done, late.count) == (True, False, 1)
    assert (done.is_overdue, done.is_done) == (False, True)


def test_check_begun_and_not_sent_is_not_done(group, member, course) -> None:
    give(group, course, is_first_check=True)
    check(member.learner, course, 4, kind=BEFORE)
    CheckAttempt.objects.update(sent_at=None, right=None, asked=None, passed=None)

    assert not assigned_to(member.learner, NOW)[0].is_done


def test_facilitators_read_how_many_have_taken_it_and_nobody_under_five(facilitator_client, group, course) -> None:
    people = [make_member(group, f"Learner {number}") for number in range(6)]
    give(group, course)
    before = text_of(facilitator_client, url("gains", group.pk))
    for one in people[:4]:
        check(one.learner, course, 4, kind=BEFORE)
    four = text_of(facilitator_client, url("gains", group.pk))
    check(people[4].learner, course, 4, kind=BEFORE)
    give(group, course, is_first_check=True)

    assert "It is not given as a task" in before
    assert "The first check: fewer than five people have taken it." in four
    five = text_of(facilitator_client, url("gains", group.pk))
    assert "The first check: 5 people have taken it." in five
    assert "It is not given as a task" not in five


def test_reminder_leads_to_the_first_check(client, group, member, course) -> None:
    User.objects.filter(pk=member.learner_id).update(email="lin@example.org")
    GroupMail.objects.create(learner=member.learner, since=NOW)
    give(group, course, is_first_check=True, due_on=NOW.date())
    learner = User.objects.get(pk=member.learner_id)

    body = assignment_mail(learner, assigned_to(learner, NOW)[0], "https://learn.example.org").body

    sign_in(client, learner)
    address = next(line for line in body.splitlines() if line.endswith("/en/"))
    page = client.get(address.removeprefix("https://learn.example.org")).content.decode()
    assert f"/en/courses/{course.slug}/diagnostic/" in page


def test_course_without_a_check_offers_none(facilitator_client, group) -> None:
    without = [one for one in catalog().courses.values() if not one.draw]

    for course in without:
        assert "first check" not in text_of(facilitator_client, url("assign-course", group.pk, course.slug)).lower()
