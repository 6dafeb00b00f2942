"""What can be done to an organisation and its staff: who goes on leading what, and what is refused."""

from datetime import timedelta

import pytest

from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.models import User
from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Group, GroupFacilitator, Membership, Organization
from courses.organizations.staffing.actions import (
    LastOwnerError,
    archive_organization,
    change_role,
    create_organization,
    edit_organization,
    hand_over,
    leave_before_erasing,
    remove_colleague,
    restore_organization,
    state_of,
)
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_lead, make_organization, make_staff

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
MADE = {"name": "Hall", "language": "en", "place": "Town", "time_zone": "Asia/Shanghai", "key": "k"}


def membership_of(organization: Organization, person: User) -> Membership:
    return Membership.objects.get(organization=organization, user=person)


@pytest.fixture
def groups(organization, owner, facilitator) -> dict[str, Group]:
    """By why an owner would go on leading it: made by them, led by nobody; and two of others."""
    second = make_account("second-owner")
    make_staff(organization, second, role=Role.OWNER)
    made = {name: make_group(organization, name) for name in ("made", "nobody's", "theirs", "touched")}
    made["elsewhere"] = make_group(make_organization("Elsewhere", owner=second), "elsewhere")
    for name, what, actor in (
        ("made", "group-created", owner), ("theirs", "group-created", second), ("touched", "group-edited", owner),
    ):  # fmt: skip
        Event.objects.create(organization=organization, actor=actor, group=made[name], what=what, at=NOW)
    for name in ("made", "theirs", "touched"):
        make_lead(made[name], facilitator)
    return made


def led_by(person: User) -> set[str]:
    return set(GroupFacilitator.objects.filter(membership__user=person).values_list("group__name", flat=True))


def test_owner_who_becomes_facilitator_goes_on_with_what_they_made_and_what_nobody_leads(
    organization, owner, groups
) -> None:
    change_role(membership=membership_of(organization, owner), role=Role.FACILITATOR, actor=owner, now=LATER)

    assert led_by(owner) == {"made", "nobody's"}
    assert set(Group.objects.led_by(owner)) == {groups["made"], groups["nobody's"]}


def test_owner_who_was_listed_at_a_group_before_goes_on_with_it_once(organization, owner, groups) -> None:
    make_lead(groups["made"], owner)

    change_role(membership=membership_of(organization, owner), role=Role.FACILITATOR, actor=owner, now=LATER)

    assert led_by(owner) == {"made", "nobody's"}


def test_owner_who_hands_over_goes_on_with_the_same(organization, owner, facilitator, groups) -> None:
    hand_over(organization=organization, to=membership_of(organization, facilitator), actor=owner, now=LATER)

    assert led_by(owner) == {"made", "nobody's"}
    assert (membership_of(organization, owner).role, membership_of(organization, facilitator).role) == (
        "facilitator", "owner",
    )  # fmt: skip
    assert Event.objects.get(what="handed-over").subject == facilitator


def test_owner_who_becomes_viewer_leads_nothing(organization, owner, groups) -> None:
    change_role(membership=membership_of(organization, owner), role=Role.VIEWER, actor=owner, now=LATER)

    assert led_by(owner) == set()


def test_viewer_who_becomes_facilitator_gets_no_group_by_it(organization, owner, viewer, groups) -> None:
    change_role(membership=membership_of(organization, viewer), role=Role.FACILITATOR, actor=owner, now=LATER)

    assert led_by(viewer) == set()
    event = Event.objects.get(what="role-changed")
    assert (event.subject, event.actor, event.about) == (viewer, owner, "facilitator")


def test_same_role_again_is_no_change(organization, owner, viewer) -> None:
    change_role(membership=membership_of(organization, viewer), role=Role.VIEWER, actor=owner, now=LATER)

    assert not Event.objects.exists()


def test_handing_over_to_oneself_changes_nothing(organization, owner) -> None:
    hand_over(organization=organization, to=membership_of(organization, owner), actor=owner, now=LATER)

    assert membership_of(organization, owner).role == "owner"
    assert not Event.objects.exists()


def test_nobody_of_another_organization_is_handed_this_one(organization, owner) -> None:
    foreign = make_staff(make_organization("Elsewhere"), make_account("else"))

    with pytest.raises(Membership.DoesNotExist):
        hand_over(organization=organization, to=foreign, actor=owner, now=LATER)


def test_owners_elsewhere_and_other_colleagues_do_not_make_up_for_the_last_owner(organization, owner) -> None:
    make_organization("Elsewhere", owner=make_account("else"))
    mine = membership_of(organization, owner)

    with pytest.raises(LastOwnerError):
        change_role(membership=mine, role=Role.VIEWER, actor=owner, now=LATER)
    with pytest.raises(LastOwnerError):
        remove_colleague(membership=mine, actor=owner, now=LATER)

    assert membership_of(organization, owner).role == "owner"


def test_one_of_two_owners_may_go_and_colleagues_any_time(organization, owner, facilitator, viewer) -> None:
    second = make_account("second")
    make_staff(organization, second, role=Role.OWNER)

    remove_colleague(membership=membership_of(organization, viewer), actor=owner, now=LATER)
    remove_colleague(membership=membership_of(organization, owner), actor=owner, now=LATER)

    assert set(Membership.objects.values_list("user", flat=True)) == {facilitator.pk, second.pk}
    assert list(Event.objects.order_by("pk").values_list("what", "subject", "about")) == [
        ("colleague-removed", viewer.pk, "viewer"), ("colleague-left", owner.pk, "owner"),
    ]  # fmt: skip


@pytest.mark.parametrize("waits", [True, False])
def test_organization_is_made_once_with_its_owner(owner, waits) -> None:
    first = create_organization(**MADE, owner=owner, now=NOW, waits=waits)
    again = create_organization(**MADE, owner=owner, now=LATER, waits=waits)

    assert (again, first.waits_since, first.created_at) == (first, NOW if waits else None, NOW)
    assert (membership_of(first, owner).role, Membership.objects.count()) == ("owner", 1)
    assert [one.what for one in Event.objects.all()] == ["created"]


@pytest.mark.parametrize(
    ("field", "value"), [("name", "New"), ("language", "zh-hans"), ("place", "Lane"), ("time_zone", "Europe/London")]
)
def test_each_field_is_saved_and_seen_to_have_changed(organization, owner, field, value) -> None:
    values = {name: getattr(organization, name) for name in ("name", "language", "place", "time_zone")}
    seen = state_of(organization)

    edited = edit_organization(
        organization=organization, values={**values, field: value}, seen=seen, actor=owner, now=LATER
    )

    assert getattr(Organization.objects.get(pk=organization.pk), field) == value
    assert state_of(edited) != seen
    with pytest.raises(ChangedMeanwhileError):
        edit_organization(organization=organization, values=values, seen=seen, actor=owner, now=LATER)
    assert Event.objects.filter(what="edited").count() == 1


def test_edit_by_whoever_has_seen_both_is_saved(organization, owner) -> None:
    values = {"name": "New", "language": "en", "place": "", "time_zone": "Asia/Shanghai"}

    edit_organization(organization=organization, values=values, seen="", actor=owner, now=LATER)

    assert Organization.objects.get(pk=organization.pk).name == "New"


def test_archive_keeps_its_first_day_and_restoring_is_recorded_once(organization, owner) -> None:
    for moment in (NOW, LATER):
        archive_organization(organization=organization, actor=owner, now=moment)
    archived = Organization.objects.get(pk=organization.pk)
    Organization.objects.filter(pk=organization.pk).update(deletes_at=LATER)

    for _time in range(2):
        restore_organization(organization=organization, actor=owner, now=LATER)

    restored = Organization.objects.get(pk=organization.pk)
    assert archived.archived_at == NOW
    assert (restored.archived_at, restored.deletes_at) == (None, None)
    assert [one.what for one in Event.objects.order_by("pk")] == ["archived", "restored"]


def test_organization_with_nobody_left_is_archived_though_others_have_colleagues(owner) -> None:
    alone = make_organization("Alone", owner=owner)
    make_staff(make_organization("Elsewhere", owner=make_account("else")), make_account("helper"))

    leave_before_erasing(person=owner, now=LATER)

    assert Organization.objects.get(pk=alone.pk).archived_at == LATER
    assert Membership.objects.filter(organization=alone).count() == 1


def test_colleague_who_is_no_owner_hands_nothing_over(organization, facilitator, owner) -> None:
    Membership.objects.filter(user=owner).update(role=Role.VIEWER.value)  # nobody else is an owner

    leave_before_erasing(person=facilitator, now=LATER)

    assert not Event.objects.exists()
    assert not Membership.objects.filter(role=Role.OWNER.value).exists()
    assert Organization.objects.get().archived_at is None


def test_record_says_which_groups_a_removed_colleague_led(organization, owner, facilitator, group) -> None:
    held = Membership.objects.get(user=facilitator)
    second = make_group(organization, "A second group")
    make_lead(second, facilitator)
    make_group(organization, "Led by others")

    remove_colleague(membership=held, actor=owner, now=LATER)

    rows = Event.objects.order_by("pk").values_list("what", "subject", "group")
    assert list(rows) == [
        ("lead-removed", facilitator.pk, second.pk), ("lead-removed", facilitator.pk, group.pk),
        ("colleague-removed", facilitator.pk, None),
    ]  # fmt: skip
