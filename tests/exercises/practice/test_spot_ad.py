"""Would you walk away: how rounds are dealt, judged and counted."""

from dataclasses import replace

import pytest
from django.test import Client

from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.practice.spot_ad.bank import bank, is_flagged, signs_of
from courses.exercises.practice.spot_ad.dealing import deal, seen_after
from courses.exercises.practice.spot_ad.discernment import ACCUSED, CAUGHT, CLEARED, MISSED, Tally, tally_of
from courses.exercises.practice.spot_ad.round import AdRound, Call, signs_found
from courses.exercises.practice.spot_ad.shown import advert
from courses.exercises.results.outcome import Outcome, Score
from tests.exercises.practice.advertisements import PAGE

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
