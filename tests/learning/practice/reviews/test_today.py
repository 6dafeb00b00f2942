"""What is due today: at most ten in all, retired questions skipped, days counted at the site's place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from courses.catalog.published.library import catalog
from courses.learning.models import Answer, ReviewCard
from courses.learning.practice.reviews.cards import start_of
from courses.learning.practice.reviews.today import MOST_A_DAY, ReviewToday, days_this_week, due_today, review_today
from tests.conftest import NOW, make_account
from tests.learning.practice.reviews.reviewer import DAY, all_questions, card_of, learn, review

pytestmark = pytest.mark.django_db


def due_ids(today: ReviewToday) -> list[str]:
    return [f"{card.lesson}/{card.question}" for card in today.due]


def test_nothing_is_due_on_the_day_of_the_lesson(guest, course) -> None:
    learn(guest, all_questions(course)[:3], tries="wrong-wrong-wrong")

    today = review_today(guest, catalog(), NOW + timedelta(hours=1))

    assert (today.count, today.done, today.next_count, today.ready) == (0, 0, 3, frozenset())
    assert today.next_on == timezone.localdate(NOW + DAY)


def test_wrong_comes_tomorrow_and_right_the_day_after(guest, lesson) -> None:
    first, second, *_ = lesson.marked_questions
    learn(guest, (first,), tries="wrong-right")
    learn(guest, (second,))

    assert due_ids(review_today(guest, catalog(), NOW + DAY)) == [f"{lesson.slug}/{first.id}"]
    assert review_today(guest, catalog(), NOW + 2 * DAY).count == 2


def test_visitor_has_nothing_and_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert review_today(None, catalog(), NOW) == ReviewToday()
        assert days_this_week(None, NOW) == 0


def test_review_today_needs_one_query_however_many_cards(guest, course, django_assert_num_queries) -> None:
    learn(guest, all_questions(course))

    with django_assert_num_queries(1):
        today = review_today(guest, catalog(), NOW + 3 * DAY)

    assert today.count == MOST_A_DAY


def test_at_most_ten_a_day_counting_those_done(guest, course) -> None:
    questions = all_questions(course)
    assert len(questions) > 2 * MOST_A_DAY
    learn(guest, questions)
    now = NOW + 5 * DAY

    for done, question in enumerate(questions[:MOST_A_DAY]):
        today = review_today(guest, catalog(), now)
        assert (today.done, today.count) == (done, MOST_A_DAY - done)
        review(guest, question, key=f"r{done}", now=now)

    today = review_today(guest, catalog(), now)
    assert (today.done, today.count) == (MOST_A_DAY, 0)
    assert today.next_on == timezone.localdate(now + DAY)
    assert today.next_count == len(questions) - MOST_A_DAY
    with translation.override("en"):
        assert today.next_line == "Next: tomorrow (10+ questions)."
    assert review_today(guest, catalog(), now + DAY).count == MOST_A_DAY


def test_lesson_with_a_due_question_is_ready_even_beyond_the_ten(guest, course) -> None:
    learn(guest, all_questions(course))

    today = review_today(guest, catalog(), NOW + 5 * DAY)

    assert today.ready_in(course.slug) == {lesson.slug for lesson in course.lessons}
    assert today.ready_in("no-such-course") == frozenset()


def test_retired_questions_lessons_and_courses_are_skipped(guest, course, lesson) -> None:
    question = lesson.marked_questions[0]
    learn(guest, (question,))
    card = card_of(guest, question)
    places = [(course.slug, lesson.slug, "gone"), (course.slug, "gone", "q"), ("gone", "l", "q")]
    guess = next(one for one in lesson.questions.values() if one.kind == "guess")
    for place in [*places, (course.slug, lesson.slug, guess.id)]:
        names = dict(zip(("course", "lesson", "question"), place, strict=True))
        ReviewCard.objects.create(
            learner=guest, state=card.state, due_at=card.due_at, reviewed_at=card.reviewed_at, **names
        )

    today = review_today(guest, catalog(), NOW + 3 * DAY)

    assert due_ids(today) == [f"{lesson.slug}/{question.id}"]
    assert today.ready == {(course.slug, lesson.slug)}


def test_order_is_by_day_and_then_as_the_cards_were_made_whatever_the_clock_said(guest, lesson) -> None:
    first, second, third, *_ = lesson.marked_questions
    learn(guest, (first,), now=NOW + timedelta(hours=2))
    learn(guest, (second,), now=NOW)  # the clock was set back by two hours
    learn(guest, (third,), now=NOW - DAY)  # and by a day: due a day earlier

    asked = [card.question for card in review_today(guest, catalog(), NOW + 3 * DAY).due]

    assert asked == [third.id, first.id, second.id]


def test_clock_jumping_back_by_a_year_hides_nothing_for_good(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    learn(guest, (question,))
    review(guest, question, key="r1", now=NOW + 2 * DAY)

    assert review_today(guest, catalog(), NOW - 400 * DAY).done == 0
    review_day = card_of(guest, question).due_at
    assert due_ids(review_today(guest, catalog(), review_day)) == [f"{lesson.slug}/{question.id}"]


@pytest.mark.parametrize(
    ("place", "learned"),
    [
        ("Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC)),  # the next day has 23 hours
        ("Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC)),  # and 25
        ("America/Santiago", datetime(2026, 9, 5, 15, tzinfo=UTC)),  # the next day begins at 01:00
        ("Asia/Shanghai", datetime(2028, 2, 28, 15, tzinfo=UTC)),  # the next day is the 29th
    ],
)
def test_tomorrow_is_the_next_date_at_the_sites_place(guest, lesson, settings, place, learned) -> None:
    settings.TIME_ZONE = place
    learn(guest, lesson.marked_questions[:1], now=learned, tries="wrong-wrong-wrong")
    tomorrow = timezone.localdate(learned) + DAY
    first_moment = start_of(tomorrow)

    assert review_today(guest, catalog(), first_moment - timedelta(minutes=1)).count == 0
    assert review_today(guest, catalog(), first_moment).count == 1
    assert timezone.localdate(first_moment, ZoneInfo(place)) == tomorrow


def test_late_evening_and_early_morning_are_a_day_apart(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    evening = datetime(2026, 11, 25, 15, 55, tzinfo=UTC)  # 23:55 in Shanghai
    learn(guest, (question,), now=evening, tries="wrong-wrong-wrong")

    review(guest, question, key="r1", now=evening + timedelta(minutes=10))

    assert card_of(guest, question).rounds == 1
    other = make_account("other")
    learn(other, (question,), now=evening - timedelta(hours=12), tries="wrong-wrong-wrong")
    review(other, question, key="r1", now=evening + timedelta(minutes=10))
    assert card_of(other, question).due_at == card_of(guest, question).due_at


AHEAD = [
    (1, 1, "Next: tomorrow (1 question).", "下次：明天（1 道题）。"),
    (2, 3, "Next: Friday (3 questions).", "下次：星期五（3 道题）。"),
    (6, 10, "Next: Tuesday (10 questions).", "下次：星期二（10 道题）。"),
    (7, 11, "Next: Dec. 2, 2026 (10+ questions).", "下次：2026 年 12 月 2 日（10+ 道题）。"),
]


@pytest.mark.parametrize(("days", "count", "en", "zh"), AHEAD)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_next_day_is_named_and_a_backlog_never_reads_more_than_ten(days, count, en, zh, language) -> None:
    today = NOW.date()
    review = ReviewToday(next_on=today + days * DAY, next_count=count, today=today)

    with translation.override(language):
        assert review.next_line == (en if language == "en" else zh)


def test_pages_that_only_lead_to_the_review_read_no_card_of_a_later_day(guest, lesson) -> None:
    learn(guest, lesson.marked_questions)
    first = card_of(guest, lesson.marked_questions[0])
    ReviewCard.objects.filter(learner=guest).exclude(pk=first.pk).update(due_at=NOW + 30 * DAY)
    day = NOW + 5 * DAY
    ReviewCard.objects.exclude(pk=first.pk).filter(question=lesson.marked_questions[1].id).update(
        rounds=1, reviewed_at=day
    )
    whole, due = review_today(guest, catalog(), day), due_today(guest, catalog(), day)

    assert (due.count, due.done, due.ready) == (whole.count, whole.done, whole.ready) == (
        1, 1, frozenset({(lesson.course, lesson.slug)}),
    )  # fmt: skip
    assert (due.next_on, whole.next_count) == (None, len(lesson.marked_questions) - 1)


def test_nothing_ahead_says_nothing() -> None:
    assert ReviewToday().next_line == ""


@pytest.mark.parametrize(("count", "minutes"), [(0, 0), (1, 1), (2, 2), (5, 3), (10, 6)])
def test_minutes_follow_from_the_number_of_questions(guest, lesson, count, minutes) -> None:
    learn(guest, lesson.marked_questions[:1])
    card = card_of(guest, lesson.marked_questions[0])

    assert replace(ReviewToday(), due=(card,) * count).minutes == minutes


def test_days_of_this_week_begin_on_monday(guest, lesson) -> None:
    monday = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 00:30 on Monday in Shanghai
    moments = [monday - timedelta(hours=1), monday, monday + timedelta(hours=20), monday + 2 * DAY]
    for number, at in enumerate(moments):
        Answer.objects.create(
            learner=guest, key=f"k{number}", course="c", lesson="l", question="q", version="v", given="a",
            result="right", at=at,
        )  # fmt: skip

    assert days_this_week(guest, NOW) == 2
    assert days_this_week(guest, monday + 7 * DAY) == 0
