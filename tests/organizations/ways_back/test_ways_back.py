"""What was done wrongly is taken back a day later: the clock is moved, and everybody signs in again."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from courses.accounts.models import User
from courses.organizations.groups.actions import create_group, end_groups
from courses.organizations.models import (
    Event,
    FormerCode,
    Group,
    GroupFacilitator,
    Member,
    Membership,
    Organization,
    SessionRun,
)
from courses.organizations.short_links.codes import new_code
from courses.organizations.staffing import deleting
from courses.organizations.workshops.actions import KEPT, LASTS, forget_old_runs, is_running
from courses.organizations.workshops.reopening import reopen_run
from courses.privacy.erasure.erase import erase_organizations
from courses.privacy.retention import age_out
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member, make_organization
from tests.organizations.clock import A_DAY
from tests.organizations.pages import text_of, url

# ---- the archive of a group


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


# ---- a workshop


@pytest.fixture
def run(group: Group, facilitator: User) -> SessionRun:
    return SessionRun.objects.create(
        organization=group.organization, group=group, key="k", course="reading-a-loan", lesson="one-yardstick",
        code="K7M4PX", started_by=facilitator, opened_at=NOW,
    )  # fmt: skip


def test_ending_a_workshop_asks_once(clock, group, run, facilitator) -> None:
    leader = sign_in(Client(), facilitator)

    assert "0 phones have answered" in text_of(leader, url("workshop-end", group.pk, run.pk))
    run.refresh_from_db()
    assert run.closed_at is None


def test_workshop_ended_by_mistake_goes_on_a_day_later(clock, group, run, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    leader.post(url("workshop-end", group.pk, run.pk))

    clock.later(A_DAY, (leader, facilitator))
    assert "Open the workshop again" in text_of(leader, url("workshop-report", group.pk, run.pk))
    reply = leader.post(url("workshop-reopen", group.pk, run.pk))

    run.refresh_from_db()
    assert reply["Location"] == url("wall", group.pk, run.pk)
    assert is_running(run, clock.now)
    assert Client().get(url("session", run.code)).status_code == 200
    assert not is_running(run, clock.now + LASTS)


def test_workshop_opened_again_is_erased_on_the_same_day(group, run, facilitator) -> None:
    SessionRun.objects.update(closed_at=NOW)
    reopen_run(run=run, actor=facilitator, now=NOW + A_DAY)

    assert forget_old_runs(NOW + KEPT - A_DAY) == 0
    assert forget_old_runs(NOW + KEPT) == 1


def test_workshop_opened_again_takes_another_code_when_its_own_is_in_use(clock, group, run, facilitator) -> None:
    SessionRun.objects.filter(pk=run.pk).update(closed_at=NOW)
    SessionRun.objects.create(
        organization=group.organization, group=group, key="k2", course="reading-a-loan", lesson="one-yardstick",
        code=run.code, started_by=facilitator, opened_at=NOW,
    )  # fmt: skip

    reopen_run(run=run, actor=facilitator, now=NOW + A_DAY)

    assert len({one.code for one in SessionRun.objects.filter(closed_at=None)}) == 2


# ---- handing over


def test_handing_over_asks_once_and_says_whom_it_touches(
    organization, group, member, facilitator, owner_client
) -> None:
    them = Membership.objects.get(user=facilitator)

    page = text_of(owner_client, url("hand-over", organization.pk, them.pk))

    assert "It touches 1 person on the lists of its groups. 1 group is open. 3 people run it." in page
    assert Membership.objects.get(user=facilitator).role == "facilitator"


def test_whoever_hands_over_keeps_leading_their_groups(organization, group, owner, facilitator, owner_client) -> None:
    values = {"who_joins": "anyone", "mode": "own-phones", "ends_on": NOW.date() + A_DAY * 99, "time_zone": "UTC"}
    made = create_group(
        organization=organization, actor=owner, key="m", now=NOW, values={**values, "name": "Made by the owner"}
    )
    nobodys = make_group(organization, "Nobody else leads this")
    third = make_account("third")
    for one in (made, group):
        make_lead(one, third)

    owner_client.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))

    led = set(Group.objects.led_by(owner))
    assert led == {made, nobodys}
    assert owner_client.get(url("people", made.pk)).status_code == 200
    assert owner_client.get(url("people", group.pk)).status_code == 404


def test_handing_over_by_mistake_is_handed_back_a_day_later(clock, organization, group, owner, facilitator) -> None:
    first, second = sign_in(Client(), owner), sign_in(Client(), facilitator)
    first.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))

    clock.later(A_DAY, (first, owner), (second, facilitator))
    second.post(url("hand-over", organization.pk, Membership.objects.get(user=owner).pk))

    assert Membership.objects.get(user=owner).role == "owner"
    assert Membership.objects.get(user=facilitator).role == "facilitator"
    assert GroupFacilitator.objects.filter(membership__user=facilitator, group=group).exists()


# ---- an organisation deleted


def test_organization_is_not_deleted_before_it_was_taken_as_a_file(organization, owner_client) -> None:
    reply = owner_client.post(url("organization-delete", organization.pk))

    organization.refresh_from_db()
    assert (reply.status_code, organization.deletes_at) == (409, None)
    assert "It can be deleted once somebody has taken it as a file." in reply.content.decode()
    assert "only with a group code or a card cannot get back to their learning" in reply.content.decode()


def test_file_of_an_organization_holds_its_groups_people_staff_and_record(
    organization, group, member, owner, owner_client
) -> None:
    make_member(group, "=1+1")

    packed = zipfile.ZipFile(io.BytesIO(owner_client.get(url("organization-file", organization.pk)).content))

    def lines(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))

    assert set(packed.namelist()) >= {"organization.csv", "staff.csv", "groups.csv", "people.csv", "record.csv"}
    assert sorted(line[2] for line in lines("people.csv")[1:]) == sorted(["'=1+1", member.nickname])
    assert [line[1] for line in lines("groups.csv")[1:]] == ["Evening group"]
    assert ["owner", "Owner"] in [line[:2] for line in lines("staff.csv")]
    assert Event.objects.filter(what=deleting.EXPORTED).count() == 1


def test_organization_deleted_by_mistake_is_taken_back_a_day_later(
    clock, organization, group, member, owner, facilitator
) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))
    client.post(url("organization-delete", organization.pk))
    assert sign_in(Client(), facilitator).get(url("people", group.pk)).status_code == 404

    clock.later(A_DAY, (client, owner))
    age_out(now=clock.now)
    assert "deleted; can be taken back until" in text_of(client, url("archived"))
    client.post(url("restore", organization.pk))
    age_out(now=clock.now + timedelta(days=60))

    organization.refresh_from_db()
    assert (organization.archived_at, organization.deletes_at) == (None, None)
    assert sign_in(Client(), facilitator).get(url("people", group.pk)).status_code == 200


def test_deleted_organization_is_erased_after_thirty_days_and_learners_stay(
    clock, organization, group, member, run, owner
) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))
    client.post(url("organization-delete", organization.pk))

    age_out(now=NOW + timedelta(days=30))

    assert Organization.objects.count() == Group.objects.count() == Event.objects.count() == 0
    assert User.objects.filter(pk=member.learner_id).exists()


def test_organization_taken_back_while_the_daily_run_erases_others_stays(organization, monkeypatch) -> None:
    other = make_organization("Other")
    Organization.objects.update(archived_at=NOW, deletes_at=NOW)
    rows_of = deleting.erase_rows_of

    def others_first(found: Organization) -> None:
        rows_of(found)
        Organization.objects.update(archived_at=None, deletes_at=None)

    monkeypatch.setattr("courses.privacy.erasure.erase.erase_rows_of", others_first)

    assert erase_organizations(deleting.due_for_erasure(now=NOW), now=NOW) == 1
    assert Organization.objects.get() == max(organization, other, key=lambda one: one.pk)


def test_asking_for_the_head_of_the_file_does_not_count_as_taking_it(organization, owner_client) -> None:
    assert owner_client.head(url("organization-file", organization.pk)).status_code == 200
    assert Event.objects.filter(what=deleting.EXPORTED).count() == 0


def test_old_file_of_an_organization_does_not_let_it_be_deleted(clock, organization, owner) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))

    clock.later(timedelta(days=31), (client, owner))

    assert client.post(url("organization-delete", organization.pk)).status_code == 409


@pytest.mark.parametrize("name", ["organization-file", "organization-delete"])
def test_only_owners_take_or_delete_an_organization(organization, facilitator_client, name) -> None:
    assert facilitator_client.get(url(name, organization.pk)).status_code == 404
