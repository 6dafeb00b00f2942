"""Would you walk away: how rounds are dealt, judged and counted, and the pages of a round without JavaScript."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core import signing
from django.test import Client

from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.practice.spot_ad.bank import bank, is_flagged, signs_of
from courses.exercises.practice.spot_ad.dealing import deal, seen_after
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED, Tally, tally_of
from courses.exercises.practice.spot_ad.round import SALT, AdRound, Call, signs_found
from courses.exercises.practice.spot_ad.shown import advert
from courses.exercises.results.outcome import Outcome, Score
from courses.learning.models import ExerciseOutcome
from tests.learning.planning.steps.presser import bare

PAGE = "/en/exercises/spot-ad/"
WHOLE_BANK = {f"ad-{number:02}": number <= 28 for number in range(1, 49)}  # 28 flagged and 20 clean


# ---- dealing


def test_round_holds_six_flagged_and_four_clean() -> None:
    deck = deal(WHOLE_BANK, seed="a")
    assert len(set(deck)) == 10
    assert sum(WHOLE_BANK[one] for one in deck) == 6


def test_order_is_that_of_the_seed() -> None:
    assert deal(WHOLE_BANK, seed="a") == deal(WHOLE_BANK, seed="a")
    assert deal(WHOLE_BANK, seed="a") != deal(WHOLE_BANK, seed="b")


def test_flagged_and_clean_ones_are_mixed() -> None:
    """No place of a round tells the verdict."""
    at_first = {WHOLE_BANK[deal(WHOLE_BANK, seed=str(seed))[0]] for seed in range(20)}
    assert at_first == {True, False}


def test_none_comes_again_before_all_were_seen() -> None:
    seen: tuple[str, ...] = ()
    for number in range(4):
        deck = deal(WHOLE_BANK, seen=seen, seed=str(number))
        assert set(deck).isdisjoint(seen)
        seen = seen_after(seen, deck)
    last = deal(WHOLE_BANK, seen=seen, seed="last")
    assert set(seen) | set(last) == set(WHOLE_BANK)


def test_after_all_were_seen_those_seen_longest_ago_come_first() -> None:
    seen = tuple(WHOLE_BANK)
    deck = deal(WHOLE_BANK, seen=seen, seed="x")
    assert set(deck) == {*seen[:6], *seen[28:32]}


def test_those_that_wait_come_first_though_seen() -> None:
    deck = deal(WHOLE_BANK, seen=tuple(WHOLE_BANK), first=("ad-20", "ad-47"), seed="x")
    assert {"ad-20", "ad-47"} <= set(deck)


def test_small_bank_gives_a_short_round() -> None:
    assert set(deal({"a": True, "b": False}, seed="x")) == {"a", "b"}


def test_round_of_some_signs_holds_only_flagged_ones_that_show_them() -> None:
    dealt = AdRound.dealt(count=4, only=("pay-first",))
    flagged = [one for one in dealt.deck if is_flagged(bank()[one])]
    assert flagged
    assert all("pay-first" in bank()[one].flags for one in flagged)


# ---- discernment


@pytest.mark.parametrize(("hits", "alarms", "discernment"), [(6, 0, 2.75), (5, 1, 1.32), (3, 2, 0.0), (6, 4, 0.18)])
def test_discernment_of_a_round(hits: int, alarms: int, discernment: float) -> None:
    assert round(Tally(6, hits, 4, alarms).discernment, 2) == discernment


def test_rounds_are_summed_before_they_are_compared() -> None:
    first = {"a": CAUGHT, "b": MISSED, "c": CLEARED}
    second = {"a": CAUGHT, "d": ACCUSED, "e": CAUGHT}
    assert tally_of([first, second]) == Tally(flagged=4, hits=3, clean=2, false_alarms=1)
    assert (tally_of([first]).right, tally_of([first]).asked) == (2, 3)


# ---- judging


def flagged_and_clean() -> tuple[str, str]:
    return next(key for key in bank() if is_flagged(bank()[key])), next(
        key for key in bank() if not is_flagged(bank()[key])
    )


def test_decision_alone_says_caught_or_accused() -> None:
    bad, good = (bank()[key] for key in flagged_and_clean())
    assert [Call(walks).of(bad) for walks in (True, False)] == [CAUGHT, MISSED]
    assert [Call(walks).of(good) for walks in (True, False)] == [ACCUSED, CLEARED]


def test_signs_are_counted_apart_from_what_was_wrongly_accused() -> None:
    bad = bank()[flagged_and_clean()[0]]
    signs = list(signs_of(bad))
    fine = next(key for key in bad.parts if key not in signs)
    assert signs_found(bad, Call(True, (signs[0], fine))) == (len(signs), 1, 1)


def test_each_part_says_how_it_went_and_why() -> None:
    key = flagged_and_clean()[0]
    bad = bank()[key]
    signs = list(signs_of(bad))
    fine = next(one for one in bad.parts if one not in signs)
    parts = {part.key: part for part in advert(key, "en", Call(True, (signs[0], fine))).parts}
    assert [parts[one].mark for one in (signs[0], signs[1], fine)] == ["hit", "missed", "accused"]
    assert all(parts[one].reason for one in (signs[0], signs[1], fine))


def test_sources_are_those_of_its_signs_and_none_that_is_held_back() -> None:
    for key, specimen in bank().items():
        shown = {cited.id for cited in advert(key, "en").sources}
        behind = {one for flag in specimen.flags for one in catalog().flags[flag].cites} | set(specimen.cites)
        assert shown == behind & catalog().facts.keys()


# ---- the pages


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


def test_sealed_outcome_of_a_whole_round_is_short() -> None:
    judged = dict(zip(WHOLE_BANK, (CAUGHT, ACCUSED, MISSED, CLEARED, CAUGHT) * 2, strict=False))
    assert len(Outcome(ExerciseKind.SPOT_AD, None, Score(5, 10, judged)).sealed()) < 400


def test_reason_that_holds_for_several_parts_is_told_once() -> None:
    for key, specimen in bank().items():
        for language in ("zh-hans", "en"):
            call = Call(walks=True, marked=tuple(specimen.parts))
            reasons = [part.reason for part in advert(key, language, call).parts if part.reason]
            same = [one for one in reasons if one == "For the same reason."]
            assert len({*reasons} - {"For the same reason."}) == len(reasons) - len(same), key


def test_end_of_a_round_says_how_many_were_not_met() -> None:
    size = len(bank())
    first = AdRound.dealt()
    assert first.not_met == size - len(first.deck)
    assert first.next_one().not_met == size - 2 * len(first.deck)
    everything = replace(first, seen=tuple(bank()))
    assert everything.not_met == 0
    for played, words in ((first, f"There are {size - 10} that you have not met yet."), (everything, "met them all")):
        over = replace(played, calls=tuple(Call(walks=True) for _one in played.deck))
        assert words in " ".join(Client().post(PAGE, {"round": over.sealed()}).content.decode().split())
