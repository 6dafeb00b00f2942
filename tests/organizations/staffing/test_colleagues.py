"""Inviting, changing roles, removing, handing over and leaving."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Group, Invitation, Membership
from courses.organizations.staffing import actions
from courses.organizations.staffing.colleagues import invitations
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_organization, make_staff
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db


def write(organization, owner, *, role: Role = Role.FACILITATOR, key: str = "k1", now=NOW) -> invitations.Written:
    return invitations.invite(organization=organization, role=role, actor=owner, key=key, now=now)


def test_link_is_shown_once_and_stored_as_its_fingerprint(organization, owner_client) -> None:
    form = owner_client.get(url("invite", organization.pk)).content.decode()
    sent = {"role": "facilitator", "key": key_in(form)}

    first = owner_client.post(url("invite", organization.pk), sent).content.decode()
    again = owner_client.post(url("invite", organization.pk), sent).content.decode()

    token = re.search(r"/invitations/([a-z2-7]{26})/", first)[1]
    assert "/invitations/" not in re.sub(r'href="[^"]*"', "", again)
    assert Invitation.objects.count() == 1
    assert token not in Invitation.objects.get().token


def test_looking_at_an_invitation_changes_nothing(organization, owner, client) -> None:
    token = invite_token(organization, owner)

    page = client.get(url("invitation", token)).content.decode()

    assert "Riverside Centre" in page
    assert "owner" in page
    assert (Invitation.objects.get().used_at, Membership.objects.count()) == (None, 3)


def invite_token(organization, owner, **options: object) -> str:
    return write(organization, owner, now=timezone.now(), **options).token


def test_accepting_gives_the_role_once(organization, owner, stranger, stranger_client) -> None:
    token = invite_token(organization, owner, role=Role.VIEWER)

    first = stranger_client.post(url("invitation", token))
    second = sign_in(Client(), make_account("late")).post(url("invitation", token))

    assert (first.status_code, second.status_code) == (303, 404)
    assert Membership.objects.get(user=stranger).role == "viewer"
    assert not Membership.objects.filter(user__username="late").exists()


def test_accepting_without_an_account_leads_to_sign_in(organization, owner, client) -> None:
    token = invite_token(organization, owner)

    answer = client.post(url("invitation", token))

    assert (answer.status_code, answer["Location"].startswith(reverse("account_login"))) == (302, True)
    assert Invitation.objects.get().used_at is None


def test_invitation_ends_after_seven_days(organization, owner, stranger) -> None:
    token = write(organization, owner).token

    assert invitations.find(token, now=NOW + timedelta(days=7) - timedelta(seconds=1)) is not None
    with pytest.raises(invitations.InvitationRefusedError):
        invitations.accept(token=token, user=stranger, now=NOW + timedelta(days=7))


def test_withdrawn_invitation_and_one_that_never_was_look_the_same(organization, owner, owner_client, client) -> None:
    token = invite_token(organization, owner)
    owner_client.post(url("withdraw", organization.pk, Invitation.objects.get().pk))

    withdrawn, unknown = client.get(url("invitation", token)), client.get(url("invitation", "a" * 26))

    bare = [
        re.sub(r"[a-z2-7]{26}|value=\"[^\"]*\"|nonce[^ ]*", "", page.content.decode()) for page in (withdrawn, unknown)
    ]
    assert (withdrawn.status_code, unknown.status_code) == (404, 404)
    assert bare[0] == bare[1]


@pytest.mark.parametrize("token", ["x", "ü", "%00", "a" * 300, "../../etc"])
def test_odd_invitation_links_are_not_there(db, client, token: str) -> None:
    assert client.get(f"/en/invitations/{token}/").status_code == 404


def test_invitation_never_takes_a_higher_role_away(organization, owner) -> None:
    token = write(organization, owner, role=Role.VIEWER).token

    mine = invitations.accept(token=token, user=owner, now=NOW)

    assert mine.role == "owner"


def test_role_changes_and_is_recorded(organization, facilitator, owner_client) -> None:
    them = Membership.objects.get(user=facilitator)

    answer = owner_client.post(url("colleague", organization.pk, them.pk), {"role": "viewer"})

    them.refresh_from_db()
    assert (answer.status_code, them.role) == (303, "viewer")
    assert (Event.objects.get().what, Event.objects.get().about) == ("role-changed", "viewer")


def test_role_that_does_not_exist_is_refused(organization, facilitator, owner_client) -> None:
    them = Membership.objects.get(user=facilitator)

    answer = owner_client.post(url("colleague", organization.pk, them.pk), {"role": "admin"})

    them.refresh_from_db()
    assert (answer.status_code, them.role) == (422, "facilitator")


def test_facilitator_who_becomes_viewer_sees_the_groups_no_more(group, facilitator, owner) -> None:
    before = list(Group.objects.led_by(facilitator))

    actions.change_role(membership=Membership.objects.get(user=facilitator), role=Role.VIEWER, actor=owner, now=NOW)

    assert (before, list(Group.objects.led_by(facilitator))) == ([group], [])
    assert list(Group.objects.counted_by(facilitator)) == [group]


def test_last_owner_can_neither_step_down_nor_leave_nor_be_removed(organization, owner, owner_client) -> None:
    mine = Membership.objects.get(user=owner)

    codes = [
        owner_client.post(url("colleague", organization.pk, mine.pk), {"role": "viewer"}).status_code,
        owner_client.post(url("organization-leave", organization.pk)).status_code,
        owner_client.post(url("colleague-remove", organization.pk, mine.pk)).status_code,
    ]

    mine.refresh_from_db()
    assert (codes, mine.role) == ([422, 409, 409], "owner")


def test_removed_colleague_is_out_at_once(group, organization, facilitator, owner_client, facilitator_client) -> None:
    them = Membership.objects.get(user=facilitator)
    before = facilitator_client.get(url("people", group.pk)).status_code

    owner_client.post(url("colleague-remove", organization.pk, them.pk))

    assert (before, facilitator_client.get(url("people", group.pk)).status_code) == (200, 404)
    assert Event.objects.latest("pk").what == "colleague-removed"


def test_handing_over_swaps_owner_and_facilitator(organization, owner, facilitator, owner_client) -> None:
    them = Membership.objects.get(user=facilitator)

    owner_client.post(url("hand-over", organization.pk, them.pk))

    roles = dict(Membership.objects.filter(user__in=[owner, facilitator]).values_list("user__username", "role"))
    assert roles == {"owner": "facilitator", "facilitator": "owner"}


def test_leaving_ends_the_role_of_whoever_leaves(organization, viewer, viewer_client) -> None:
    viewer_client.post(url("organization-leave", organization.pk))

    assert not Membership.objects.filter(user=viewer).exists()
    assert Event.objects.latest("pk").what == "colleague-left"


def test_colleague_of_another_organization_is_not_there(organization, owner_client) -> None:
    other = make_organization("Other", owner=make_account("their-owner"))
    theirs = make_staff(other, make_account("their-facilitator"))

    codes = [
        owner_client.get(url("colleague", organization.pk, theirs.pk)).status_code,
        owner_client.post(url("colleague-remove", organization.pk, theirs.pk)).status_code,
        owner_client.post(url("hand-over", organization.pk, theirs.pk)).status_code,
    ]

    assert (codes, Membership.objects.filter(pk=theirs.pk).exists()) == ([404] * 3, True)


@pytest.mark.parametrize("name", ["organization-leave", "restore"])
def test_what_changes_something_is_no_page(organization, owner_client, name: str) -> None:
    assert owner_client.get(url(name, organization.pk)).url == url("organization", organization.pk)


def test_over_https_whoever_has_no_second_step_is_led_to_it(organization, owner_client, settings) -> None:
    settings.HTTPS = True

    answer = owner_client.get(url("organization", organization.pk))

    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))


def test_whoever_gives_power_away_confirms_first_who_she_is(organization, owner, owner_client, facilitator) -> None:
    them = Membership.objects.get(user=facilitator)
    owner.set_password("correct horse battery")
    owner.save()
    owner_client.force_login(owner)  # signed in longer ago than 300 seconds
    asked = [url("invite", organization.pk), url("colleague", organization.pk, them.pk)]

    leads_to = [owner_client.post(page, {"role": "owner"})["Location"] for page in asked]
    back = [
        owner_client.post(url(name, organization.pk, them.pk))["Location"] for name in ("hand-over", "colleague-remove")
    ]

    them.refresh_from_db()
    assert all(page.startswith("/en/account/reauthenticate/") for page in leads_to)
    assert (set(back), them.role) == ({url("colleague", organization.pk, them.pk)}, "facilitator")
