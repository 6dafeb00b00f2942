"""Coming back by card."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from courses.organizations.groups import members
from courses.organizations.models import Card, Event, Group, Member
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.joining.coming_back.returning import is_signed_in
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


def issue(member: Member, actor) -> str:
    return members.issue_cards(group=member.group, members=[member], actor=actor, now=timezone.now())[0].token


def test_looking_at_a_card_signs_nobody_in(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    page = client.get(url("card", token), follow=True)
    client.head(url("card", token), follow=True)

    assert (page.status_code, "小林" in page.content.decode(), is_signed_in(client)) == (200, True, False)


def test_yes_on_a_card_signs_in_and_leads_to_a_clean_address(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    answer = client.post(url("card", token))

    assert (answer.status_code, answer["Location"]) == (303, url("mine"))
    assert client.session[SESSION_KEY] == str(member.learner_id)
    assert token not in answer["Location"]


def test_scanned_address_in_capitals_leads_to_the_page(group, member, facilitator, client) -> None:
    token = issue(member, facilitator)

    answer = client.get(f"/C/{token.upper()}", headers={"accept-language": "en"})

    assert answer["Location"] == url("card-here")
    assert "Sign in as" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("state", ["voided", "reissued", "archived", "deactivated", "unknown"])
def test_card_that_does_not_count_is_not_there(group, member, facilitator, client, state: str) -> None:
    token = issue(member, facilitator)
    if state == "voided":
        Card.objects.update(voided_at=NOW)
    elif state == "reissued":
        issue(member, facilitator)
    elif state == "archived":
        Group.objects.update(archived_at=NOW)
    elif state == "deactivated":
        type(member.learner).objects.filter(pk=member.learner_id).update(is_active=False)
    else:
        token = "a" * 26

    codes = [client.get(url("card", token), follow=True).status_code, client.post(url("card", token)).status_code]

    assert (codes, is_signed_in(client)) == ([404, 404], False)


def test_first_visit_by_card_asks_age_and_says_what_is_seen(group, facilitator, client) -> None:
    waiting = members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())
    answer = client.post(url("card", issue(waiting, facilitator)))
    page = client.get(answer["Location"]).content.decode()

    unsaid = client.post(answer["Location"], {}).status_code
    client.post(answer["Location"], {"age": "14"})

    waiting.refresh_from_db()
    assert (answer["Location"], "single answers" in page, unsaid) == (url("welcome", waiting.pk), True, 422)
    assert (waiting.joined_at is not None, waiting.secret, Event.objects.latest("pk").what) == (True, "", "joined")


def test_first_visit_of_a_child_by_card_needs_consent(group, facilitator, client) -> None:
    waiting = members.list_member(group=group, nickname="小王", consent="", actor=facilitator, now=timezone.now())
    address = client.post(url("card", issue(waiting, facilitator)))["Location"]

    refused = client.post(address, {"age": "under"})
    members.record_consent(member=waiting, who="parent", actor=facilitator, now=timezone.now())
    client.post(address, {"age": "under"})

    waiting.refresh_from_db()
    assert (refused.status_code, waiting.joined_at is not None) == (200, True)


def test_card_in_a_shared_room_signs_in_for_a_short_time(organization, facilitator, client) -> None:
    group = make_group(organization, mode=Group.SHARED_ROOM)

    client.post(url("card", issue(make_member(group), facilitator)))

    assert client.session["life"]["shared"] is True


def test_pages_with_a_way_in_are_never_kept(group, member, facilitator, client) -> None:
    pages = [
        client.get(address)
        for address in (
            url("card", issue(member, facilitator)),
            url("card-here"),
            url("join", group.code),
            url("group-sign-in"),
        )
    ]

    assert {page["Cache-Control"] for page in pages} == {"no-store"}
