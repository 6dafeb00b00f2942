"""From which number on a watched question is flagged, and who is strong: each edge by hand, from figures alone."""

from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from courses.catalog.model.values.problems import Place
from courses.organizations.reports.watching.figures import WatchedFigures, figures_of
from courses.organizations.reports.watching.flags import (
    Fault,
    QuestionFlag,
    dead_options,
    differs_by_language,
    flags_of,
    wrong_key,
)
from courses.organizations.reports.watching.lines import HIDDEN, NOT_ENOUGH, WatchedLine
from courses.organizations.reports.watching.tries import Asking, Try, questions_of

HERE, THERE, ELSEWHERE = ("lesson", "here"), ("lesson", "there"), ("lesson", "elsewhere")
LANGUAGE, OTHER = "en", "zh-hans"


@dataclass
class Body:
    """Of a question with one right option of three."""

    choices: tuple[str, ...] = ("right", "often", "seldom")
    right_keys: frozenset[str] = field(default_factory=lambda: frozenset({"right"}))
    has_options: bool = True


@dataclass
class Asked:
    body: Body = field(default_factory=Body)


def figures(people: int, right: int, **more) -> WatchedFigures:
    return WatchedFigures(people=people, right=right, **more)


def tried(person: int, right: int, of: int, here: str = "") -> list[Try]:
    """One person's first tries: so many right of so many questions; `here` is what was given to the first, if wrong."""
    return [
        Try(person, ("lesson", str(number)), LANGUAGE, "right" if number < right else here, number < right)
        for number in range(of)
    ]


# ---- figures


def test_strong_are_the_upper_third_and_no_more() -> None:
    tries = [one for person, right in enumerate((4, 3, 2, 2, 1, 0)) for one in tried(person, right, 4)]

    found = figures_of(lambda: tries)

    assert [found[("lesson", str(number)), LANGUAGE].strong_right for number in range(4)] == [2, 2, 2, 1]


def test_equals_are_strong_together_or_not_at_all() -> None:
    tries = [one for person, right in enumerate((4, 3, 3, 2, 1, 0)) for one in tried(person, right, 4)]

    assert figures_of(lambda: tries)[("lesson", "0"), LANGUAGE].strong_right == 1


def test_share_of_the_others_is_of_those_that_each_person_answered() -> None:
    """Right here: 1, 1, 0, 0, 0. Of the others: 1 of 1, 1 of 2, 0 of 1, 1 of 2, 0 of 2. By hand: 0.7 / √(1.2 · 0.7)."""
    said = {1: (True, 1, 1), 2: (True, 1, 2), 3: (False, 0, 1), 4: (False, 1, 2), 5: (False, 0, 2)}
    tries = [Try(person, HERE, LANGUAGE, "", is_right) for person, (is_right, _, _) in said.items()]
    tries += [
        Try(person, ("lesson", str(number)), LANGUAGE, "", number < right)
        for person, (_, right, of) in said.items()
        for number in range(of)
    ]

    assert figures_of(lambda: tries)[HERE, LANGUAGE].discrimination == pytest.approx(0.7638, abs=1e-4)


def test_whoever_answered_one_question_tells_nothing_of_it() -> None:
    tries = [Try(person, HERE, LANGUAGE, "", person % 2 == 0) for person in range(6)]

    found = figures_of(lambda: tries)[HERE, LANGUAGE]

    assert (found.people, found.right, found.discrimination, found.wrong) == (6, 3, None, ("", 0))


def test_answers_are_counted_by_choice_and_unknown_as_none() -> None:
    found = WatchedFigures()
    for given, is_right in (("a,b", True), ("a,c", False), ("", False), ("a,c", False)):
        found.add(Try(1, HERE, LANGUAGE, given, is_right), None, is_strong=True)

    assert (found.chosen, found.given) == (Counter(a=3, b=1, c=2), Counter({"a,c": 2}))
    assert (found.strong_right, found.strong_given) == (1, Counter({"a,c": 2}))
    assert found.wrong == ("a,c", 2)
    assert WatchedFigures().wrong == ("", 0)
    assert WatchedFigures(given=Counter(c=2, b=2, a=1)).wrong == ("b", 2)


def test_weak_people_are_not_counted_among_the_strong() -> None:
    found = WatchedFigures()
    found.add(Try(1, HERE, LANGUAGE, "a", False), None, is_strong=False)

    assert (found.people, found.strong_right, found.strong_given.total()) == (1, 0, 0)


# ---- a key that may be wrong


@pytest.mark.parametrize(("people", "is_flagged"), [(49, False), (50, True)])
def test_fifty_people_are_enough(people, is_flagged) -> None:
    found = {(HERE, LANGUAGE): figures(people, 0, strong_given=Counter(b=20))}

    flagged = list(flags_of(HERE, LANGUAGE, Asked(), found))

    assert (QuestionFlag(Fault.WRONG_KEY, "b") in flagged) is is_flagged
    assert bool(flagged) is is_flagged


@pytest.mark.parametrize(("strong", "suspect"), [(9, None), (10, "b")])
def test_ten_strong_people_are_enough(strong, suspect) -> None:
    assert wrong_key(figures(60, 0, strong_given=Counter(b=strong))) == suspect


@pytest.mark.parametrize(("times", "right", "suspect"), [(9, 3, "b"), (9, 4, None), (3, 9, None)])
def test_strong_must_choose_it_more_often_than_the_right_one_beyond_chance(times, right, suspect) -> None:
    """(9 - 3) / √12 is 1.73, (9 - 4) / √13 is 1.39; the border is 1.645."""
    assert wrong_key(figures(60, 30, strong_right=right, strong_given=Counter(b=times))) == suspect


def test_of_several_the_one_chosen_most_often_is_the_suspect() -> None:
    assert wrong_key(figures(60, 0, strong_given=Counter(a=5, b=20, c=20))) == "b"


@pytest.mark.parametrize(("correlation", "suspect"), [(-0.2345, None), (-0.2366, "b"), (0.5, None), (-1, "b")])
def test_correlation_is_below_zero_beyond_chance(correlation, suspect) -> None:
    """The border of fifty people, in Fisher's z: 1.645 / √47, which is a correlation of -0.2354."""
    found = figures(50, 25, given=Counter(a=5, b=20))
    found._pairs, found._sums = 50, [25.0, 25.0, 12.5 * (1 + correlation), 25.0, 25.0]

    assert found.discrimination == pytest.approx(correlation)
    assert wrong_key(found) == suspect


# ---- options that nobody chooses


@pytest.mark.parametrize(
    ("people", "right", "seldom", "dead"),
    [
        (100, 50, 4, ("seldom",)),
        (99, 50, 0, ()),
        (100, 50, 5, ()),  # one in twenty
        (100, 90, 4, ("seldom",)),
        (100, 91, 4, ()),
    ],
)
def test_option_is_dead_when_fewer_than_one_in_twenty_chose_it(people, right, seldom, dead) -> None:
    chosen = Counter(right=right, seldom=seldom, often=people - right - seldom)

    assert dead_options(Asked(), figures(people, right, chosen=chosen)) == dead


def test_right_option_is_never_dead_and_a_question_without_options_has_none() -> None:
    found = figures(100, 0, chosen=Counter(often=50, seldom=50))

    assert dead_options(Asked(), found) == ()
    assert dead_options(Asked(Body(has_options=False)), figures(100, 0)) == ()


# ---- languages


def differs(found, language: str = LANGUAGE) -> bool:
    return differs_by_language(HERE, language, found)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_flagged"),
    [
        ((100, 0), (100, 15), True),
        ((100, 0), (100, 14), False),
        ((100, 15), (100, 0), False),  # easier here
        ((50, 10), (50, 20), True),  # 0.2, and 1.96 standard errors are 0.175
        ((50, 15), (50, 24), False),  # 0.18, and they are 0.188
        ((50, 10), (49, 20), False),  # too few in the other language
    ],
)
def test_question_is_harder_by_fifteen_points_and_beyond_chance(mine, theirs, is_flagged) -> None:
    found = {(HERE, LANGUAGE): figures(*mine), (HERE, OTHER): figures(*theirs), (THERE, OTHER): figures(500, 500)}

    assert differs(found) is is_flagged


def test_answers_from_before_the_language_was_kept_say_nothing() -> None:
    found = {(HERE, LANGUAGE): figures(100, 0), (HERE, ""): figures(100, 90)}

    assert not differs(found)
    assert not differs({(HERE, ""): figures(100, 0), (HERE, OTHER): figures(100, 90)}, language="")


@pytest.mark.parametrize(("people", "is_flagged"), [(50, False), (49, True)])
def test_gap_that_other_questions_have_too_is_usual(people, is_flagged) -> None:
    found = {
        (HERE, LANGUAGE): figures(200, 80), (HERE, OTHER): figures(200, 140),
        (THERE, LANGUAGE): figures(people, people // 5), (THERE, OTHER): figures(100, 50),
    }  # fmt: skip

    assert differs(found) is is_flagged


@pytest.mark.parametrize(("people", "is_flagged"), [(50, False), (49, True)])
def test_usual_gap_needs_enough_people_in_both_languages(people, is_flagged) -> None:
    found = {
        (HERE, LANGUAGE): figures(200, 80), (HERE, OTHER): figures(200, 140),
        (THERE, LANGUAGE): figures(100, 20), (THERE, OTHER): figures(people, people // 2),
        (ELSEWHERE, LANGUAGE): figures(200, 100),
    }  # fmt: skip

    assert differs(found) is is_flagged


def test_usual_gap_is_the_mean_of_all_other_questions() -> None:
    """Here 30 points; elsewhere 30 and 0, so that 15 are usual and 15 are not."""
    found = {
        (HERE, LANGUAGE): figures(400, 160), (HERE, OTHER): figures(400, 284),
        (THERE, LANGUAGE): figures(200, 80), (THERE, OTHER): figures(200, 140),
        (ELSEWHERE, LANGUAGE): figures(200, 100), (ELSEWHERE, OTHER): figures(200, 100),
    }  # fmt: skip

    assert differs(found)
    assert not differs(found | {(ELSEWHERE, OTHER): figures(200, 120)})


# ---- lines and questions


def cells(found: WatchedFigures | None, language: str = LANGUAGE) -> tuple[object, ...]:
    flags = (QuestionFlag(Fault.WRONG_KEY, "b"), QuestionFlag(Fault.LANGUAGES))
    return WatchedLine(Place("a.yaml", 7), Asking.LESSON, language, "q", found, flags).cells


def test_line_tells_its_place_its_language_and_its_figures() -> None:
    found = figures(60, 24, given=Counter(b=6, c=4))

    assert cells(found) == (
        "a.yaml", 7, "lesson", "en", "q", 60, 40, "", "b", 6, "wrong-key b, languages",
    )  # fmt: skip
    assert cells(None, "") == ("a.yaml", 7, "lesson", "-", "q", NOT_ENOUGH, "", "", "", "", "")


@pytest.mark.parametrize(("right", "shown"), [(5, 8), (4, HIDDEN), (55, 92), (56, HIDDEN)])
def test_share_is_hidden_where_fewer_than_five_were_right_or_wrong(right, shown) -> None:
    assert cells(figures(60, right))[6] == shown


@pytest.mark.parametrize(("times", "shown"), [(5, ("b", 5)), (4, ("", ""))])
def test_wrong_answer_of_fewer_than_five_is_not_named(times, shown) -> None:
    assert cells(figures(60, 30, given=Counter(b=times)))[8:10] == shown


@pytest.mark.parametrize("asking", Asking)
def test_guesses_are_not_watched(asking) -> None:
    marked, guess = (SimpleNamespace(id=name, is_marked=name == "marked") for name in ("marked", "guess"))
    lesson = SimpleNamespace(slug="l", pool={"marked": marked, "guess": guess}, marked_questions=(marked,))

    assert questions_of(SimpleNamespace(lessons=(lesson,)), asking) == {("l", "marked"): marked}
