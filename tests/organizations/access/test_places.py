"""Each condition by which somebody is on a list, was taken off it, or is waited for, one at a time."""

from datetime import timedelta

import pytest

from courses.organizations.models import Member, Organization, RosterDraft
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


def test_place_is_of_its_learner_while_the_organization_is_open(group, member) -> None:
    make_member(group, "beside")
    before = list(Member.objects.of(member.learner))

    Organization.objects.update(archived_at=NOW)

    assert (before, list(Member.objects.of(member.learner))) == ([member], [])


@pytest.mark.parametrize(("left", "removed", "present"), [(None, None, True), (NOW, None, False), (None, NOW, False)])
def test_member_is_present_until_leaving_or_removal(group, left, removed, present) -> None:
    member = make_member(group, left_at=left, removed_at=removed)

    assert (member.is_present, Member.objects.present().exists(), Member.objects.joined().exists()) == (present,) * 3


def test_removed_are_those_of_this_group_after_that_moment_who_were_on_the_list_for_good(organization, group) -> None:
    draft = RosterDraft.objects.create(
        group=group, organization=organization, made_by=make_account("importer"), key="k", encoding="utf-8", lines=[],
        made_at=NOW, undone_at=NOW,
    )  # fmt: skip
    lately = {"removed_at": NOW}
    removed = make_member(group, "removed", **lately)
    came = make_member(group, "came before the import was undone", came_by=draft, **lately)
    make_member(group, "undone", came_by=draft, joined_at=None, **lately)
    make_member(group, "long ago", removed_at=NOW - MOMENT)
    make_member(group, "left", left_at=NOW, **lately)
    make_member(group, "present")
    make_member(make_group(organization, "Morning group"), "elsewhere", **lately)

    assert set(Member.objects.removed_from(group, since=NOW - MOMENT)) == {removed, came}


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ("earlier", {"joined_at": None}), ("earlier", {"left_at": NOW}), ("earlier", {"removed_at": NOW}),
        ("waiting", {"joined_at": NOW}), ("waiting", {"left_at": NOW}), ("waiting", {"removed_at": NOW}),
        ("waiting", {"follows": None}), ("group", {"archived_at": NOW}), ("organization", {"archived_at": NOW}),
    ],
)  # fmt: skip
def test_place_in_another_group_waits_for_whoever_is_in_the_earlier_one(
    organization, group, member, rows, change
) -> None:
    waiting = make_member(make_group(organization, "Second year"), "waits", joined_at=None, follows=member)
    other = make_member(make_group(organization, "Third year"), "other", joined_at=None, follows=waiting)
    changed = {"earlier": member, "waiting": waiting, "group": waiting.group, "organization": organization}[rows]
    before = [set(Member.objects.inviting(one)) for one in (member.learner, other.learner)]

    type(changed).objects.filter(pk=changed.pk).update(**change)

    assert before == [{waiting}, set()]
    assert not Member.objects.inviting(member.learner).exists()


def test_people_stand_by_name_and_not_as_they_came(group) -> None:
    last, first, second = (make_member(group, name) for name in ("z", "a", "b"))

    assert list(Member.objects.by_name()) == [first, second, last]


def test_nobody_is_invited_to_a_group_that_they_are_in(organization, group, member) -> None:
    second = make_group(organization, "Second year")
    make_member(second, "waits", joined_at=None, follows=member)
    make_member(second, "is there", learner=member.learner)

    assert not Member.objects.inviting(member.learner).exists()
