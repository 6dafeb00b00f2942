"""A result at its edges: what is counted by hand, whose checks are beside it, which questions are drawn."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from courses.catalog.published.library import catalog
from courses.learning.exams.actions import save_answer, start_check
from courses.learning.exams.drawing import DrawnItem, pool_of, slots_of
from courses.learning.exams.passing import best_pass, length_of
from courses.learning.exams.results import Gain, GainLine, LessonResult, lessons_that_fit
from courses.learning.exams.sitting import open_sitting
from courses.learning.models import CheckAttempt, LearningPath
from courses.learning.planning.paths.drawing import PathItem
from literacy.demo.learner import right_answer
from tests.catalog.kinds.examples import GUESS
from tests.catalog.kinds.examples import question as made
from tests.conftest import NOW, make_guest
from tests.learning.exams.results.taken_checks import result, taken
from tests.learning.exams.sitting import question_of

pytestmark = pytest.mark.django_db


HOUR = timedelta(hours=1)


# ---- by hand


@pytest.mark.parametrize(
    ("marks", "count", "level"),
    [
        ((2, 0, 0), 2, "all"),
        ((1, 1, 0), 2, "some"),
        ((1, 0, 1), 2, "some"),
        ((0, 1, 2), 3, "none"),
        ((2, 1, 1), 4, "some"),
    ],
)
def test_share_of_a_lesson_is_of_all_that_was_asked_of_it(marks, count, level) -> None:
    found = LessonResult("l", None, *marks)

    assert (found.count, found.level) == (count, level)


@pytest.mark.parametrize(
    ("before", "after", "left", "share", "words"),
    [("rwu", "rrw", 2, Fraction(1, 2), "50%"), ("rrr", "rrw", 0, None, ""), ("wwu", "rww", 3, Fraction(1, 3), "33%")],
)
def test_gain_is_said_in_percent_and_not_at_all_where_nothing_was_left(before, after, left, share, words) -> None:
    names = {"r": "right", "w": "wrong", "u": "unknown"}
    lines = tuple(GainLine(None, None, names[one], names[two]) for one, two in zip(before, after, strict=True))

    found = Gain(lines)

    assert (found.left, found.share, found.percent_text) == (left, share, words)


def test_numbers_of_a_result_are_those_of_its_lines(guest, course) -> None:
    poor = taken(guest, course, "rrrrrrwwwu", key="poor")
    good = taken(guest, course, "rrrrrrrrwu", key="good")
    found = {one: result(guest, one) for one in (poor, good)}

    assert [(one.wrong, one.unknown, one.needed, one.is_best) for one in found.values()] == [
        (3, 1, 8, False), (1, 1, 8, True),
    ]  # fmt: skip
    assert [one.best for one in found.values()] == [good, good]


def test_lessons_that_fit_are_those_not_all_right_in_the_order_of_the_course(guest, course) -> None:
    final = taken(guest, course, "rrwuurrrrw", key="after")

    wanted = ["paper-and-hand", "one-yardstick", "which-line"]
    assert [one.slug for one in lessons_that_fit(final, course)] == wanted
    assert [one.slug for one in result(guest, final).fits] == wanted


# ---- whose checks


def test_result_is_made_of_the_learners_own_sent_checks(guest, course) -> None:
    other = make_guest("another-guest-of-the-tests")
    taken(other, course, "r" * 10, key="theirs")
    taken(other, course, "r" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")
    own = taken(guest, course, "r" * 9 + "w", key="own")
    start_check(learner=lambda _now: guest, course=course, kind=CheckAttempt.FINAL, key="open", seed=2, now=NOW)

    found = result(guest, own)

    assert (found.attempts, found.best, found.gain) == ((own,), own, None)


def test_gain_is_from_the_last_check_before_the_final_one(guest, course) -> None:
    """Learning that was added from another browser may bring a second one."""
    taken(guest, course, "u" * 10, kind=CheckAttempt.DIAGNOSTIC, key="first")
    CheckAttempt.objects.update(kind=CheckAttempt.FINAL)
    taken(guest, course, "rrrrruuuuu", kind=CheckAttempt.DIAGNOSTIC, key="second")
    CheckAttempt.objects.filter(key="first").update(kind=CheckAttempt.DIAGNOSTIC)
    final = taken(guest, course, "r" * 10, key="after")

    assert result(guest, final).gain.before == 5
    assert result(guest, CheckAttempt.objects.get(key="second")).gain is None


def test_earlier_final_check_is_no_check_before_the_course(guest, course) -> None:
    before = taken(guest, course, "u" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")
    first = taken(guest, course, "r" * 10, key="first")
    second = taken(guest, course, "r" * 10, key="second")

    found = result(guest, second)

    assert (found.gain.before, found.attempts) == (0, (second, first))
    assert result(guest, before).attempts == (second, first)


def test_one_right_answer_is_better_than_none(guest, course) -> None:
    taken(guest, course, "w" * 10, key="none")
    one = taken(guest, course, "r" + "w" * 9, key="one")

    assert result(guest, one).best == one


def test_check_that_was_not_passed_is_no_pass(guest, course) -> None:
    taken(guest, course, "r" * 7 + "w" * 3)

    assert best_pass(guest, course) is None


def test_pass_of_another_course_or_person_is_no_pass_of_this_one(guest, course) -> None:
    other = next(one for one in catalog().courses.values() if one.slug != course.slug and length_of(one))
    taken(make_guest("another-guest-of-the-tests"), course, "r" * 10)
    elsewhere = taken(guest, course, "r" * 10)
    CheckAttempt.objects.filter(pk=elsewhere.pk).update(course=other.slug)

    assert (best_pass(guest, course), best_pass(guest, other)) == (None, elsewhere)


def test_sitting_is_found_by_its_own_learner_and_course_alone(guest, course) -> None:
    attempt = taken(guest, course, "r" * 10)
    other = next(slug for slug in catalog().courses if slug != course.slug)
    stranger = make_guest("another-guest-of-the-tests")

    found = [
        open_sitting(person, catalog(), slug, attempt.pk)
        for person, slug in ((guest, course.slug), (guest, other), (stranger, course.slug))
    ]

    assert [one and one.attempt for one in found] == [attempt, None, None]


def test_guess_is_never_drawn_for_a_check(course) -> None:
    lesson, slot = next(slots_of(course))
    guess = made({**GUESS, "slot": slot})

    pool = pool_of(replace(lesson, pool={**lesson.pool, guess.id: guess}), slot)

    assert pool == pool_of(lesson, slot)
    assert pool


def test_check_is_given_with_help_only_once_somebody_helps(guest, course) -> None:
    attempt = start_check(learner=lambda _now: guest, course=course, kind="final", key="k", seed=1, now=NOW)
    questions = [question_of(attempt, place) for place in (1, 2, 3)]
    guest.assisted_until = NOW + HOUR
    guest.save()

    said = []
    for question, at in zip(questions, (NOW + HOUR, NOW + HOUR - timedelta(seconds=1), NOW + HOUR), strict=True):
        save_answer(
            learner=lambda _now: guest, attempt=attempt.pk, question=question, given=right_answer(question), now=at
        )
        attempt.refresh_from_db()
        said.append(attempt.is_assisted)

    assert said == [False, True, True]


def test_items_asked_before_a_path_are_not_asked_again_in_a_check_of_that_course(guest, course) -> None:
    """While the slot has others."""
    first = start_check(learner=lambda _now: guest, course=course, kind="final", key="k", seed=1, now=NOW)
    items = [DrawnItem(*row) for row in first.drawn]
    first.delete()
    LearningPath.objects.create(
        learner=guest, key="p", goals=[], seed=1, begun_at=NOW, touched_at=NOW,
        drawn=[PathItem(course.slug, one).as_row() for one in items],
    )  # fmt: skip

    again = start_check(learner=lambda _now: guest, course=course, kind="final", key="l", seed=1, now=NOW)

    assert {one.item for one in items}.isdisjoint(DrawnItem(*row).item for row in again.drawn)


def test_item_asked_before_an_older_path_comes_before_one_of_a_later_path(guest, course) -> None:
    """Where both paths together have asked about all that there is."""
    first = start_check(learner=lambda _now: guest, course=course, kind="final", key="k", seed=1, now=NOW)
    older = {(one.lesson, one.slot): one for one in (DrawnItem(*row) for row in first.drawn)}
    first.delete()
    later = [
        DrawnItem(lesson.slug, slot, one.id, one.version)
        for lesson, slot in slots_of(course) for one in pool_of(lesson, slot)
    ]  # fmt: skip
    later = [one for one in later if one not in older.values()]
    for key, items, put_away_at in (("older", older.values(), NOW), ("later", later, None)):
        rows = [PathItem(course.slug, one).as_row() for one in items]
        values = {"goals": [], "seed": 1, "begun_at": NOW, "touched_at": NOW, "drawn": rows}
        LearningPath.objects.create(learner=guest, key=key, made_at=put_away_at, put_away_at=put_away_at, **values)

    again = start_check(learner=lambda _now: guest, course=course, kind="final", key="l", seed=1, now=NOW)

    asked = {(one.lesson, one.slot): one for one in (DrawnItem(*row) for row in again.drawn)}
    both = asked.keys() & older.keys()
    assert [asked[slot] for slot in both] == [older[slot] for slot in both]
    assert both
