"""What a facilitator does for one person's way in: list, consent, remove, card, secret code; and what is printed."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from courses.organizations.forms.names import folded, sort_key
from courses.organizations.groups import members
from courses.organizations.models import AccessLog, Card, Event, Group, GuardianConsent, Member
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_member
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db


def test_name_is_put_on_the_list_and_has_not_joined(group, facilitator_client) -> None:
    answer = facilitator_client.post(url("people-add", group.pk), {"nickname": "小王", "consent": ""})

    member = Member.objects.get()
    assert (answer.status_code, member.nickname, member.joined_at, member.is_under_14) == (303, "小王", None, None)
    assert "小王" in facilitator_client.get(url("people", group.pk)).content.decode()


def test_same_or_alike_name_is_refused(group, member, facilitator_client) -> None:
    answer = facilitator_client.post(url("people-add", group.pk), {"nickname": "小 林", "consent": ""})

    assert (answer.status_code, Member.objects.count()) == (422, 1)


def test_child_is_listed_with_the_consent_of_a_guardian(group, facilitator, facilitator_client) -> None:
    facilitator_client.post(url("people-add", group.pk), {"nickname": "小王", "consent": "parent"})

    consent = GuardianConsent.objects.get()
    assert (consent.member.is_under_14, consent.who, consent.recorded_by) == (True, "parent", facilitator)
    assert set(Event.objects.values_list("what", flat=True)) == {"listed", "consent-recorded"}


def test_consent_is_recorded_later_and_once(group, member, facilitator_client) -> None:
    page = url("access", group.pk, member.pk)

    codes = [facilitator_client.post(page, {"who": who}).status_code for who in ("", "friend", "guardian", "parent")]

    assert (codes, GuardianConsent.objects.get().who) == ([422, 422, 303, 303], "guardian")


def test_removed_person_is_gone_and_taken_back_by_undo(group, member, facilitator_client) -> None:
    facilitator_client.post(url("member-remove", group.pk, member.pk))
    page = facilitator_client.get(url("people", group.pk)).content.decode()
    gone = Member.objects.present().count()
    facilitator_client.post(url("take-back", group.pk, member.pk))

    assert (url("take-back", group.pk, member.pk) in page, "小林" in page, gone) == (True, True, 0)  # in the banner
    assert Member.objects.present().get() == member


def test_taking_back_ends_with_the_place_and_never_brings_back_who_left(group, facilitator, facilitator_client) -> None:
    late = make_member(group, "late", removed_at=timezone.now() - timedelta(days=30))
    left = make_member(group, "left", left_at=timezone.now())

    codes = [facilitator_client.post(url("take-back", group.pk, one.pk)).status_code for one in (late, left)]

    assert (codes, Member.objects.present().count()) == ([409, 409], 0)


def test_reset_shows_the_secret_once_and_stores_its_hash(group, member, facilitator_client) -> None:
    page = facilitator_client.get(url("access", group.pk, member.pk)).content.decode()
    sent = {"key": key_in(page)}

    first = facilitator_client.post(url("secret-reset", group.pk, member.pk), sent)
    again = facilitator_client.post(url("secret-reset", group.pk, member.pk), sent)

    secret = re.search(r"nowrap\">([2-9A-Z]{4})-([2-9A-Z]{4})<", first.content.decode())
    member.refresh_from_db()
    assert check_password((secret[1] + secret[2]).casefold(), member.secret)
    assert (member.must_change_secret, again.status_code) == (True, 303)
    assert Event.objects.get().what == "secret-reset"


def test_person_with_an_own_account_gets_no_secret_and_no_card(group, facilitator, facilitator_client) -> None:
    own = make_member(group, "own", learner=make_account("own", password="correct horse battery"))

    page = facilitator_client.get(url("access", group.pk, own.pk)).content.decode()
    cards = members.issue_cards(group=group, members=[own], actor=facilitator, now=NOW)
    with pytest.raises(members.NotTheGroupsError):
        members.reset_secret(member=own, actor=facilitator, now=NOW)

    own.refresh_from_db()
    assert (cards, own.secret, Card.objects.count()) == ((), "", 0)
    assert ("own account" in page, url("secret-reset", group.pk, own.pk) in page) == (True, False)


def print_cards(client, group) -> str:
    page = client.get(url("people", group.pk)).content.decode()
    return client.post(url("cards", group.pk), {"key": key_in(page)}).content.decode()


def test_cards_are_ten_a_sheet_and_only_their_hashes_are_stored(group, facilitator_client) -> None:
    for number in range(23):
        make_member(group, f"learner {number}")

    page = print_cards(facilitator_client, group)
    again = print_cards(facilitator_client, group)

    sheets = [sheet.count("<li>") for sheet in page.split('<ul class="sign-in-cards">')[1:]]
    assert sheets == [10, 10, 3]
    assert (Card.objects.count(), again.count("<li>")) == (23, 0)
    assert not any(card.token in page for card in Card.objects.all())


def test_cards_printed_before_they_had_letters_are_named_and_printed_anew(
    group, facilitator, facilitator_client
) -> None:
    old, new = (make_member(group, name) for name in ("old card", "new card"))
    members.issue_cards(group=group, members=[old, new], actor=facilitator, now=NOW)
    Card.objects.filter(member=old).update(letters=None)
    page = facilitator_client.get(url("people", group.pk)).content.decode()

    printed = facilitator_client.post(url("cards", group.pk), {"key": key_in(page), "old": "yes"}).content.decode()

    assert "1 card was printed before cards had a code to type" in " ".join(page.split())
    assert ("old card" in printed, "new card" in printed) == (True, False)
    assert Card.objects.filter(member=old, voided_at=None).exclude(letters=None).count() == 1
    assert "was printed before" not in facilitator_client.get(url("people", group.pk)).content.decode()


def test_cards_sent_twice_are_printed_once(group, member, facilitator_client) -> None:
    page = facilitator_client.get(url("people", group.pk)).content.decode()
    sent = {"key": key_in(page)}

    first = facilitator_client.post(url("cards", group.pk), sent).content.decode()
    again = facilitator_client.post(url("cards", group.pk), sent).content.decode()

    assert ("sign-in-cards" in first, "sign-in-cards" in again, Card.objects.count()) == (True, False, 1)


def test_new_card_makes_the_old_one_void(group, member, facilitator) -> None:
    first, second = (members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW)[0] for _ in "ab")

    assert first.token != second.token
    assert list(Card.objects.order_by("pk").values_list("voided_at", flat=True)) == [NOW, None]


def test_voiding_a_card_can_be_undone(group, member, facilitator, facilitator_client) -> None:
    members.issue_cards(group=group, members=[member], actor=facilitator, now=NOW)
    facilitator_client.post(url("card-void", group.pk, member.pk))
    void = Card.objects.get().voided_at
    facilitator_client.post(url("card-valid", group.pk, member.pk))

    assert (void is not None, Card.objects.get().voided_at) == (True, None)


@pytest.mark.parametrize(("size", "copies"), [("a4", 1), ("a5", 2), ("wall", 1), ("", 1)])
def test_join_sheet_holds_the_code_as_text_and_picture(group, facilitator_client, size: str, copies: int) -> None:
    page = facilitator_client.get(url("join-sheet", group.pk), {"size": size}).content.decode()

    assert page.count(f'<section class="join-sheet join-sheet-{size or "a4"}"') == copies
    assert page.count(f'join-code nowrap">{group.printed_code}<') == copies
    assert page.count('<svg class="qr"') == copies
    assert page.count("testserver/j<") == copies


def test_join_sheet_of_an_unknown_size_is_refused(group, facilitator_client) -> None:
    assert facilitator_client.get(url("join-sheet", group.pk), {"size": "a0"}).status_code == 422


def test_archived_group_has_no_join_sheet(group, facilitator_client) -> None:
    Group.objects.update(archived_at=NOW)

    pages = [facilitator_client.get(url(name, group.pk)).content.decode() for name in ("join-sheet", "screen")]

    assert [group.code in page or group.printed_code in page for page in pages] == [False, False]


def test_opening_the_list_is_noted_once_a_day(group, member, facilitator, facilitator_client) -> None:
    for _time in range(2):
        facilitator_client.get(url("people", group.pk))

    assert list(AccessLog.objects.values_list("viewer", "group", "what")) == [(facilitator.pk, group.pk, "list")]


@pytest.mark.parametrize("name", ["member-remove", "take-back", "card-new", "card-void", "card-valid", "secret-reset"])
def test_what_changes_something_is_no_page(group, member, facilitator_client, name: str) -> None:
    page = facilitator_client.get(url(name, group.pk, member.pk))
    assert page.url in (url("access", group.pk, member.pk), url("people", group.pk))


def test_renamed_person_signs_in_with_the_new_name_and_sorts_by_it(group, member, facilitator_client) -> None:
    reply = facilitator_client.post(url("member-rename", group.pk, member.pk), {"nickname": "阿梅"})

    member.refresh_from_db()
    assert reply["Location"] == url("access", group.pk, member.pk)
    assert (member.nickname, member.folded, member.sort_key) == ("阿梅", folded("阿梅"), sort_key("阿梅"))
    assert Event.objects.latest("pk").what == "renamed"
    assert "阿梅" not in Event.objects.latest("pk").about


def test_second_person_of_a_name_is_offered_a_number(group, member, facilitator_client) -> None:
    other = make_member(group, "Lee")
    make_member(group, f"{member.nickname} (2)")

    renamed = facilitator_client.post(url("member-rename", group.pk, other.pk), {"nickname": member.nickname})
    added = facilitator_client.post(url("people-add", group.pk), {"nickname": member.nickname, "consent": ""})

    other.refresh_from_db()
    assert (renamed.status_code, added.status_code, other.nickname) == (422, 422, "Lee")
    for reply in (renamed, added):
        assert f"write “{member.nickname} (3)”" in reply.content.decode()


@pytest.mark.parametrize("nickname", ["", "x" * 81, "a\u202eb"])
def test_nickname_that_is_none_is_422(group, member, facilitator_client, nickname: str) -> None:
    assert facilitator_client.post(url("member-rename", group.pk, member.pk), {"nickname": nickname}).status_code == 422


def test_person_renamed_to_the_same_name_changes_nothing(group, member, facilitator_client) -> None:
    facilitator_client.post(url("member-rename", group.pk, member.pk), {"nickname": member.nickname})

    assert not Event.objects.filter(what="renamed").exists()
