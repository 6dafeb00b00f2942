"""Rounds that were kept: what was misjudged comes back after 1, 7 and 30 days, and where the learner meets it."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client

from courses.accounts.models import User
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.practice.spot_ad.bank import bank, is_flagged
from courses.exercises.practice.spot_ad.dealing import ROUND
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED, Tally
from courses.exercises.practice.spot_ad.round import AdRound, Call
from courses.exercises.results.outcome import Outcome, Score
from courses.learning.outcomes.actions import record_outcome
from courses.learning.practice.ads.pages import ads_today
from courses.learning.practice.ads.schedule import KeptRound, length_for, seen_in, waiting
from tests.conftest import NOW
from tests.learning.planning.steps.presser import DAY, bare

TODAY = date(2026, 11, 25)
FLAGGED = [key for key, one in bank().items() if is_flagged(one)]
CLEAN = [key for key, one in bank().items() if not is_flagged(one)]


def played(*days: tuple[int, str]) -> list[KeptRound]:
    """One advertisement in rounds on some days after today."""
    return [KeptRound(TODAY + timedelta(days=after), {"ad-1": word}) for after, word in days]


def due_after(*days: tuple[int, str]) -> int | None:
    """After how many days it comes back; None when it does not."""
    found = waiting(played(*days)).get("ad-1")
    return None if found is None else (found - TODAY).days


# ---- the schedule


@pytest.mark.parametrize("word", [MISSED, ACCUSED])
def test_misjudged_one_comes_back_the_next_day(word: str) -> None:
    assert due_after((0, word)) == 1


@pytest.mark.parametrize("word", [CAUGHT, CLEARED])
def test_rightly_judged_one_does_not_come_back(word: str) -> None:
    assert due_after((0, word)) is None


def test_right_each_time_it_comes_after_seven_and_thirty_days_and_then_no_more() -> None:
    assert due_after((0, MISSED), (1, CAUGHT)) == 1 + 7
    assert due_after((0, MISSED), (1, CAUGHT), (9, CAUGHT)) == 9 + 30
    assert due_after((0, MISSED), (1, CAUGHT), (9, CAUGHT), (39, CAUGHT)) is None


def test_misjudged_again_it_begins_anew() -> None:
    assert due_after((0, MISSED), (1, CAUGHT), (9, MISSED)) == 10
    assert due_after((0, MISSED), (1, CAUGHT), (9, MISSED), (10, CAUGHT)) == 10 + 7


def test_right_before_its_day_proves_nothing() -> None:
    assert due_after((0, MISSED), (0, CAUGHT)) == 1
    assert due_after((0, MISSED), (1, CAUGHT), (3, CAUGHT)) == 8


def test_seen_are_all_that_were_met_the_last_met_last() -> None:
    rounds = [KeptRound(TODAY, {"a": CAUGHT, "b": MISSED}), KeptRound(TODAY, {"c": CLEARED, "a": CAUGHT})]
    assert seen_in(rounds) == ("b", "c", "a")


@pytest.mark.parametrize(("flagged", "clean", "length"), [(1, 0, 4), (2, 0, 4), (0, 2, 4), (0, 3, 7), (9, 9, ROUND)])
def test_round_of_those_that_come_back_holds_others_of_both_sorts(flagged: int, clean: int, length: int) -> None:
    assert length_for(flagged, clean) == length


# ---- the learner's pages


def keep(person: User, judged: Mapping[str, str], *, key: str = "k", days_ago: int = 0) -> None:
    tally = Tally.of(judged.values())
    outcome = Outcome(ExerciseKind.SPOT_AD, None, Score(tally.right, tally.asked, judged))
    record_outcome(learner=lambda _now: person, outcome=outcome, key=key, now=NOW - days_ago * DAY)


def dealt(page: str) -> AdRound:
    sealed = re.search(r'name="round" value="([^"]+)"', page)
    assert sealed is not None
    found = AdRound.opened(html.unescape(sealed[1]))
    assert found is not None
    return found


@pytest.fixture
def at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.django_db
def test_misjudged_ones_stand_in_the_review_in_my_progress_and_in_the_next_round(
    guest: User, guest_client: Client, at_now: None
) -> None:
    keep(guest, {FLAGGED[0]: MISSED, CLEAN[0]: ACCUSED, FLAGGED[1]: CAUGHT}, days_ago=1)

    for address in ("/en/review/", "/en/me/"):
        page = guest_client.get(address).content.decode()
        assert "2 that you misjudged come back" in bare(page)
        assert 'href="/en/learn/ads/"' in page
    page = guest_client.get("/en/learn/ads/").content.decode()
    assert {FLAGGED[0], CLEAN[0]} <= set(dealt(page).deck)
    assert FLAGGED[1] not in dealt(page).deck
    assert "You caught 1 of 2. You wrongly accused 1 of 1." in bare(page)


@pytest.mark.django_db
def test_on_the_same_day_nothing_is_due_and_the_page_says_when(guest: User, guest_client: Client, at_now: None) -> None:
    keep(guest, {FLAGGED[0]: MISSED})

    assert ads_today(guest, NOW).due == ()
    assert "comes back from Nov. 26, 2026 on" in bare(guest_client.get("/en/learn/ads/").content.decode())
    assert "that you misjudged" not in bare(guest_client.get("/en/me/").content.decode())


@pytest.mark.django_db
def test_next_round_holds_nothing_that_was_kept(guest: User, guest_client: Client, at_now: None) -> None:
    keep(guest, {**dict.fromkeys(FLAGGED[:6], CAUGHT), **dict.fromkeys(CLEAN[:4], CLEARED)})
    assert set(dealt(guest_client.get("/en/learn/ads/").content.decode()).deck).isdisjoint(FLAGGED[:6] + CLEAN[:4])


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"count": "8"}])
def test_round_begun_on_the_exercise_holds_nothing_that_was_kept(
    guest: User, guest_client: Client, at_now: None, sent: dict[str, str]
) -> None:
    met = {*FLAGGED[:6], *CLEAN[:4]}
    keep(guest, {**dict.fromkeys(FLAGGED[:6], CAUGHT), **dict.fromkeys(CLEAN[:4], CLEARED)})

    begun = dealt(guest_client.post("/en/exercises/spot-ad/", sent).content.decode())
    assert set(begun.deck).isdisjoint(met)
    over = replace(begun, calls=tuple(Call(walks=True) for _one in begun.deck))
    again = dealt(guest_client.post("/en/exercises/spot-ad/", {"round": over.sealed(), "again": "1"}).content.decode())
    assert set(again.deck).isdisjoint(met | set(begun.deck))
    assert dealt(Client().post("/en/exercises/spot-ad/", sent).content.decode()).seen == ()  # somebody else


@pytest.mark.django_db
def test_round_can_be_begun_while_what_was_kept_cannot_be_read(
    guest: User, guest_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object) -> None:
        raise OperationalError

    monkeypatch.setattr("courses.learning.practice.ads.pages.ads_today", away)
    assert len(dealt(guest_client.post("/en/exercises/spot-ad/", {}).content.decode()).deck) == ROUND


@pytest.mark.django_db
def test_round_of_the_page_is_played_on_the_exercise(guest: User, guest_client: Client, at_now: None) -> None:
    keep(guest, {FLAGGED[0]: MISSED}, days_ago=1)
    offered = dealt(guest_client.get("/en/learn/ads/").content.decode())
    page = guest_client.post("/en/exercises/spot-ad/", {"round": offered.sealed()}).content.decode()
    assert "Nothing wrong found" in page
    assert dealt(page) == offered


@pytest.mark.django_db
def test_advertisement_that_the_bank_has_no_more_does_not_come_back(guest: User, at_now: None) -> None:
    keep(guest, {"ad-gone": MISSED}, days_ago=1)
    assert ads_today(guest, NOW).due == ()
    assert len(ads_today(guest, NOW).next_round().deck) == ROUND


def test_visitor_sees_how_to_begin_and_asks_the_database_nothing(client: Client) -> None:
    page = client.get("/en/learn/ads/").content.decode()
    assert "No round kept yet." in bare(page)
    assert len(dealt(page).deck) == ROUND
