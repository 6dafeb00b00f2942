"""The one table of permissions, and the querysets that are the permissions."""

from datetime import timedelta

import pytest

from courses.organizations.access.roles import PERMISSIONS, Permission, Role
from courses.organizations.models import Group, Member, Organization
from tests.conftest import make_account, make_guest
from tests.organizations.cast import NOW, make_group, make_lead, make_member, make_organization

pytestmark = pytest.mark.django_db


def test_every_role_has_a_line_and_viewers_see_totals_only() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert PERMISSIONS[Role.VIEWER] == {Permission.SEE_TOTALS}
    assert PERMISSIONS[Role.OWNER] == set(Permission)


def test_querysets_return_exactly_what_each_role_may_see(
    organization, group, owner, facilitator, viewer, stranger
) -> None:
    other_group = make_group(organization, "Morning group")
    other_lead = make_account("other-lead")
    make_lead(other_group, other_lead)
    member, other_member = make_member(group), make_member(other_group)
    elsewhere = make_group(make_organization("Elsewhere", owner=make_account("else")), "Elsewhere")
    make_member(elsewhere)
    everybody = (owner, facilitator, other_lead, viewer, member.learner, stranger, make_guest(), None)

    led = [set(Group.objects.led_by(person)) for person in everybody]
    counted = [set(Group.objects.counted_by(person)) for person in everybody]
    people = [set(Member.objects.visible_to(person)) for person in everybody]
    run = [set(Organization.objects.run_by(person)) for person in everybody]

    nothing: set = set()
    assert led == [{group, other_group}, {group}, {other_group}, nothing, nothing, nothing, nothing, nothing]
    assert counted == [
        {group, other_group}, {group}, {other_group}, {group, other_group}, nothing, nothing, nothing, nothing,
    ]  # fmt: skip
    assert people == [{member, other_member}, {member}, {other_member}, nothing, nothing, nothing, nothing, nothing]
    assert run == [{organization}, *[nothing] * 7]


def test_whoever_left_or_was_removed_is_seen_by_nobody(group, facilitator) -> None:
    make_member(group, "left", left_at=NOW)
    make_member(group, "removed", removed_at=NOW)

    assert list(Member.objects.visible_to(facilitator)) == []


def test_archived_organization_shows_its_groups_to_nobody(organization, group, owner, viewer) -> None:
    Organization.objects.update(archived_at=NOW)

    assert not Group.objects.led_by(owner).exists()
    assert not Group.objects.counted_by(viewer).exists()
    assert not Organization.objects.granting(owner, Permission.MANAGE_STAFF).exists()


def test_archived_group_stays_readable_but_is_not_open(group, facilitator) -> None:
    Group.objects.update(archived_at=NOW)

    assert list(Group.objects.led_by(facilitator)) == [group]
    assert not Group.objects.open(NOW.date()).exists()


def test_group_is_open_until_its_last_day(organization) -> None:
    last = NOW.date()
    group = make_group(organization, ends_on=last)

    assert (group.is_open(last), group.is_open(last + timedelta(days=1))) == (True, False)
    assert list(Group.objects.open(last)) == [group]


def test_listed_person_who_has_not_come_is_no_place_of_hers_yet(group) -> None:
    waiting = make_member(group, "waiting", joined_at=None)

    assert list(Member.objects.of(waiting.learner)) == []
    assert list(Member.objects.present()) == [waiting]
    assert list(Member.objects.joined()) == []
