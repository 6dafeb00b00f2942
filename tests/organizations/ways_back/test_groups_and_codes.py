"""Groups archived and codes made anew by mistake are taken back a day later."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from courses.organizations.groups.actions import create_group, end_groups
from courses.organizations.models import FormerCode, Group, Member, Organization
from courses.organizations.short_links.codes import new_code
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_member
from tests.organizations.clock import A_DAY
from tests.organizations.pages import text_of, url


def test_archiving_a_group_asks_once_and_says_how_many_people_it_touches(group, member, facilitator_client) -> None:
    make_member(group, "Listed")

    assert "It touches 2 people on the list." in text_of(facilitator_client, url("group-archive", group.pk))
    group.refresh_from_db()
    assert group.archived_at is None


def test_group_archived_by_mistake_is_taken_back_a_day_later(clock, group, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    leader.post(url("group-archive", group.pk))

    clock.later(A_DAY, (leader, facilitator))
    front, listed = text_of(leader, url("index")), text_of(leader, url("archived"))
    reply = leader.post(url("group-restore", group.pk))

    group.refresh_from_db()
    assert "In the archive" in front
    assert "Evening group" in listed
    assert (reply.status_code, group.archived_at) == (303, None)


def test_group_that_ended_by_its_day_goes_on_when_it_is_taken_back(clock, group, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    Group.objects.filter(pk=group.pk).update(ends_on=NOW.date() - A_DAY)
    end_groups(now=NOW)

    clock.later(A_DAY, (leader, facilitator))
    reply = leader.post(url("group-restore", group.pk), follow=True)
    end_groups(now=clock.now + A_DAY)

    group.refresh_from_db()
    assert (group.archived_at, group.ends_on) == (None, NOW.date() + A_DAY + timedelta(days=182))
    assert "It has a new one; you can change it." in reply.content.decode()


def test_archive_lists_nothing_of_others(group, organization, facilitator_client) -> None:
    Group.objects.update(archived_at=NOW)
    Organization.objects.update(archived_at=NOW)
    stranger = sign_in(Client(), make_account("stranger"))

    for client in (stranger, facilitator_client):  # a facilitator's groups close with the organisation
        page = text_of(client, url("archived"))
        assert ("Evening group" in page, "Riverside Centre" in page) == (False, False)


# ---- a new code


@pytest.fixture
def joined(group: Group) -> Member:
    return make_member(group, "小林", joined_at=NOW, secret=make_password("silver"), told="2026-11")


def sign_in_by(code: str) -> int:
    typed = {"code": code, "nickname": "小林", "secret": "silver"}
    return Client().post(url("group-sign-in"), typed).status_code


def test_new_code_asks_once_and_says_who_is_touched(group, joined, facilitator_client) -> None:
    page = text_of(facilitator_client, url("renew-code", group.pk))

    assert "1 person has joined and stays." in page
    assert "1 signs in with the code and still can with the old one, until you end that." in page
    assert FormerCode.objects.count() == 0


def test_old_code_signs_in_after_a_new_one_and_lets_nobody_join(clock, group, joined, facilitator) -> None:
    leader, old = sign_in(Client(), facilitator), group.code
    leader.post(url("renew-code", group.pk), {"seen": old})
    group.refresh_from_db()

    clock.later(A_DAY, (leader, facilitator))

    assert group.code != old
    assert (sign_in_by(old), sign_in_by(group.code)) == (303, 303)
    assert Client().get(url("join", old)).status_code == 422


def test_old_code_ends_when_the_leader_says_so_and_comes_back_a_day_later(clock, group, joined, facilitator) -> None:
    leader, old = sign_in(Client(), facilitator), group.code
    leader.post(url("renew-code", group.pk), {"seen": old})
    former = FormerCode.objects.get()
    leader.post(url("code-end", group.pk, former.pk))
    assert sign_in_by(old) == 422

    clock.later(A_DAY, (leader, facilitator))
    leader.post(url("code-allow", group.pk, former.pk))

    assert sign_in_by(old) == 303


def test_new_code_made_by_mistake_is_taken_back_a_day_later(clock, group, joined, facilitator) -> None:
    leader, old = sign_in(Client(), facilitator), group.code
    leader.post(url("renew-code", group.pk), {"seen": old})
    mistaken = Group.objects.get(pk=group.pk).code

    clock.later(A_DAY, (leader, facilitator))
    leader.post(url("code-use", group.pk, FormerCode.objects.get().pk))

    assert Group.objects.get(pk=group.pk).code == old
    assert Client().get(url("join", old)).status_code == 200
    assert [one.code for one in FormerCode.objects.all()] == [mistaken]


def test_new_code_pressed_twice_is_one(group, facilitator_client) -> None:
    old = group.code
    for _press in range(2):
        facilitator_client.post(url("renew-code", group.pk), {"seen": old})

    assert [one.code for one in FormerCode.objects.all()] == [old]


def test_code_that_a_group_had_is_given_to_no_other(group, facilitator, facilitator_client, monkeypatch) -> None:
    old = group.code
    facilitator_client.post(url("renew-code", group.pk), {"seen": old})
    drawn = [new_code(8), old]
    monkeypatch.setattr("courses.organizations.groups.join_codes.new_code", lambda _letters: drawn.pop())

    made = create_group(
        organization=group.organization, actor=facilitator, key="k", now=NOW,
        values={"name": "New", "who_joins": "anyone", "mode": "own-phones", "ends_on": NOW.date(), "time_zone": "UTC"},
    )  # fmt: skip

    assert (made.code != old, drawn) == (True, [])
