"""The pages of a round of advertisements, without JavaScript."""

import html
import re
from collections.abc import Iterator

import pytest
from django.core import signing
from django.test import Client

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.practice.spot_ad.bank import bank, is_flagged
from courses.exercises.practice.spot_ad.round import SALT, AdRound, Call
from courses.exercises.practice.spot_ad.shown import advert
from courses.learning.models import ExerciseOutcome
from tests.exercises.practice.advertisements import PAGE
from tests.learning.planning.steps.presser import bare


class Player:
    """A phone that plays a round by its forms, without JavaScript."""

    def __init__(self, client: Client, lesson: str = "") -> None:
        self.client, self.lesson = client, {"lesson": lesson} if lesson else {}
        self.page = ""

    def send(self, **fields: object) -> str:
        response = self.client.post(PAGE, {**self.lesson, **fields})
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
        self.page = response.content.decode()
        assert self.page.count(" autofocus") == 1
        return self.page

    @property
    def state(self) -> str:
        return html.unescape(re.search(r'name="round" value="([^"]+)"', self.page)[1])  # type: ignore[index]

    @property
    def round(self) -> AdRound:
        found = AdRound.opened(self.state)
        assert found is not None
        return found

    def press(self, **fields: object) -> str:
        return self.send(round=self.state, **fields)

    def play(self, decisions: Iterator[bool]) -> None:
        """A whole round; each decision says whether to walk away."""
        self.send(count=4)
        while "decision" in self.page:
            if next(decisions):
                self.press(decision="walk")
                self.press(decision="marked", part=["p1"])
            else:
                self.press(decision="fine")
            self.press()


@pytest.fixture
def player(client: Client) -> Player:
    return Player(client)


def test_round_is_played_to_its_two_counts(player: Player) -> None:
    player.play(iter([True] * 10))
    tally = player.round.tally
    text = bare(player.page)
    assert f"You caught {tally.flagged} of {tally.flagged}." in text
    assert f"You wrongly accused {tally.clean} of {tally.clean}." in text


def test_end_goes_through_everything_misjudged(player: Player) -> None:
    player.play(iter([False] * 10))
    missed = [advert(key, "en") for key in player.round.deck if is_flagged(bank()[key])]
    assert player.page.count("<details") >= len(missed) > 0
    for one in missed:
        assert html.escape(one.name) in player.page


def test_back_leads_to_the_decision_and_nothing_was_said(player: Player) -> None:
    player.send(count=4)
    player.press(decision="walk")
    assert "What gave it away?" in player.page
    player.press(decision="back")
    assert "Nothing wrong found" in player.page
    assert player.round.calls == ()


def test_another_round_brings_what_was_not_seen(player: Player) -> None:
    player.play(iter([True] * 10))
    first = player.round.deck
    player.press(again="1")
    assert player.round.calls == ()
    assert player.round.seen == first
    unseen = bank().keys() - set(first)
    assert set(player.round.deck) & unseen


def test_parts_that_the_advertisement_does_not_have_are_left_out(player: Player) -> None:
    player.send(count=4)
    player.press(decision="walk")
    player.press(decision="marked", part=["p1", "p99", "<script>"])
    assert player.round.calls == (Call(True, ("p1",)),)


def test_what_a_page_shows_does_not_tell_the_verdict(player: Player) -> None:
    """Before the decision nothing of signs, reasons or verdicts stands in the page, and its address names no ad."""
    for _ in range(6):
        player.send()
        specimen = bank()[player.round.asked]
        assert not any(flag in player.page for flag in specimen.flags)
        assert 'class="why"' not in player.page
        player.page = player.client.get(PAGE).content.decode()


GONE, NOTHING = (signing.dumps([ads, [], [], []], salt=SALT) for ads in (["gone"], []))


@pytest.mark.parametrize(
    "state", ["", "x", "\0", GONE, NOTHING, "[]"], ids=["empty", "x", "nul", "gone", "nothing", "unsigned"]
)
def test_round_that_cannot_be_read_is_begun_anew(client: Client, state: str) -> None:
    response = client.post(PAGE, {"round": state, "decision": "walk"})
    body = response.content.decode()
    assert response.status_code == 422
    assert body.count(" autofocus") == 1
    assert "Start a new one" in body


@pytest.mark.parametrize("count_", ["0", "99", "-1", "x", "1e9", ""])
def test_length_that_fits_no_round_is_that_of_every_round(player: Player, count_: str) -> None:
    player.send(count=count_)
    assert len(player.round.deck) == len(AdRound.dealt().deck)


def test_state_is_the_same_after_it_travelled() -> None:
    played = AdRound.dealt(count=4, only=("pay-first",), seen=("ad-01",)).with_call(Call(True, ("p1", "p2")))
    assert AdRound.opened(played.sealed()) == played


@pytest.mark.django_db
def test_visitor_plays_and_nothing_is_stored(client: Client) -> None:
    Player(client).play(iter([True] * 10))
    assert ExerciseOutcome.objects.count() == 0


@pytest.mark.django_db
def test_round_that_is_kept_says_how_each_was_judged(client: Client) -> None:
    player = Player(client)
    player.play(iter([True] * 10))
    sent = {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]+)"', player.page)[1])  # type: ignore[index]
        for name in ("key", "outcome")
    }

    assert "Kept is which of these you judged rightly, and which not." in bare(player.page)
    assert client.post("/en/learn/exercise-done/", sent).status_code == 303

    row = ExerciseOutcome.objects.get()
    assert (row.kind, row.course, row.lesson) == (ExerciseKind.SPOT_AD, "", "")
    assert row.judged == dict(player.round.judged)
    assert (row.right, row.asked) == (player.round.tally.right, len(player.round.deck))
