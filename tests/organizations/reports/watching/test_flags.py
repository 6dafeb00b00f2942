"""Each fault of a question is found and nothing else, and nothing below enough answers."""

import random

import pytest

from courses.organizations.reports.watching.figures import WatchedFigures, figures_of
from courses.organizations.reports.watching.flags import ENOUGH, Fault, QuestionFlag, flags_of, wrong_key
from courses.organizations.reports.watching.tries import Try
from tests.organizations.reports.watching.answered import first_single, singles

pytestmark = pytest.mark.django_db


def room(people: int, seed: int = 1, **fields) -> list[Try]:
    """People of different strength who answer as they are meant; wrong options by chance."""
    chance = random.Random(seed)
    questions = singles().items()
    tries = []
    for person in range(people):
        strength = chance.uniform(0.2, 0.9)
        for place, question in questions:
            is_right = chance.random() < strength
            wrong = [key for key in question.body.choices if key not in question.body.right_keys]
            given = question.body.right_given if is_right else chance.choice(wrong)
            tries.append(Try(1000 * seed + person, place, fields.get("language", "en"), given, is_right))
    return tries


def flags(tries: list[Try], place=None, language: str = "en") -> list[QuestionFlag]:
    place, question = (place, singles()[place]) if place else first_single()
    return list(flags_of(place, language, question, figures_of(lambda: tries)))


def test_difficulty_discrimination_and_wrong_answer_by_hand() -> None:
    """Right here: persons 1 and 2, who are right in 1 and 1 of the other; 3 and 4 are wrong here, and in 0 and 1."""
    here, there = ("l", "q"), ("l", "r")
    said = {1: ("a", True, True), 2: ("a", True, True), 3: ("b", False, False), 4: ("c", False, True)}
    tries = [Try(person, here, "en", given, is_right) for person, (given, is_right, _) in said.items()]
    tries += [Try(person, there, "en", "x" if rest else "y", rest) for person, (_, _, rest) in said.items()]

    found = figures_of(lambda: tries)[here, "en"]
    assert (found.people, found.difficulty, found.wrong) == (4, 0.5, ("b", 1))
    assert found.discrimination == pytest.approx(0.5774, abs=1e-4)  # of (1,1,0,0) with (1,1,0,1)


def test_good_questions_are_not_flagged() -> None:
    tries = room(400)

    assert [flag for place in singles() for flag in flags(tries, place)] == []


def turned(tries: list[Try], place, other: str) -> list[Try]:
    """As if the key of this question named a wrong option: who knows gives `other`, which counts as wrong."""
    right = singles()[place].body.right_given
    return [
        Try(one.person, one.place, one.language, other if one.is_right else right, not one.is_right)
        if one.place == place else one
        for one in tries
    ]  # fmt: skip


def test_wrong_key_is_flagged_with_the_answer_that_the_strong_give() -> None:
    place, question = first_single()
    other = next(key for key in question.body.choices if key not in question.body.right_keys)

    found = flags(turned(room(200), place, other))
    assert QuestionFlag(Fault.WRONG_KEY, other) in found


def test_hard_question_with_a_right_key_is_not_called_wrong() -> None:
    place, _question = first_single()
    chance = random.Random(4)
    tries = [one for one in room(300) if one.place != place or not one.is_right or chance.random() < 0.7]

    assert Fault.WRONG_KEY not in [flag.fault for flag in flags(tries)]


def test_correlation_below_zero_by_chance_alone_is_not_flagged() -> None:
    figures = WatchedFigures(people=60, right=30)
    figures._pairs, figures._sums = 60, [30.0, 30.0, 14.5, 30.0, 20.0]  # noqa: SLF001 - a correlation of about -0.06

    assert -0.1 < figures.discrimination < 0
    assert wrong_key(figures) is None


def test_dead_option_is_flagged_from_a_hundred_people_on() -> None:
    place, question = next((at, one) for at, one in singles().items() if len(one.body.choices) > 2)
    dead, *others = [key for key in question.body.choices if key not in question.body.right_keys]

    def without(people: int) -> list[QuestionFlag]:
        moved = [
            Try(one.person, one.place, one.language, others[0] if one.given == dead else one.given, one.is_right)
            if one.place == place else one
            for one in room(people)
        ]  # fmt: skip
        return flags(moved, place)

    assert without(99) == []
    assert QuestionFlag(Fault.DEAD_OPTION, dead) in without(200)


def test_easy_question_has_no_dead_option() -> None:
    place, question = first_single()
    tries = [
        Try(one.person, one.place, one.language, question.body.right_given, True) if one.place == place else one
        for one in room(200)
    ]  # fmt: skip

    assert flags(tries) == []


def test_question_that_is_harder_in_one_language_is_flagged_there() -> None:
    place, question = first_single()
    chance = random.Random(2)
    other = next(key for key in question.body.choices if key not in question.body.right_keys)
    chinese = [
        Try(one.person, one.place, one.language, other, False)
        if one.place == place and one.is_right and chance.random() < 0.5 else one
        for one in room(200, 3, language="zh-hans")
    ]  # fmt: skip
    tries = [*room(200, 2), *chinese]

    assert Fault.LANGUAGES in [flag.fault for flag in flags(tries, language="zh-hans")]
    assert flags(tries, language="en") == []


def test_language_whose_readers_know_less_in_general_is_no_fault_of_the_question() -> None:
    weak = [one for one in room(300, 3, language="zh-hans") if not one.is_right or one.person % 2]

    found = [flag for place in singles() for flag in flags([*room(300, 2), *weak], place, "zh-hans")]
    assert Fault.LANGUAGES not in [flag.fault for flag in found]


def test_few_people_flag_nothing() -> None:
    place, question = first_single()
    other = next(key for key in question.body.choices if key not in question.body.right_keys)

    assert flags(turned(room(ENOUGH - 1), place, other)) == []
