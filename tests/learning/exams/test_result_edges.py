"""A result at its edges: what is counted by hand, whose checks are beside it, and what an unknown answer is told."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.exams.actions import save_answer, send_check, start_check
from courses.learning.exams.drawing import DrawnItem, pool_of, slots_of
from courses.learning.exams.passing import best_pass, length_of
from courses.learning.exams.regrading import regrade
from courses.learning.exams.results import Gain, GainLine, LessonResult, lessons_that_fit, result_of
from courses.learning.exams.sitting import open_sitting
from courses.learning.models import CheckAttempt, CourseProgress, LearningPath, LessonProgress, Regrade
from courses.learning.planning.paths.drawing import PathItem
from literacy.demo.learner import right_answer
from tests.catalog.kinds.examples import GUESS
from tests.catalog.kinds.examples import question as made
from tests.conftest import NOW, make_guest
from tests.learning.answers import wrong_answer
from tests.learning.exams.sitting import question_of
from tests.learning.exams.test_regrading import correct, mark_again, sent
from tests.learning.exams.test_results import all_unknown, result, taken

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


def test_earlier_final_check_is_no_check_before_the_course(guest, course) -> None:
    before = taken(guest, course, "u" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")
    first = taken(guest, course, "r" * 10, key="first")
    second = taken(guest, course, "r" * 10, key="second")

    found = result(guest, second)

    assert (found.gain.before, found.attempts) == (0, (second, first))
    assert result(guest, before).attempts == (second, first)


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


# ---- what is told


def marked_parts():
    """A question of which parts are to be marked, and its course."""
    return next(
        (course, lesson, question)
        for course in catalog().courses.values()
        for lesson in course.lessons
        for question in lesson.pool.values()
        if question.kind == "mark"
    )


def test_unknown_answer_has_no_reasons_and_a_wrong_one_has(guest) -> None:
    course, lesson, question = marked_parts()
    rows = [DrawnItem(lesson.slug, question.body.slot, question.id, question.version).as_row()]
    attempt = all_unknown(guest, rows, course=course.slug)
    send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW)
    (unknown,) = result(guest, attempt).lines
    attempt.answers.update(given=wrong_answer(question), result="wrong")
    (wrong,) = result(guest, attempt).lines

    assert (unknown.reasons, unknown.feedback, bool(wrong.reasons)) == ((), None, True)


def test_right_answer_has_no_reasons_though_one_part_too_many_was_marked(guest) -> None:
    course, lesson, question = marked_parts()
    question = replace(question, body=question.body.model_copy(update={"allow": 1}))
    lesson = replace(lesson, pool={**lesson.pool, question.id: question})
    course = replace(course, lessons=tuple(lesson if one.slug == lesson.slug else one for one in course.lessons))
    rows = [DrawnItem(lesson.slug, question.body.slot, question.id, question.version).as_row()]
    attempt = all_unknown(guest, rows, course=course.slug)
    fine = next(key for key in question.body.choices if key not in question.body.right_keys)
    given = ",".join((*question.body.right_keys, fine))
    attempt.answers.update(given=given, result="right")
    send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW)

    (line,) = result_of(guest, attempt, replace(catalog(), courses={course.slug: course}), "en").lines

    assert (question.mark(given).is_right, question.mark(given).alarms) == (True, 1)
    assert (line.reasons, line.feedback) == ((), None)


def test_right_answer_is_not_told_what_is_said_to_wrong_ones(taker, author) -> None:
    """Also where the author has written something for the right option."""
    attempt = taker.begun()
    place = next(place for place in range(1, 11) if question_of(attempt, place).kind == "single")
    question = question_of(attempt, place)
    author.turn_key(question, wrong_answer(question))
    taker.fill(attempt, "r" * 10)
    taker.send(attempt)
    now = question_of(attempt, place)

    line = result(attempt.learner, attempt).lines[place - 1]

    assert now.mark(right_answer(now)).feedback is not None
    assert (line.is_right, line.feedback) == (True, None)


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


# ---- a corrected key


def test_check_before_the_course_is_never_passed_by_a_corrected_key(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr", "diagnostic")
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)
    mark_again()

    attempt.refresh_from_db()
    row = Regrade.objects.get()
    assert (row.right_was, row.right_became, row.passed_became) == (9, 10, False)
    assert (attempt.right, attempt.passed) == (10, False)


def test_corrected_key_changes_only_the_check_that_holds_the_answer(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.wrong(attempt, place)
    taker.send(attempt)
    other = all_unknown(make_guest("another-guest-of-the-tests"), [], sent_at=NOW, right=0, asked=1, passed=False)
    correct(author, attempt, place)

    assert mark_again() == 1

    other.refresh_from_db()
    assert (other.right, other.passed) == (0, False)


def test_check_that_is_passed_by_a_corrected_key_is_so_in_the_summary_of_the_course(taker, author, course) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    for other in [one for one in range(1, 11) if one != place][:2]:
        taker.unknown(attempt, other)
    taker.wrong(attempt, place)
    taker.send(attempt)
    LessonProgress.objects.create(
        learner=attempt.learner, course=course.slug, lesson=course.lessons[0].slug, opened_at=NOW, touched_at=NOW
    )
    summarize(attempt.learner_id, course.slug)
    before = CourseProgress.objects.get().has_passed
    correct(author, attempt, place)
    mark_again()

    assert (before, CourseProgress.objects.get().has_passed) == (False, True)


def test_answers_to_other_questions_and_in_other_courses_are_not_marked_again(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)
    CheckAttempt.objects.filter(pk=attempt.pk).update(course="before-you-borrow")

    assert mark_again() == 0


def test_two_corrected_keys_of_a_check_are_told_in_their_order(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    other = next(one for one in range(1, 11) if one != place and question_of(attempt, one).kind == "single")
    for one in (place, other):
        taker.wrong(attempt, one)
    taker.send(attempt)
    for one in (place, other):
        correct(author, attempt, one)
        mark_again()
    attempt.refresh_from_db()

    found = result(attempt.learner, attempt)

    assert [(one.right_was, one.right_became) for one in found.regrades] == [(8, 9), (9, 10)]
    assert (found.right_by_keys, found.attempt.right) == (10, 10)


def test_i_dont_know_is_not_marked_again_where_nothing_chosen_is_an_answer(guest) -> None:
    course, lesson, found = marked_parts()
    rows = [DrawnItem(lesson.slug, found.body.slot, found.id, "0" * 16).as_row()]
    all_unknown(guest, rows, course=course.slug, sent_at=NOW, right=0, asked=1, passed=False)
    corrected = replace(found, body=found.body.model_copy(update={"corrected": NOW.date()}))
    lesson = replace(lesson, pool={**lesson.pool, found.id: corrected})
    course = replace(course, lessons=tuple(lesson if one.slug == lesson.slug else one for one in course.lessons))

    assert regrade(replace(catalog(), courses={course.slug: course}), now=NOW) == 0
    assert corrected.mark("").code == "wrong"


def test_check_of_which_no_question_is_left_needs_nothing(guest) -> None:
    attempt = all_unknown(guest, [], sent_at=NOW, right=0, asked=0, passed=False)

    assert result(guest, attempt).needed == 0
