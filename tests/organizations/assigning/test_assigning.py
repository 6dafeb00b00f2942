"""Giving assignments: to all or some, once, in words first, withdrawn without loss."""

from datetime import date, timedelta

import pytest
from django.test import Client

from courses.accounts.http.refusals import ClosedError
from courses.learning.models import LessonProgress
from courses.organizations.assigning import actions
from courses.organizations.assigning.actions import Wanted
from courses.organizations.models import Assignment, AssignmentMember, Event, Member
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_lead, make_member, make_organization
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give, work

FORM = {"scope": "course", "who": "all", "due": "never", "note": ""}


def assign(client: Client, group, course, **changes):
    """Fill the form in, and press on the page that shows it in words."""
    sent = {**FORM, **changes}
    address = url("assign-course", group.pk, course.slug)
    asked = client.post(address, sent)
    if asked.status_code != 200:
        return asked
    return client.post(address, {**sent, "stage": "send", "key": key_in(asked.content.decode())})


def test_assign_whole_course_to_whole_group(facilitator_client, group, course) -> None:
    response = assign(facilitator_client, group, course, due="fortnight", note="Bring a\nquestion")

    row = Assignment.objects.get()
    assert (response.status_code, response.url) == (303, url("assignments", group.pk))
    assert (row.course, row.lesson, row.for_all, row.note) == (course.slug, "", True, "Bring a question")
    assert Event.objects.get(what="assigned").about == course.slug


def test_assign_lessons_to_some_people(facilitator_client, group, member, course) -> None:
    make_member(group, "Lee")
    lessons = [course.lessons[1].slug, course.lessons[2].slug]

    assign(facilitator_client, group, course, scope="lessons", lessons=lessons, who="some", people=[str(member.pk)])

    assert sorted(Assignment.objects.values_list("lesson", flat=True)) == sorted(lessons)
    assert set(AssignmentMember.objects.values_list("member", flat=True)) == {member.pk}
    assert AssignmentMember.objects.count() == 2


def test_check_page_records_nothing_and_says_everything(facilitator_client, group, member, course) -> None:
    sent = {**FORM, "who": "some", "people": [str(member.pk)], "due": "week", "note": "<b>Hi</b>"}

    page = facilitator_client.post(url("assign-course", group.pk, course.slug), sent).content.decode()

    assert Assignment.objects.count() == 0
    assert all(
        words in page for words in ("Reading a loan", "小林", "&lt;b&gt;Hi&lt;/b&gt;", "until midnight, Asia/Shanghai")
    )


def test_change_shows_the_form_as_it_was_filled_in(facilitator_client, group, course) -> None:
    sent = {**FORM, "due": "fortnight", "note": "Bring a pen", "stage": "change"}

    response = facilitator_client.post(url("assign-course", group.pk, course.slug), sent)

    assert (response.status_code, Assignment.objects.count()) == (200, 0)
    assert "Bring a pen" in response.content.decode()


def test_due_date_is_typed_in_chinese_and_full_width(facilitator_client, group, course) -> None:
    due = date.today() + timedelta(days=40)

    assign(facilitator_client, group, course, due="day", day=f"{due.year}年{due.month}月{due.day}日")
    assign(
        facilitator_client,
        group,
        course,
        due="day",
        day=f"{due:%Y-%m-%d}".translate({48 + n: 65296 + n for n in range(10)}),
    )

    assert set(Assignment.objects.values_list("due_on", flat=True)) == {due}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due": "day"}, "Enter the day"),
        ({"due": "day", "day": "2020-01-01"}, "This day has passed. Enter today or a later day."),
        ({"due": "day", "day": "2099-11-01"}, "Enter a day within the next two years"),
        ({"due": "day", "day": "soon"}, "Enter the day as year, month, day, like 2026-12-12"),
        ({"due": "someday"}, "Select a valid choice"),
        ({"scope": "lessons"}, "Select at least one lesson"),
        ({"scope": "lessons", "lessons": ["gone"]}, "A lesson that was chosen is no longer offered. Choose again."),
        ({"who": "some"}, "Name at least one person"),
        ({"who": "some", "people": ["999999"]}, "Somebody who was chosen is no longer in the group."),
        ({"note": "n" * 201}, "Use at most 200 characters; these are 201."),
        ({"note": "a\u202eb"}, "This holds a sign that cannot be seen or printed. Type it anew."),
    ],
)
def test_bad_input_comes_back_with_words(facilitator_client, group, member, course, changes, words) -> None:
    response = assign(facilitator_client, group, course, **changes)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"scope": "\u202e"}, {"page": "x"}, {"lessons": "\x00"}])
def test_broken_posts_are_no_crash(facilitator_client, group, course, sent) -> None:
    assert facilitator_client.post(url("assign-course", group.pk, course.slug), sent).status_code == 422


def test_retired_course_cannot_be_assigned(facilitator_client, group) -> None:
    assert facilitator_client.post(url("assign-course", group.pk, "gone"), FORM).status_code == 404


def test_same_form_twice_assigns_once(facilitator_client, group, course) -> None:
    address = url("assign-course", group.pk, course.slug)
    sent = {**FORM, "stage": "send", "key": key_in(facilitator_client.post(address, FORM).content.decode())}

    codes = [facilitator_client.post(address, sent).status_code for _press in range(2)]

    assert codes == [303, 303]
    assert (Assignment.objects.count(), Event.objects.filter(what="assigned").count()) == (1, 1)


def test_form_made_for_somebody_else_assigns_nothing(facilitator_client, owner_client, group, course) -> None:
    address = url("assign-course", group.pk, course.slug)
    key = key_in(owner_client.post(address, FORM).content.decode())

    response = facilitator_client.post(address, {**FORM, "note": "kept", "stage": "send", "key": key})

    assert (response.status_code, Assignment.objects.count()) == (422, 0)
    assert "kept" in response.content.decode()


def test_nothing_is_given_to_an_archived_group(facilitator_client, group, course) -> None:
    group.archived_at = NOW
    group.save()

    response = assign(facilitator_client, group, course)

    assert (response.status_code, Assignment.objects.count()) == (422, 0)


def test_nothing_is_given_past_the_last_day(facilitator, group, course) -> None:
    group.ends_on = date(2026, 11, 25)
    group.save()
    late = NOW + timedelta(hours=7)  # 00:00 of the next day in Shanghai

    with pytest.raises(ClosedError):
        actions.assign(group=group, wanted=Wanted(course), actor=facilitator, key="k", now=late)


def test_people_who_left_meanwhile_are_left_out(facilitator, group, member, course) -> None:
    Member.objects.filter(pk=member.pk).update(left_at=NOW)

    with pytest.raises(actions.NobodyError):
        actions.assign(group=group, wanted=Wanted(course, people=(member.pk,)), actor=facilitator, key="k", now=NOW)


def test_undo_button_is_on_the_next_page(facilitator_client, group, course) -> None:
    page = facilitator_client.get(assign(facilitator_client, group, course).url).content.decode()
    row = Assignment.objects.get()

    assert url("assignment-withdraw", group.pk, row.pk) in page.split("<h1>")[0]
    assert facilitator_client.post(url("assignment-withdraw", group.pk, row.pk)).status_code == 303
    assert Assignment.objects.standing().count() == 0


def test_withdrawing_keeps_results_and_takes_all_lessons_of_the_form(facilitator_client, group, member, course) -> None:
    rows = give(group, course, course.lessons[0].slug, course.lessons[1].slug)
    work(member.learner, course.lessons[0])

    facilitator_client.post(url("assignment-withdraw", group.pk, rows[0].pk))

    assert Assignment.objects.standing().count() == 0
    assert LessonProgress.objects.count() == 1
    assert Event.objects.filter(what="assignment-withdrawn").count() == 1


@pytest.mark.parametrize("name", ["assignment-withdraw", "assignment-back"])
def test_assignments_of_other_groups_are_not_there(facilitator_client, organization, group, course, name) -> None:
    other = make_group(organization, "Morning group")
    (row,) = give(other, course)

    codes = [facilitator_client.post(url(name, pk, row.pk)).status_code for pk in (group.pk, other.pk)]

    assert codes == [404, 404]
    assert Assignment.objects.standing().count() == 1


def test_only_who_leads_the_group_may_assign(
    viewer_client, stranger_client, member_client, owner_client, group, course
) -> None:
    elsewhere = make_account("elsewhere")
    make_lead(make_group(make_organization("Other")), elsewhere)
    other_client = sign_in(Client(), elsewhere)
    pages = [url("assignments", group.pk), url("assign", group.pk), url("assign-course", group.pk, course.slug)]

    refused = [
        one.get(page).status_code
        for one in (viewer_client, stranger_client, member_client, other_client)
        for page in pages
    ]  # noqa: E501

    assert refused == [404] * 12
    assert [owner_client.get(page).status_code for page in pages] == [200] * 3


def test_list_reads_the_same_however_much_was_given(
    facilitator_client, group, course, django_assert_max_num_queries
) -> None:  # noqa: E501
    for _number in range(60):
        give(group, course, course.lessons[0].slug, note="=1+1")

    with django_assert_max_num_queries(10):
        page = facilitator_client.get(url("assignments", group.pk))

    assert page.content.decode().count("For the whole group") == 50
