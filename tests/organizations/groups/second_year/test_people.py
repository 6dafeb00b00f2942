"""A centre in its second year: people removed or moved by mistake are taken back weeks later."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client

from courses.organizations.groups import members
from courses.organizations.groups.actions import archive_group
from courses.organizations.joining.actions import join, leave
from courses.organizations.models import Group, Member
from courses.privacy.retention import age_out
from tests.organizations.cast import NOW, make_member
from tests.organizations.clock import A_DAY
from tests.organizations.groups.second_year.wishes import LATER, wish
from tests.organizations.groups.test_several import asked, on_list, press, undo
from tests.organizations.pages import text_of, url


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
