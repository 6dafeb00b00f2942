"""A computer of a room: it knows the group and nothing of a person; cards work on it without a camera."""

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from courses.accounts.rate_limits.throttle import LIMITS
from courses.organizations.groups import members
from courses.organizations.models import Card, Group, Member
from courses.organizations.short_links.codes import letters_hash
from tests.conftest import NOW
from tests.organizations.cast import make_group, make_member
from tests.organizations.pages import key_in, text_of, url


@pytest.fixture
def room(organization) -> Group:
    return make_group(organization, "Room group", mode=Group.SHARED_ROOM)


@pytest.fixture
def learner(room: Group) -> Member:
    return make_member(room, "小林", secret=make_password("silver"), told="2026-11")


@pytest.fixture
def card(room: Group, learner: Member, facilitator) -> members.PrintedCard:
    return members.issue_cards(group=room, members=[learner], actor=facilitator, now=NOW)[0]


@pytest.fixture
def computer(room: Group, learner: Member) -> Client:
    """Somebody has signed in to it and out again."""
    client = Client()
    come_in(client, room)
    next_person(client)
    return client


def come_in(client: Client, group: Group):
    return client.post(url("group-sign-in"), {"code": group.code, "nickname": "小林", "secret": "silver"})


def next_person(client: Client):
    return client.post("/en/account/logout/", {"next": url("group-sign-in")})


def type_card(client: Client, letters: str, code: str):
    return client.post(url("card-here"), {"code": code, "letters": letters})


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def room_of(client: Client) -> str:
    return client.cookies[settings.ROOM_COOKIE_NAME].value if settings.ROOM_COOKIE_NAME in client.cookies else ""


def test_code_is_remembered_after_sign_out_and_the_next_person_types_none(room, computer) -> None:
    page = computer.get(url("group-sign-in")).content.decode()

    assert room_of(computer) == room.code
    assert f'type="hidden" name="code" value="{room.code}"' in page
    assert "Room group" in page
    assert "小林" not in page


def test_computer_of_a_group_with_own_phones_remembers_nothing(group) -> None:
    make_member(group, "小林", secret=make_password("silver"), told="2026-11")
    client = Client()
    typed = {"code": group.code, "nickname": "小林", "secret": "silver", "shared": "on"}

    assert client.post(url("group-sign-in"), typed).status_code == 303
    assert room_of(client) == ""


def test_joining_in_a_room_is_remembered_too(room, client) -> None:
    page = client.get(url("join", room.code)).content.decode()
    typed = {"key": key_in(page), "nickname": "Lee", "secret": "silver owl", "age": "14"}

    assert client.post(url("join", room.code), typed).status_code == 303
    assert room_of(client) == room.code


def test_next_person_is_one_press_to_the_page_that_asks(room, learner) -> None:
    client = Client()
    come_in(client, room)

    page = client.get("/en/").content.decode()
    reply = next_person(client)

    assert page.count(f'name="next" value="{url("group-sign-in")}"') == 2  # above and below
    assert (reply.status_code, reply["Location"], is_signed_in(client)) == (303, url("group-sign-in"), False)


def test_sign_out_in_a_room_leaves_no_cookie_but_the_rooms(room, learner) -> None:
    client = Client()
    client.cookies[settings.DISPLAY_COOKIE_NAME] = "dark.larger"
    client.cookies[settings.VISITOR_COOKIE_NAME] = "v" * 22
    come_in(client, room)
    client.get("/en/")

    reply = next_person(client)

    left = {name for name, cookie in client.cookies.items() if cookie.value}
    assert left == {settings.ROOM_COOKIE_NAME}
    assert reply["Clear-Site-Data"] == '"cache", "storage"'  # that of cookies would take the room's, too
    assert reply["Cache-Control"] == "no-store"


def test_anybody_at_the_computer_ends_which_group_it_is_for(computer) -> None:
    reply = computer.post(url("room-end"), follow=True)

    assert room_of(computer) == ""
    assert "This computer has forgotten the group." in reply.content.decode()
    assert 'type="hidden" name="code"' not in computer.get(url("group-sign-in")).content.decode()


@pytest.mark.parametrize("state", ["group archived", "organisation archived", "nonsense"])
def test_room_that_is_none_any_more_asks_for_the_code(room, computer, state) -> None:
    if state == "group archived":
        Group.objects.update(archived_at=NOW)
    elif state == "organisation archived":
        type(room.organization).objects.update(archived_at=NOW)
    else:
        computer.cookies[settings.ROOM_COOKIE_NAME] = "<b>' OR 1=1"

    assert "Sign in with your nickname" in text_of(computer, url("group-sign-in"))


def test_new_code_of_the_group_keeps_its_computers(room, computer, facilitator) -> None:
    old = room.code
    Group.objects.update(code="NEWCODE2")
    room.former_codes.create(organization=room.organization, code=old, replaced_at=NOW)

    page = computer.get(url("group-sign-in")).content.decode()

    assert 'name="code" value="NEWCODE2"' in page


def test_sign_in_page_of_the_site_leads_a_room_to_its_own(computer) -> None:
    assert "Sign in with card or nickname" in text_of(computer, "/en/account/login/")
    assert "Sign in with card or nickname" not in text_of(Client(), "/en/account/login/")


# ---- a card in letters


def test_card_is_typed_into_one_field_in_a_room(room, computer, learner, card) -> None:
    page = computer.get(url("group-sign-in")).content.decode()
    form = page[page.index(url("card-here")) :].split("</form>")[0]

    reply = type_card(computer, card.letters, room.code)

    assert form.count("<input") == 3  # the token of the form, the group's code (hidden), and the field
    assert form.count('type="hidden"') == 2
    assert (reply.status_code, computer.session[SESSION_KEY]) == (303, str(learner.learner_id))
    assert computer.session["life"]["shared"] is True


@pytest.mark.parametrize("how", ["{0}-{1}", " {0} {1} ", "{0}{1}"])
def test_letters_are_read_however_they_are_written(room, card, how) -> None:
    typed = how.format(card.letters[:4].lower(), card.letters[4:])

    assert type_card(Client(), typed, room.printed_code).status_code == 303


@pytest.mark.parametrize("state", ["wrong", "of another group", "voided", "reissued", "archived", "deactivated"])
def test_letters_that_do_not_count_sign_nobody_in(organization, room, learner, card, facilitator, state) -> None:
    letters, code = card.letters, room.code
    if state == "wrong":
        letters = "22222222"
    elif state == "of another group":
        code = make_group(organization, "Other").code
    elif state == "voided":
        Card.objects.update(voided_at=NOW)
    elif state == "reissued":
        members.issue_cards(group=room, members=[learner], actor=facilitator, now=NOW)
    elif state == "archived":
        Group.objects.update(archived_at=NOW)
    else:
        type(learner.learner).objects.filter(pk=learner.learner_id).update(is_active=False)
    client = Client()

    reply = type_card(client, letters, code)

    assert (reply.status_code, is_signed_in(client)) == (422, False)
    assert "No card has this code." in reply.content.decode()


def test_many_wrong_letters_close_the_box_to_all_but_those_who_were_right_before(
    room, card, facilitator, monkeypatch
) -> None:
    monkeypatch.setitem(LIMITS, "card_letters", "3/600s")
    other = make_member(room, "Lee")
    unseen = members.issue_cards(group=room, members=[other], actor=facilitator, now=NOW)[0]
    assert type_card(Client(), card.letters, room.code).status_code == 303

    misses = [type_card(Client(), f"2222222{number}", room.code).status_code for number in range(2, 6)]

    assert misses == [422, 422, 422, 429]
    assert type_card(Client(), card.letters, room.code).status_code == 303
    assert type_card(Client(), unseen.letters, room.code).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert type_card(elsewhere, unseen.letters, room.code).status_code == 303


def test_nobody_types_a_card_while_attempts_cannot_be_counted(room, card, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    assert type_card(Client(), card.letters, room.code).status_code == 503


def test_letters_hold_after_the_secret_key_was_changed(room, card, settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert type_card(Client(), card.letters, room.code).status_code == 303


def test_letters_that_a_card_has_are_drawn_again(room, learner, card, facilitator, monkeypatch) -> None:
    drawn = ["NEWCARD2", card.letters]
    monkeypatch.setattr(members, "new_code", lambda _letters: drawn.pop())

    again = members.issue_cards(group=room, members=[learner], actor=facilitator, now=NOW)[0]

    assert (again.letters, drawn) == ("NEWCARD2", [])
    assert Card.objects.get(voided_at=None).letters == letters_hash(room.pk, "NEWCARD2")


def test_printed_cards_show_address_and_codes(room, learner, facilitator, owner_client) -> None:
    page = owner_client.get(url("people", room.pk)).content.decode()

    printed = owner_client.post(url("cards", room.pk), {"key": key_in(page)}).content.decode()

    assert "testserver/c<" in printed
    assert printed.count(room.printed_code) == 1
    letters = next(code for code in _codes(printed) if code != room.printed_code).replace("-", "")
    assert Card.objects.get().letters == letters_hash(room.pk, letters)


def _codes(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('<strong class="nowrap">')[1:] if part[4:5] == "-"]


# ---- a card that was scanned


def test_scanned_card_asks_once_under_an_address_that_says_nothing(room, card) -> None:
    client = Client()

    asked = client.get(url("card", card.token), follow=True)
    later = client.get(url("card-here")).content.decode()

    assert asked.redirect_chain == [(url("card-here"), 302)]
    assert "Sign in as" in asked.content.decode()
    assert ("小林" in later, "type the two codes" in later) == (False, True)


def test_page_that_asks_signs_in_by_its_button(room, learner, card) -> None:
    client = Client()
    page = client.get(url("card", card.token), follow=True).content.decode()
    address = page.split('<form method="post" action="')[1].split('"')[0]

    reply = client.post(address)

    assert (address, reply.status_code) == (url("card", card.token), 303)
    assert client.session[SESSION_KEY] == str(learner.learner_id)
    assert room_of(client) == room.code


def test_short_address_of_cards_alone_leads_to_the_box(client) -> None:
    reply = client.get("/c", headers={"accept-language": "en"})

    assert reply["Location"] == reverse("organizations:card-here")
