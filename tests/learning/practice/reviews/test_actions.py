"""Writing a review: the try and the new day together or not at all, once per key, and only what is due."""

from datetime import timedelta

import pytest
from django.db import connection

from courses.accounts.visitors.guests import lock_guest
from courses.catalog.published.library import catalog
from courses.catalog.published.versions import wording_of
from courses.learning.claims.actions import add_guest_learning
from courses.learning.course_progress.progress import TRIES, lesson_state, wrong_progress
from courses.learning.lessons import actions as lessons
from courses.learning.models import Answer, LessonProgress, ReviewCard
from courses.learning.practice.reviews import actions
from courses.learning.practice.reviews.today import MOST_A_DAY, NoCard, review_today
from literacy.demo.learner import right_answer
from tests.conftest import NOW, VISITOR_TOKEN
from tests.learning.answers import wrong_answer
from tests.learning.lessons.test_parallel import together
from tests.learning.practice.reviews.reviewer import DAY, all_questions, card_of, learn, review

pytestmark = pytest.mark.django_db
DUE = NOW + 2 * DAY


@pytest.fixture
def question(guest, lesson):
    """Answered rightly in its lesson, due in two days."""
    question = lesson.marked_questions[0]
    learn(guest, (question,))
    return question


@pytest.fixture
def power_cut():
    """The process ends at the moment when a card is to be written."""

    def cut(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")) and ReviewCard._meta.db_table in sql:
            raise SystemExit
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut):
        yield


@pytest.mark.parametrize(("tries", "days"), [("right", 2), ("wrong-right", 1), ("wrong-wrong-wrong", 1)])
def test_resolving_a_question_in_its_lesson_makes_its_card(guest, lesson, tries, days) -> None:
    question = lesson.marked_questions[0]

    learn(guest, (question,), tries=tries)

    card = card_of(guest, question)
    assert (card.rounds, card.reviewed_at) == (0, NOW)
    assert review_today(guest, catalog(), NOW + days * DAY).count == 1
    assert review_today(guest, catalog(), NOW + (days - 1) * DAY).count == 0


def test_unresolved_question_has_no_card(guest, lesson) -> None:
    learn(guest, lesson.marked_questions[:1], tries="wrong-wrong")

    assert ReviewCard.objects.count() == 0


def test_shown_answer_makes_a_card_for_tomorrow(guest, lesson) -> None:
    question = lesson.marked_questions[0]

    lessons.show_answer(
        learner=lambda _now: guest, lesson=lesson, question=question, occasion="lesson", key="s", now=NOW
    )

    assert review_today(guest, catalog(), NOW + DAY).count == 1


def test_missed_question_once_more_changes_no_card(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    learn(guest, (question,), tries="wrong-right")
    before = ReviewCard.objects.values().get()

    lessons.record_answer(
        learner=lambda _now: guest, lesson=lesson, question=question, occasion="again",
        given=right_answer(question), key="again", now=NOW + DAY,
    )  # fmt: skip

    assert ReviewCard.objects.values().get() == before


def test_right_answer_is_kept_with_its_round_and_moves_the_card(guest, question) -> None:
    answer = review(guest, question, key="r1", now=DUE)

    card = card_of(guest, question)
    assert (answer.occasion, answer.round, answer.result, answer.at) == ("review", 1, "right", DUE)
    assert (card.rounds, card.reviewed_at) == (1, DUE)
    assert review_today(guest, catalog(), DUE + 10 * DAY).count == 0
    assert review_today(guest, catalog(), DUE + 11 * DAY).count == 1


def test_wrong_try_keeps_the_card_until_it_is_resolved(guest, question) -> None:
    review(guest, question, key="r1", now=DUE, right=False)
    assert card_of(guest, question).rounds == 0
    assert review_today(guest, catalog(), DUE).count == 1

    review(guest, question, key="r2", now=DUE)

    assert card_of(guest, question).rounds == 1
    assert review_today(guest, catalog(), DUE + 2 * DAY).count == 1  # as last time, not longer


def test_three_wrong_tries_or_the_answer_shown_bring_it_back_tomorrow(guest, lesson) -> None:
    first, second, *_ = lesson.marked_questions
    learn(guest, (first, second))
    for number in range(TRIES):
        review(guest, first, key=f"w{number}", now=DUE, right=False)
    review(guest, second, key="w", now=DUE, right=False)
    actions.show_review_answer(learner=lambda _now: guest, catalog=catalog(), question=second, key="show", now=DUE)

    assert [card_of(guest, one).rounds for one in (first, second)] == [1, 1]
    assert review_today(guest, catalog(), DUE).count == 0
    assert review_today(guest, catalog(), DUE + DAY).count == 2


def test_same_key_again_returns_the_first_result_even_when_the_question_is_done(guest, question) -> None:
    first = review(guest, question, key="r1", now=DUE)

    again = review(guest, question, key="r1", now=DUE + timedelta(hours=1))

    assert again == first
    assert card_of(guest, question).rounds == 1
    with pytest.raises(lessons.KeyAlreadyUsed):
        review(guest, question, key="r1", now=DUE, right=False)


def test_what_is_not_due_is_refused_and_changes_nothing(guest, question) -> None:
    with pytest.raises(actions.NotToday):
        review(guest, question, key="r1", now=NOW + DAY)
    review(guest, question, key="r2", now=DUE)
    with pytest.raises(actions.NotToday):  # reviewed in another tab
        review(guest, question, key="r3", now=DUE)

    assert Answer.objects.filter(occasion="review").count() == 1
    assert card_of(guest, question).rounds == 1


def test_eleventh_question_of_a_day_is_refused(guest, course) -> None:
    questions = all_questions(course)
    learn(guest, questions[: MOST_A_DAY + 1])
    for question in questions[:MOST_A_DAY]:
        review(guest, question, key=question.lesson + question.id, now=DUE)

    with pytest.raises(actions.NotToday):
        review(guest, questions[MOST_A_DAY], key="r", now=DUE)

    review(guest, questions[MOST_A_DAY], key="r", now=DUE + DAY)
    assert Answer.objects.filter(occasion="review").count() == MOST_A_DAY + 1


def test_card_of_another_is_nobodys(guest, account, question) -> None:
    with pytest.raises(NoCard):
        review(account, question, key="r1", now=DUE)

    assert Answer.objects.filter(learner=account).count() == 0
    assert card_of(guest, question).rounds == 0


def test_what_is_no_choice_is_not_recorded(guest, question) -> None:
    with pytest.raises(ValueError):
        actions.record_review(
            learner=lambda _now: guest, catalog=catalog(), question=question, given="no-such", key="r", now=DUE
        )

    assert Answer.objects.filter(occasion="review").count() == 0


def test_killed_between_lesson_answer_and_card_keeps_neither(guest, lesson, power_cut) -> None:
    question = lesson.marked_questions[0]

    with pytest.raises(SystemExit):
        learn(guest, (question,))

    assert (Answer.objects.count(), LessonProgress.objects.count(), ReviewCard.objects.count()) == (0, 0, 0)


def test_killed_between_review_answer_and_card_keeps_neither(guest, question, request) -> None:
    before = ReviewCard.objects.values().get()
    request.getfixturevalue("power_cut")

    with pytest.raises(SystemExit):
        review(guest, question, key="r1", now=DUE)

    assert Answer.objects.filter(occasion="review").count() == 0
    assert ReviewCard.objects.values().get() == before


def test_tries_under_an_older_wording_do_not_count(guest, question) -> None:
    for number in range(TRIES - 1):
        review(guest, question, key=f"w{number}", now=DUE, right=False)
    Answer.objects.filter(occasion="review").update(version="an-older-wording")

    review(guest, question, key="r", now=DUE)

    assert review_today(guest, catalog(), DUE + 10 * DAY).count == 0  # right at the first try of this wording


def test_tries_kept_under_the_hash_of_the_whole_text_count(guest, question) -> None:
    for number in range(TRIES - 1):
        review(guest, question, key=f"w{number}", now=DUE, right=False)
    Answer.objects.filter(occasion="review").update(version=wording_of(question.body))

    review(guest, question, key="r", now=DUE, right=False)

    assert ReviewCard.objects.get().rounds == 1  # the third wrong try of this round


def test_lesson_ignores_what_was_answered_in_review(guest, lesson) -> None:
    for number, question in enumerate(lesson.marked_questions):
        learn(guest, (question,), tries="right" if number else "wrong-right")
    before = lesson_state(guest, lesson)
    completed_at = LessonProgress.objects.get().completed_at

    for question in lesson.marked_questions:
        review(guest, question, key=f"r-{question.id}", now=DUE + 20 * DAY, right=False)

    after = lesson_state(guest, lesson)
    assert after == before
    assert (after.missed, after.is_complete) == ((lesson.marked_questions[0].id,), True)
    assert LessonProgress.objects.get().completed_at == completed_at
    assert wrong_progress(catalog()) == []
    guest.refresh_from_db()
    assert guest.last_active_on == (DUE + 20 * DAY).date()


def test_both_languages_and_wordings_share_one_card(guest, question) -> None:
    review(guest, question, key="r1", now=DUE)
    review(guest, question, key="r2", now=DUE + 11 * DAY)

    assert ReviewCard.objects.count() == 1
    assert list(Answer.objects.filter(occasion="review").order_by("id").values_list("round", flat=True)) == [1, 2]


def test_review_goes_on_after_a_guests_learning_was_added(guest, account, question) -> None:
    learn(account, (question,), now=NOW + 30 * DAY)  # met later, never reviewed
    review(guest, question, key="r1", now=DUE)
    add_guest_learning(account=account, guest=guest, catalog=catalog(), now=NOW + 30 * DAY)

    review(account, question, key="r2", now=NOW + 32 * DAY)

    assert card_of(account, question).rounds == 2
    assert list(Answer.objects.filter(occasion="review").order_by("id").values_list("round", flat=True)) == [1, 2]


def test_schedule_over_weeks(guest, lesson) -> None:
    """Every day for twelve weeks what is due is answered: the known question rests, the hard one comes daily."""
    known, hard, *_ = lesson.marked_questions
    learn(guest, (known, hard))
    met: dict[str, list[int]] = {known.id: [], hard.id: []}
    for day in range(1, 85):
        now = NOW + day * DAY
        for card in review_today(guest, catalog(), now).due:
            question = lesson.questions[card.question]
            met[question.id].append(day)
            for number in range(1 if question == known else TRIES):
                review(guest, question, key=f"{question.id}:{day}:{number}", now=now, right=question == known)

    assert met == {known.id: [2, 13, 59], hard.id: list(range(2, 85))}


@pytest.mark.django_db(transaction=True)
def test_pressed_in_many_tabs_at_once_makes_one_round(guest, question) -> None:
    given = wrong_answer(question)

    def press(number: int) -> object:
        return actions.record_review(
            learner=lambda now: lock_guest(VISITOR_TOKEN, now=now), catalog=catalog(), question=question,
            given=given, key=f"tab-{number}", now=DUE,
        )  # fmt: skip

    results = together(press)

    refused = [result for result in results if isinstance(result, actions.NotToday)]
    assert (len(refused), len(results)) == (len(results) - TRIES, len(results))
    assert card_of(guest, question).rounds == 1


@pytest.mark.django_db(transaction=True)
def test_same_press_many_times_at_once_makes_one_row(guest, question) -> None:
    def press(_: int) -> object:
        return actions.record_review(
            learner=lambda now: lock_guest(VISITOR_TOKEN, now=now), catalog=catalog(), question=question,
            given=right_answer(question), key="same", now=DUE,
        )  # fmt: skip

    results = together(press)

    assert {getattr(result, "pk", result) for result in results} == {Answer.objects.get(occasion="review").pk}
    assert card_of(guest, question).rounds == 1
