"""A button pressed twice shows the second response: it is that of the first, and no refusal of what is done already."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.organizations.models import Member, Membership
from courses.organizations.staffing.actions import hand_over
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_member, make_organization, make_staff
from tests.organizations.pages import url
from tests.organizations.staffing.test_colleagues import invite_token

pytestmark = pytest.mark.django_db
TOKEN = "csrfmiddlewaretoken"
Press = Callable[..., tuple[int, str]]


@pytest.fixture
def press() -> Press:
    """Send a form of the page that was rendered with `token`; the status, and where it leads."""

    def send(client: Client, address: str, token: str = "a", **fields: str) -> tuple[int, str]:
        response = client.post(address, {TOKEN: token, **fields})
        return response.status_code, response.headers.get("Location", "")

    return send


def test_person_removed_twice_is_one_who_can_be_taken_back(group, facilitator_client, press) -> None:
    member = make_member(group, "小林")
    address = url("member-remove", group.pk, member.pk)

    first, second = press(facilitator_client, address), press(facilitator_client, address)

    assert first == second == (303, url("people", group.pk))
    assert url("take-back", group.pk, member.pk) in facilitator_client.get(first[1]).content.decode()


def test_name_sent_twice_stands_on_the_list_once_and_is_not_called_taken(group, facilitator_client, press) -> None:
    address = url("people-add", group.pk)

    sent = [press(facilitator_client, address, nickname="小林", consent="") for _each in range(2)]

    assert sent == [(303, url("people", group.pk))] * 2
    assert Member.objects.filter(group=group, nickname="小林").count() == 1


def test_edit_sent_twice_is_no_edit_of_somebody_else(group, facilitator_client, press) -> None:
    page = facilitator_client.get(url("group-edit", group.pk))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    values = {name: str(value) for name, value in typed.items()} | {"name": "Evenings"}
    values["ends_on"] = str(timezone.localdate() + timedelta(days=90))

    sent = [press(facilitator_client, url("group-edit", group.pk), **values) for _each in range(2)]

    assert [status for status, _led in sent] == [303, 303]


def test_archived_left_and_accepted_twice(
    organization, owner, owner_client, viewer_client, stranger_client, press
) -> None:
    invitation = url("invitation", invite_token(organization, owner))

    accepted = [press(stranger_client, invitation) for _each in range(2)]
    left = [press(viewer_client, url("organization-leave", organization.pk)) for _each in range(2)]
    archived = [press(owner_client, url("archive", organization.pk)) for _each in range(2)]

    assert accepted == [(303, url("organization", organization.pk))] * 2
    assert left == archived == [(303, url("index"))] * 2


def test_place_in_a_group_left_twice(group, press) -> None:
    member = make_member(group, "小林")
    client = sign_in(Client(), member.learner)

    assert [press(client, url("leave", member.pk)) for _each in range(2)] == [(303, url("mine"))] * 2


@pytest.mark.parametrize(
    "other", [{"token": "b"}, {"name": "other"}, {"client": Client}, {"later": timedelta(seconds=61)}],
    ids=["another page", "other words", "another browser", "a minute later"],
)  # fmt: skip
def test_only_the_same_form_is_the_same(group, facilitator, facilitator_client, press, time_machine, other) -> None:
    time_machine.move_to("2026-11-28T10:00:00Z", tick=False)
    address = url("people-add", group.pk)
    assert press(facilitator_client, address, nickname="小林", consent="")[0] == 303

    time_machine.shift(other.get("later", timedelta()))
    client = sign_in(Client(), facilitator) if "client" in other else facilitator_client
    name = "ok" if "name" in other else "小林"
    status, _led = press(client, address, other.get("token", "a"), nickname=name, consent="")

    assert status == (303 if "name" in other else 422)
    assert Member.objects.filter(group=group).count() == (2 if "name" in other else 1)


def test_what_was_sent_between_makes_it_a_new_wish(group, facilitator_client, press) -> None:
    member = make_member(group, "小林")
    remove, back = url("member-remove", group.pk, member.pk), url("take-back", group.pk, member.pk)

    assert [press(facilitator_client, one)[0] for one in (remove, back, remove)] == [303, 303, 303]
    member.refresh_from_db()
    assert not member.is_present


def test_stranger_learns_nothing_by_sending_twice(group, stranger_client, press) -> None:
    member = make_member(group, "小林")

    address = url("member-remove", group.pk, member.pk)
    assert [press(stranger_client, address)[0] for _each in range(2)] == [404, 404]


def test_hand_over_by_somebody_who_is_no_owner_any_more_changes_nothing(owner, facilitator, viewer) -> None:
    made = make_organization(owner=owner)
    to, also = make_staff(made, facilitator), make_staff(made, viewer)
    hand_over(organization=made, to=to, actor=owner, now=NOW)
    with pytest.raises(Membership.DoesNotExist):  # looked while they were owner, and came to the lock second
        hand_over(organization=made, to=also, actor=owner, now=NOW)

    also.refresh_from_db()
    assert also.role == "facilitator"
