"""Codes, cards, addresses, assignments, plans and groups taken back when other things happened between."""

from datetime import date

from django.test import Client

from courses.organizations.assigning.plans import actions as plans
from courses.organizations.groups import members
from courses.organizations.groups.actions import archive_group, end_groups
from courses.organizations.groups.join_codes import use_again
from courses.organizations.models import Assignment, CalendarLink, FormerCode, Group, Membership, Plan, SessionRun
from courses.organizations.workshops.actions import is_running, start_run
from courses.privacy.retention import age_out
from tests.conftest import sign_in
from tests.organizations.cast import NOW
from tests.organizations.clock import A_DAY
from tests.organizations.groups.second_year.wishes import LATER
from tests.organizations.groups.test_several import on_list, press
from tests.organizations.pages import text_of, url
from tests.organizations.reports.learning import give
from tests.organizations.workshops.calendars.test_calendars import make_address


@LATER
def test_first_of_three_codes_is_used_again(clock, leader, facilitator, group, member, days) -> None:
    first = group.code
    for _time in range(2):
        group.refresh_from_db()
        leader.post(url("renew-code", group.pk), {"seen": group.code})

    clock.later(A_DAY * days, (leader, facilitator))
    use_again(former=FormerCode.objects.get(code=first), actor=facilitator, now=clock.now)

    group.refresh_from_db()
    assert group.code == first
    assert FormerCode.objects.filter(ended_at=None).count() == 2


@LATER
def test_card_made_void_is_valid_again_when_its_person_was_moved(
    clock, leader, facilitator, group, other, member, days
) -> None:
    (card,) = members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW)
    leader.post(url("card-void", group.pk, member.pk))
    press(leader, group, "move", [member], to=other.pk)

    clock.later(A_DAY * days, (leader, facilitator))
    leader.post(url("card-valid", other.pk, member.pk))

    assert Client().get(url("card", card.token), follow=True).status_code == 200


@LATER
def test_calendar_address_ended_by_mistake_works_again(clock, member, days) -> None:
    client = sign_in(Client(), member.learner)
    path = make_address(client)
    client.post(url("calendar-end"))
    assert Client().get(path).status_code == 404

    clock.later(A_DAY * days, (client, member.learner))
    age_out(now=clock.now)
    assert "Take the address back" in text_of(client, url("calendar"))
    for _press in range(2):
        assert client.post(url("calendar-restore")).status_code == 303

    assert Client().get(path).status_code == 200


def test_ended_calendar_address_is_erased_after_thirty_days(clock, member) -> None:
    client = sign_in(Client(), member.learner)
    make_address(client)
    client.post(url("calendar-end"))

    clock.later(A_DAY * 30, (client, member.learner))
    assert client.post(url("calendar-restore")).status_code == 409
    age_out(now=clock.now)
    assert not CalendarLink.objects.exists()


# ---- what was given, workshops, organisations


@LATER
def test_assignment_withdrawn_comes_back_after_the_group_went_and_came(
    clock, leader, facilitator, group, course, days
) -> None:
    give(group, course)
    row = Assignment.objects.get()
    leader.post(url("assignment-withdraw", group.pk, row.pk))
    archive_group(group=group, actor=facilitator, now=NOW)

    clock.later(A_DAY * days, (leader, facilitator))
    leader.post(url("group-restore", group.pk))
    leader.post(url("assignment-back", group.pk, row.pk))

    assert Assignment.objects.standing().count() == 1


@LATER
def test_plan_removed_is_taken_back_beside_a_new_one_of_its_name(
    clock, leader, organization, facilitator, course, days
) -> None:
    made = [
        plans.make_plan(
            organization=organization, name="Autumn", starts_on=date(2027, 1, 4), lines=[], actor=facilitator,
            key=key, now=NOW,
        )
        for key in "ab"
    ]  # fmt: skip
    leader.post(url("plan-remove", organization.pk, made[0].pk))

    clock.later(A_DAY * days, (leader, facilitator))
    leader.post(url("plan-take-back", organization.pk, made[0].pk))

    assert Plan.objects.filter(removed_at=None).count() == 2


@LATER
def test_workshop_ended_is_opened_again_by_a_colleague_when_its_leader_left(
    clock, leader, facilitator, owner, group, lesson, days
) -> None:
    run = start_run(group=group, lesson=lesson, actor=facilitator, key="k", now=NOW)
    leader.post(url("workshop-end", group.pk, run.pk))
    Membership.objects.filter(user=facilitator).delete()

    colleague = Client()
    clock.later(A_DAY * days, (colleague, owner))
    colleague.post(url("workshop-reopen", group.pk, run.pk))

    assert is_running(SessionRun.objects.get(), clock.now)


@LATER
def test_hand_over_is_handed_back_when_a_group_changed_its_leader_meanwhile(
    clock, leader, organization, group, owner, facilitator, days
) -> None:
    first = sign_in(Client(), owner)
    first.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))
    group.facilitators.all().delete()

    clock.later(A_DAY * days, (first, owner), (leader, facilitator))
    leader.post(url("hand-over", organization.pk, Membership.objects.get(user=owner).pk))

    assert Membership.objects.get(user=owner).role == "owner"
    assert list(Group.objects.led_by(facilitator)) == [group]  # nobody else was named for it


@LATER
def test_deleted_organization_comes_back_with_groups_that_ended_meanwhile(
    clock, organization, group, member, owner, days
) -> None:
    Group.objects.update(ends_on=NOW.date())
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))
    client.post(url("organization-delete", organization.pk))

    clock.later(A_DAY * days, (client, owner))
    age_out(now=clock.now)
    client.post(url("restore", organization.pk))
    end_groups(now=clock.now)
    client.post(url("group-restore", group.pk))

    group.refresh_from_db()
    assert group.is_open(clock.now.date())
    assert on_list(group) == ["小林"]
