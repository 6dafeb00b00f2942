"""Each condition of the querysets that decide what somebody sees or opens, one at a time."""

from datetime import timedelta

import pytest

from courses.accounts.models import User
from courses.organizations.access.audit_log import note_list, note_look, record_event, viewer_key
from courses.organizations.access.roles import Permission, Role, roles_with
from courses.organizations.models import (
    AccessLog,
    Assignment,
    AssignmentMember,
    Card,
    Event,
    FormerCode,
    Group,
    Invitation,
    Membership,
    Organization,
    Plan,
)
from courses.organizations.models.organizations import EventsStayError
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member, make_organization, make_staff

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


@pytest.fixture
def card(member) -> Card:
    return Card.objects.create(organization=member.organization, member=member, token="1" * 64, issued_at=NOW)


@pytest.fixture
def invitation(organization, owner) -> Invitation:
    return Invitation.objects.create(
        organization=organization, role="viewer", token="2" * 64, key="k", created_by=owner, created_at=NOW,
        expires_at=NOW + MOMENT,
    )  # fmt: skip


def test_roles_may_do_what_the_table_says() -> None:
    assert {one: roles_with(one) for one in Permission} == {
        Permission.SEE_TOTALS: ("owner", "viewer"),
        Permission.LEAD_GROUPS: ("owner", "facilitator"),
        Permission.CREATE_GROUPS: ("owner", "facilitator"),
        Permission.LEAD_ALL_GROUPS: ("owner",),
        Permission.MANAGE_STAFF: ("owner",),
        Permission.MANAGE_ORGANIZATION: ("owner",),
        Permission.READ_RECORD: ("owner",),
    }


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (Card, {"voided_at": NOW}), (Group, {"archived_at": NOW}), (Organization, {"archived_at": NOW}),
        (User, {"is_active": False}),
    ],
)  # fmt: skip
def test_card_opens_while_it_is_valid_its_group_open_and_its_owner_active(card, rows, change) -> None:
    before = list(Card.objects.opening())

    rows.objects.update(**change)

    assert (before, list(Card.objects.opening())) == ([card], [])


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        (Invitation, {"used_at": NOW}), (Invitation, {"withdrawn_at": NOW}), (Organization, {"archived_at": NOW}),
        (Organization, {"waits_since": NOW}),
    ],
)  # fmt: skip
def test_invitation_is_usable_until_it_is_used_withdrawn_or_its_organization_closed(invitation, rows, change) -> None:
    before = list(Invitation.objects.usable(NOW))

    rows.objects.update(**change)

    assert (before, list(Invitation.objects.usable(NOW))) == ([invitation], [])


def test_invitation_is_not_usable_at_the_moment_it_ends(invitation) -> None:
    assert not Invitation.objects.usable(invitation.expires_at).exists()


@pytest.mark.parametrize("change", [{"waits_since": NOW}, {"archived_at": NOW}])
def test_organization_that_waits_or_is_archived_grants_nothing_and_is_still_run_by_its_owner(
    organization, group, owner, facilitator, change
) -> None:
    Organization.objects.update(**change)

    assert not Organization.objects.granting(owner, Permission.MANAGE_STAFF).exists()
    assert not Group.objects.led_by(owner).exists()
    assert not Group.objects.led_by(facilitator).exists()
    assert not Group.objects.counted_by(owner).exists()
    assert list(Organization.objects.run_by(owner)) == [organization]
    assert not Organization.objects.run_by(facilitator).exists()
    assert list(Organization.objects.known_to(facilitator)) == [organization]


def test_organization_is_known_to_those_in_it_only(organization, stranger) -> None:
    elsewhere = make_organization("Elsewhere", owner=stranger)

    assert list(Organization.objects.known_to(stranger)) == [elsewhere]
    assert list(Organization.objects.run_by(stranger)) == [elsewhere]
    assert list(Organization.objects.granting(stranger, Permission.READ_RECORD)) == [elsewhere]
    assert set(Organization.objects.open()) == {organization, elsewhere}
    Organization.objects.filter(pk=elsewhere.pk).update(archived_at=NOW)
    assert list(Organization.objects.open()) == [organization]


def test_whoever_is_named_at_a_group_and_views_totals_only_leads_it_no_more(group, facilitator) -> None:
    Membership.objects.filter(user=facilitator).update(role=Role.VIEWER.value)

    assert not Group.objects.led_by(facilitator).exists()
    assert list(Group.objects.counted_by(facilitator)) == [group]


def test_group_is_entered_by_its_code_and_by_earlier_ones_that_were_not_ended(organization, group) -> None:
    make_group(organization, "Morning group")
    for code, ended_at in (("EARLIER1", None), ("ENDED111", NOW)):
        FormerCode.objects.create(organization=organization, group=group, code=code, replaced_at=NOW, ended_at=ended_at)

    found = [list(Group.objects.entered_by(code)) for code in (group.code, "EARLIER1", "ENDED111", "NOBODYS1")]

    assert found == [[group], [group], [], []]


@pytest.mark.parametrize(("rows", "change"), [(Group, {"archived_at": NOW}), (Organization, {"archived_at": NOW})])
def test_group_is_open_while_neither_it_nor_its_organization_is_archived(group, rows, change) -> None:
    today = NOW.date()
    before = (group.is_open(today), Group.objects.open(today).count())

    rows.objects.update(**change)

    after = Group.objects.select_related("organization").get(pk=group.pk)
    assert (before, after.is_open(today), Group.objects.open(today).count()) == ((True, 1), False, 0)


def test_group_is_not_open_after_its_last_day(organization) -> None:
    make_group(organization, ends_on=NOW.date())

    assert not Group.objects.open(NOW.date() + timedelta(days=1)).exists()


def assignment(group: Group, **fields: object) -> Assignment:
    values = {"organization": group.organization, "key": "k", "course": "c", "created_at": NOW, **fields}
    return Assignment.objects.create(group=group, **values)


def test_assignments_of_a_member_are_those_for_all_and_those_for_them(organization, group, member) -> None:
    beside = make_member(group, "beside")
    for_all, for_them = assignment(group), assignment(group, key="theirs", for_all=False)
    for_beside = assignment(group, key="beside", for_all=False)
    for one, person in ((for_them, member), (for_beside, beside)):
        AssignmentMember.objects.create(organization=organization, assignment=one, member=person)
    assignment(group, key="withdrawn", withdrawn_at=NOW)
    elsewhere = assignment(make_group(organization, "Morning group"))

    assert set(Assignment.objects.for_member(member)) == {for_all, for_them}
    assert elsewhere not in Assignment.objects.led_by(make_account("nobody"))


def test_assignments_asked_of_some_people_are_those_for_all_and_those_for_one_of_them(group, member) -> None:
    beside, third = (make_member(group, name) for name in ("beside", "third"))
    for_all, for_two, for_third = assignment(group), *(assignment(group, key=key, for_all=False) for key in "ab")
    for one, person in ((for_two, member), (for_two, beside), (for_third, third)):
        AssignmentMember.objects.create(organization=group.organization, assignment=one, member=person)

    found = [set(Assignment.objects.asked_of(people)) for people in (None, [], [member.pk], [beside.pk, third.pk])]

    assert found == [{for_all, for_two, for_third}, {for_all}, {for_all, for_two}, {for_all, for_two, for_third}]


@pytest.mark.parametrize(("mode", "is_shared"), [(Group.SHARED_ROOM, True), (Group.OWN_PHONES, False)])
def test_shared_room_is_a_group_of_that_kind(organization, mode, is_shared) -> None:
    assert make_group(organization, mode=mode).is_shared_room is is_shared


def test_assignments_and_plans_are_those_of_ones_own(organization, group, owner, facilitator, viewer, stranger) -> None:
    other = assignment(make_group(organization, "Morning group"))
    mine = assignment(group)
    plan = Plan.objects.create(
        organization=organization, key="k", name="Plan", starts_on=NOW.date(), lines=[], created_at=NOW
    )
    people = (owner, facilitator, viewer, stranger)

    assert [set(Assignment.objects.led_by(one)) for one in people] == [{mine, other}, {mine}, set(), set()]
    assert [set(Plan.objects.usable_by(one)) for one in people] == [{plan}, {plan}, set(), set()]


def test_looks_are_noted_each_and_lists_once_a_day_by_the_groups_clock(group, member, facilitator, owner) -> None:
    late = NOW.replace(hour=16, minute=30)  # already tomorrow in Shanghai
    for _time in range(2):
        note_look(viewer=facilitator, member=member, now=late)
        note_list(viewer=facilitator, group=group, now=late)
    note_list(viewer=owner, group=group, now=late)
    note_list(viewer=owner, group=group, now=late, what=AccessLog.EXPORT)

    rows = AccessLog.objects.order_by("pk").values_list("what", "viewer", "member", "day")
    tomorrow = NOW.date() + timedelta(days=1)
    assert sorted(rows, key=str) == sorted(
        [
            *[(AccessLog.PERSON, facilitator.pk, member.pk, tomorrow)] * 2,
            (AccessLog.LIST, facilitator.pk, None, tomorrow),
            (AccessLog.LIST, owner.pk, None, tomorrow),
            (AccessLog.EXPORT, owner.pk, None, tomorrow),
        ],
        key=str,
    )
    assert {row.viewer_key for row in AccessLog.objects.filter(viewer=owner)} == {viewer_key(owner)}
    assert viewer_key(owner) != viewer_key(facilitator)


def test_record_is_only_added_to_and_cuts_what_is_too_long(organization, owner) -> None:
    event = record_event(organization=organization, actor=owner, what="edited", now=NOW, about="x" * 1000)

    assert len(event.about) == Event._meta.get_field("about").max_length
    for change in (event.delete, Event.objects.all().delete, lambda: Event.objects.update(what="x")):
        with pytest.raises(EventsStayError):
            change()


def test_colleague_of_two_organizations_has_each_role_in_its_own(organization, facilitator) -> None:
    elsewhere = make_organization("Elsewhere", owner=make_account("else"))
    make_staff(elsewhere, facilitator, role=Role.VIEWER)
    there = make_group(elsewhere, "There")

    assert there not in Group.objects.led_by(facilitator)
    assert there in Group.objects.counted_by(facilitator)
    assert list(Organization.objects.granting(facilitator, Permission.CREATE_GROUPS)) == [organization]
