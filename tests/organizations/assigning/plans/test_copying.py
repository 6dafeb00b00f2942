"""A group is copied for the next term: its plan with moved days, its leads, and nobody who was not ticked."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils.html import strip_tags

from courses.organizations.assigning.plans import actions
from courses.organizations.assigning.plans.lines import PlanLine
from courses.organizations.joining.invited import invitations_of
from courses.organizations.models import Assignment, Group, GroupFacilitator, Member
from courses.organizations.workshops.calendars.workshops import cancel_workshop, plan_workshop
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give

DAY = timedelta(days=1)
SENT = {"name": "Spring group", "starts_on": "2027-03-01", "ends_on": "2027-08-31"}


@pytest.fixture
def old(time_machine, group, course) -> Group:
    """Given on the day of NOW: a first check and a lesson a week later, another two weeks later."""
    time_machine.move_to(NOW, tick=False)
    today = NOW.date()
    give(group, course, is_first_check=True, due_on=today + 7 * DAY)
    give(group, course, course.lessons[0].slug, due_on=today + 7 * DAY)
    give(group, course, course.lessons[1].slug, due_on=today + 14 * DAY)
    give(group, course, course.lessons[2].slug)
    give(group, course, course.lessons[3].slug, withdrawn_at=NOW)
    return group


def copy(client, group: Group, **changes):
    sent = {**SENT, **changes}
    asked = client.post(url("group-copy", group.pk), sent)
    if asked.status_code != 200:
        return asked
    return client.post(url("group-copy", group.pk), {**sent, "stage": "send", "key": key_in(asked.content.decode())})


def test_copy_has_the_plan_with_days_counted_from_its_own_first_day(facilitator_client, old, course) -> None:
    reply = copy(facilitator_client, old)

    made = Group.objects.get(name="Spring group")
    assert reply.url == url("group-ready", made.pk)
    assert list(made.assignments.order_by("pk").values_list("lesson", "is_first_check", "due_on")) == [
        ("", True, date(2027, 3, 8)),
        (course.lessons[0].slug, False, date(2027, 3, 8)),
        (course.lessons[1].slug, False, date(2027, 3, 15)),
        (course.lessons[2].slug, False, None),
    ]
    assert (made.ends_on, made.mode, made.time_zone) == (date(2027, 8, 31), old.mode, old.time_zone)
    assert made.code != old.code


def test_days_of_a_plan_are_counted_from_the_plans_first_day(facilitator_client, facilitator, old, course) -> None:
    Assignment.objects.all().delete()
    first = date(2027, 1, 4)  # long after it is given
    plan = actions.make_plan(
        organization=old.organization, name="Winter", starts_on=first, actor=facilitator, key="k", now=NOW,
        lines=[PlanLine(course.slug, due_on=first + 7 * DAY)],
    )  # fmt: skip
    actions.give_plan(
        plan=plan, groups=[old], starts_on=first, gives_again=False, actor=facilitator, key="g", now=NOW
    )  # fmt: skip

    copy(facilitator_client, old)

    assert Group.objects.get(name="Spring group").assignments.get().due_on == date(2027, 3, 8)


def test_its_workshops_move_as_its_days_do(facilitator_client, facilitator, old, course) -> None:
    day = NOW.date() + 9 * DAY
    for number, hour in enumerate((time(18, 30), None)):
        plan_workshop(
            group=old, lesson=course.lessons[number], day=day, hour=hour, actor=facilitator, key=f"w{number}", now=NOW
        )
    cancel_workshop(row=old.planned_workshops.get(key="w1"), actor=facilitator, now=NOW)

    copy(facilitator_client, old)

    copied = Group.objects.get(name="Spring group").planned_workshops.get()
    assert (copied.day, copied.hour, copied.lesson) == (date(2027, 3, 10), time(18, 30), course.lessons[0].slug)


def test_nobody_goes_along_who_is_not_ticked(facilitator_client, old, member) -> None:
    make_member(old, "Lee")

    copy(facilitator_client, old)

    assert Member.objects.filter(group__name="Spring group").count() == 0


def test_ticked_names_wait_on_its_list_and_their_learning_stays_with_the_old_group(
    facilitator_client, old, member
) -> None:
    make_member(old, "Lee")

    copy(facilitator_client, old, people=[member.pk])

    listed = Member.objects.get(group__name="Spring group")
    assert (listed.nickname, listed.joined_at) == ("小林", None)
    assert listed.learner_id != member.learner_id
    assert Member.objects.present().filter(group=old).count() == 2


def test_ticked_people_are_invited_on_their_pages_and_are_no_members_before_they_join(
    facilitator_client, member_client, old, member
) -> None:
    Member.objects.filter(pk=member.pk).update(is_under_14=False)
    copy(facilitator_client, old, people=[member.pk])
    new = Group.objects.latest("pk")
    join = url("join", new.code)

    shown = {page: member_client.get(page).content.decode() for page in ("/en/", "/en/me/", url("mine"))}
    form = member_client.get(join).content.decode()

    assert {page: f'href="{join}"' in html for page, html in shown.items()} == dict.fromkeys(shown, True)
    assert f'value="{member.nickname}"' in form
    assert re.search(r'value="14"[^>]*checked', form)
    assert f"there it goes on after “<bdi>{old.name}</bdi>”" in form
    assert "All that you have learned stays yours" in form
    assert not Member.objects.joined().filter(group=new).exists()
    assert not Member.objects.of(member.learner).filter(group=new).exists()


def test_invited_person_takes_the_place_that_waits_and_is_asked_no_more(
    facilitator_client, member_client, old, member
) -> None:
    copy(facilitator_client, old, people=[member.pk])
    new = Group.objects.latest("pk")
    page = member_client.get(url("join", new.code)).content.decode()
    sent = {"nickname": member.nickname, "age": "14", "secret": "maple7tea", "key": key_in(page)}

    reply = member_client.post(url("join", new.code), sent)

    place = Member.objects.get(group=new)
    assert (reply.status_code, place.learner, place.shares_earlier) == (303, member.learner, False)
    assert invitations_of(member.learner, NOW) == ()


def test_invitation_is_for_nobody_else_and_ends(facilitator_client, old, member) -> None:
    waiting, other = make_member(old, "not come", joined_at=None), make_member(old, "小李")
    copy(facilitator_client, old, people=[member.pk, waiting.pk])
    listed = Member.objects.latest("pk").listed_at

    assert [place.nickname for place in invitations_of(member.learner, listed)] == [member.nickname]
    assert (invitations_of(other.learner, listed), invitations_of(None, listed)) == ((), ())
    assert invitations_of(waiting.learner, listed) == ()
    assert invitations_of(member.learner, listed + timedelta(days=30)) == ()
    Member.objects.filter(pk=member.pk).update(left_at=listed)
    assert invitations_of(member.learner, listed) == ()


def test_large_group_goes_along_all_or_none(facilitator_client, old) -> None:
    for number in range(101):
        make_member(old, f"Learner {number}")

    copy(facilitator_client, old)
    copy(facilitator_client, old, name="With names", everybody="on")

    assert Member.objects.filter(group__name="Spring group").count() == 0
    assert Member.objects.filter(group__name="With names").count() == 101


def test_its_leads_lead_the_copy(owner_client, organization, old, facilitator) -> None:
    copy(owner_client, old)

    leads = GroupFacilitator.objects.filter(group__name="Spring group").values_list("membership__user", flat=True)
    assert list(leads) == [facilitator.pk]


def test_what_only_some_were_given_is_not_copied(facilitator_client, old, member, course) -> None:
    Assignment.objects.all().delete()
    give(old, course, people=(member,))

    copy(facilitator_client, old)

    assert Group.objects.get(name="Spring group").assignments.count() == 0


def test_archived_group_is_copied(facilitator_client, old) -> None:
    Group.objects.filter(pk=old.pk).update(archived_at=NOW)

    assert copy(facilitator_client, old).status_code == 303
    assert Group.objects.get(pk=old.pk).archived_at == NOW


def test_pressing_twice_makes_one_group(facilitator_client, old) -> None:
    asked = facilitator_client.post(url("group-copy", old.pk), SENT).content.decode()

    for _press in range(2):
        facilitator_client.post(url("group-copy", old.pk), {**SENT, "stage": "send", "key": key_in(asked)})

    made = Group.objects.get(name="Spring group")
    assert made.assignments.count() == 4


def test_page_before_shows_days_and_names_and_makes_nothing(facilitator_client, old, member) -> None:
    asked = facilitator_client.post(url("group-copy", old.pk), {**SENT, "people": [member.pk]})

    shown = " ".join(strip_tags(asked.content.decode()).split())
    assert Group.objects.count() == 1
    assert all(said in shown for said in ("Spring group", "March 8, 2027", "March 15, 2027", "小林"))


@pytest.mark.parametrize("last_day", [date(2099, 12, 31), date(2026, 11, 30), date(2020, 1, 1)])
def test_days_that_the_form_offers_are_accepted_however_long_the_old_group_ran(
    facilitator_client, old, last_day
) -> None:
    Group.objects.filter(pk=old.pk).update(ends_on=last_day)
    page = facilitator_client.get(url("group-copy", old.pk)).content.decode()
    offered = {name: re.search(rf'name="{name}" value="([\d-]+)"', page)[1] for name in ("starts_on", "ends_on")}

    assert copy(facilitator_client, old, **offered).status_code == 303


def test_copy_made_by_mistake_goes_into_the_archive(facilitator_client, old) -> None:
    reply = copy(facilitator_client, old)
    made = Group.objects.get(name="Spring group")
    undo = url("group-archive", made.pk)

    assert f'action="{undo}"' in facilitator_client.get(reply.url).content.decode()
    facilitator_client.post(undo)

    made.refresh_from_db()
    assert made.archived_at is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts_on": "2026-11-01"}, "days of the plan have passed"),
        ({"ends_on": "2027-02-01"}, "The last day comes before the first"),
        ({"ends_on": "2040-02-01"}, "Enter a day within the next four years"),
        ({"name": ""}, "Enter the group’s name"),
        ({"people": ["999999"]}, "Somebody who was chosen is no longer in the group."),
    ],
)
def test_copy_that_cannot_be_made_says_why(facilitator_client, old, member, changes, said) -> None:
    response = copy(facilitator_client, old, **changes)

    assert (response.status_code, Group.objects.count()) == (422, 1)
    assert said in response.content.decode()


def test_facilitator_of_another_group_copies_nothing(organization, old, client) -> None:
    other = make_account("other")
    make_lead(make_group(organization, "Other"), other)

    assert sign_in(client, other).get(url("group-copy", old.pk)).status_code == 404
