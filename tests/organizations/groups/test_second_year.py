"""A centre in its second year: mistakes taken back the next day and weeks later, when other things happened between."""

from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client

from courses.organizations.assigning.plans import actions as plans
from courses.organizations.groups import members
from courses.organizations.groups.actions import archive_group, end_groups
from courses.organizations.groups.join_codes import use_again
from courses.organizations.joining.actions import JoinRefusedError, JoinWish, join, leave
from courses.organizations.joining.rosters.actions import import_roster
from courses.organizations.joining.rosters.undoing import redo_import, undo_import
from courses.organizations.models import (
    Assignment,
    CalendarLink,
    FormerCode,
    Group,
    Member,
    Membership,
    Plan,
    RosterDraft,
    SessionRun,
)
from courses.organizations.workshops.actions import is_running, start_run
from courses.privacy.retention import age_out
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_member
from tests.organizations.clock import A_DAY
from tests.organizations.groups.test_several import asked, on_list, press, undo
from tests.organizations.pages import text_of, url
from tests.organizations.reports.learning import give
from tests.organizations.workshops.calendars.test_calendars import make_address

LATER = pytest.mark.parametrize("days", [1, 25])


@pytest.fixture
def leader(clock, facilitator) -> Client:
    return sign_in(Client(), facilitator)


def wish(nickname: str) -> JoinWish:
    return JoinWish(nickname=nickname, secret="x", is_under_14=False, shares_earlier=False)


def sign_in_with(group: Group, nickname: str, secret: str) -> int | None:
    """Who is signed in by the sheet of this group."""
    client = Client()
    client.post(url("group-sign-in"), {"code": group.code, "nickname": nickname, "secret": secret})
    return int(client.session[SESSION_KEY]) if SESSION_KEY in client.session else None


# ---- people


@LATER
def test_removed_person_who_joined_another_group_meanwhile_is_taken_back(
    clock, leader, facilitator, group, other, member, days
) -> None:
    leader.post(url("member-remove", group.pk, member.pk))
    join(group=other, learner=member.learner, wish=wish("小林"), now=NOW)

    clock.later(A_DAY * days, (leader, facilitator))
    age_out(now=clock.now)
    leader.post(url("take-back", group.pk, member.pk))

    assert (on_list(group), on_list(other)) == (["小林"], ["小林"])


@LATER
def test_person_is_taken_back_in_a_group_that_was_archived_meanwhile(
    clock, leader, facilitator, group, member, days
) -> None:
    leader.post(url("member-remove", group.pk, member.pk))
    archive_group(group=group, actor=facilitator, now=NOW)

    clock.later(A_DAY * days, (leader, facilitator))
    assert "小林" in text_of(leader, url("set-aside", group.pk))
    leader.post(url("take-back", group.pk, member.pk))
    leader.post(url("group-restore", group.pk))

    assert on_list(group) == ["小林"]


@LATER
def test_move_by_mistake_is_undone_when_the_name_was_taken_meanwhile(
    clock, leader, facilitator, group, other, member, days
) -> None:
    press(leader, group, "move", [member], to=other.pk)
    second = make_member(group, "小林")

    clock.later(A_DAY * days, (leader, facilitator))
    page = text_of(leader, url("set-aside", other.pk))
    assert "Evening group" in page
    back = f"{url('several-return', other.pk)}?to={group.pk}&at={NOW.isoformat().replace('+', '%2B')}"
    assert "Change the nickname first" in leader.post(back, follow=True).content.decode()
    members.rename_member(member=second, nickname="林二", actor=facilitator, now=clock.now)
    leader.post(back)

    assert set(on_list(group)) == {"林二", "小林"}
    assert on_list(other) == []


def test_move_back_of_somebody_who_joined_there_again_says_so(leader, group, other, member) -> None:
    press(leader, group, "move", [member], to=other.pk)
    join(group=group, learner=member.learner, wish=wish("林"), now=NOW)

    page = undo(leader, url("people", group.pk))

    assert page.status_code == 303
    words = text_of(leader, url("people", group.pk))
    assert "Nobody was moved. 林 has a place in “Evening group” already" in words
    assert "Change the nickname" not in words


def test_nobody_is_moved_into_a_group_that_they_left(leader, group, other, member) -> None:
    old = make_member(other, "林", learner=member.learner)
    leave(member=old, now=NOW)

    reply = press(leader, group, "move", [member], to=other.pk)

    assert reply.status_code == 422
    assert "or had one and left or was removed" in reply.content.decode()
    assert asked(leader, group, "move", [member]).status_code == 200


@LATER
def test_moved_person_signs_in_with_the_sheet_and_the_card_of_before(
    clock, leader, facilitator, group, other, member, days
) -> None:
    Member.objects.update(secret=make_password("silver"))
    (card,) = members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW)
    press(leader, group, "move", [member], to=other.pk)

    clock.later(A_DAY * days, (leader, facilitator))

    assert sign_in_with(group, "小林", "silver") == member.learner_id
    assert sign_in_with(other, "小林", "silver") == member.learner_id
    typed = Client().post(url("card-here"), {"code": group.code, "letters": card.letters}, follow=True)
    assert "小林" in typed.content.decode()


def test_name_of_somebody_moved_away_opens_only_to_whoever_has_it_now(leader, group, other, member) -> None:
    Member.objects.update(secret=make_password("silver"))
    press(leader, group, "move", [member], to=other.pk)
    second = make_member(group, "小林", secret=make_password("golden"))

    assert sign_in_with(group, "小林", "golden") == second.learner_id
    assert sign_in_with(group, "小林", "silver") is None
    assert sign_in_with(other, "小林", "silver") == member.learner_id


# ---- an import


@pytest.fixture
def undone(group, facilitator) -> RosterDraft:
    """An import of Ann and Bo, taken back."""
    draft = RosterDraft.objects.create(
        organization=group.organization, group=group, made_by=facilitator, key="k", encoding="utf-8",
        lines=[[2, "Ann", "", ""], [3, "Bo", "", ""]], made_at=NOW,
    )  # fmt: skip
    import_roster(draft=draft, remove=[], actor=facilitator, now=NOW)
    undo_import(draft=draft, actor=facilitator, now=NOW)
    return draft


@LATER
def test_name_of_an_undone_import_is_put_on_the_list_by_hand(clock, leader, facilitator, group, undone, days) -> None:
    clock.later(A_DAY * days, (leader, facilitator))

    leader.post(url("people-add", group.pk), {"nickname": "Ann", "consent": ""})

    assert on_list(group) == ["Ann"]
    redo_import(draft=undone, actor=facilitator, now=clock.now)
    assert on_list(group) == ["Ann", "Bo"]


@LATER
def test_learner_joins_by_the_name_that_an_undone_import_had(clock, group, undone, facilitator, days) -> None:
    clock.later(A_DAY * days)
    learner = make_account("them")

    join(group=group, learner=learner, wish=wish("Ann"), now=clock.now)

    assert Member.objects.joined().get(nickname="Ann").learner == learner
    redo_import(draft=undone, actor=facilitator, now=clock.now)
    assert on_list(group) == ["Ann", "Bo"]


def test_name_of_an_undone_import_is_free_for_renaming_and_moving(leader, facilitator, group, other, undone) -> None:
    one, another = make_member(group, "Annie"), make_member(other, "Bo")

    members.rename_member(member=one, nickname="Ann", actor=facilitator, now=NOW)
    press(leader, other, "move", [another], to=group.pk)

    assert on_list(group) == ["Ann", "Bo"]


def test_group_of_listed_names_lets_nobody_in_by_an_undone_import(group, undone) -> None:
    Group.objects.update(who_joins=Group.LISTED)

    with pytest.raises(JoinRefusedError) as refused:
        join(group=group, learner=make_account("them"), wish=wish("Ann"), now=NOW)
    assert refused.value.reason == "not-listed"
    assert Member.objects.filter(nickname="Ann").exists()  # the way back is kept


def test_person_removed_by_hand_keeps_their_name(group, member, facilitator) -> None:
    members.remove_member(member=member, actor=facilitator, now=NOW)

    with pytest.raises(members.NicknameTakenError):
        members.list_member(group=group, nickname="小林", consent="", actor=facilitator, now=NOW)


# ---- codes, cards, calendars


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
