"""What was missed, the lessons that fit, and the pages of a result."""

import re

import pytest
from django.test import Client

from courses.catalog.published.library import catalog
from courses.learning.exams.actions import send_check, start_check
from courses.learning.exams.drawing import DrawnItem, pool_of, slots_of
from courses.learning.exams.overview import check_overview
from courses.learning.exams.passing import best_of, length_of
from courses.learning.exams.results import lessons_that_fit
from courses.learning.exams.sitting import open_sitting
from courses.learning.models import CheckAttempt
from tests.conftest import NOW
from tests.learning.exams.results.taken_checks import all_unknown, result, taken
from tests.learning.exams.sitting import Taker, question_of
from tests.learning.form_reader import squeezed

pytestmark = pytest.mark.django_db


def gain_text(taker: Taker, attempt: CheckAttempt) -> str:
    html = taker.get(taker.page(attempt, "result")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_what_was_missed_is_what_was_wrong_or_unknown_and_nothing_else(guest, course) -> None:
    final = taken(guest, course, "rwrrrrrrru", key="after")

    missed = result(guest, final).missed

    slots = [(lesson.slug, slot) for lesson in course.lessons for slot in sorted(course.draw.get(lesson.slug, ()))]
    wanted = [course.by_slug[lesson].outcomes[slot] for lesson, slot in (slots[1], slots[9])]
    assert [one.outcome for one in missed] == wanted


def test_two_questions_of_one_slot_both_count(guest, course) -> None:
    (lesson, slot), *_others = slots_of(course)
    rows = [DrawnItem(lesson.slug, slot, one.id, one.version).as_row() for one in pool_of(lesson, slot)[:2]]
    attempt = all_unknown(guest, rows)
    sent = send_check(learner=lambda _: guest, attempt=attempt.pk, course=course, now=NOW)

    assert [line.number for line in result(guest, sent).lines] == [1, 2]


def test_lesson_that_left_the_course_is_none_to_go_to(guest) -> None:
    attempt = all_unknown(
        guest, [["retired", "o1", "q", "v"]], sent_at=NOW, right=0, asked=1, passed=False
    )  # fmt: skip

    found = result(guest, attempt)

    assert ([one.slug for one in found.lessons], found.fits, found.missed) == (["retired"], (), ())
    assert lessons_that_fit(attempt, catalog().courses[attempt.course]) == ()


def test_check_of_a_course_that_is_gone_cannot_be_opened(guest) -> None:
    attempt = all_unknown(guest, [], course="retired")

    assert open_sitting(guest, catalog(), "retired", attempt.pk) is None
    assert open_sitting(None, catalog(), "reading-a-loan", attempt.pk) is None


def test_results_by_lesson_are_counted_in_the_order_of_the_course(guest, course) -> None:
    final = taken(guest, course, "rrwuurrrrw", key="after")

    lessons = result(guest, final).lessons

    assert [(one.slug, one.right, one.wrong, one.unknown, one.level) for one in lessons] == [
        ("who-lends", 1, 0, 0, "all"),
        ("paper-and-hand", 1, 1, 0, "some"),
        ("one-yardstick", 0, 0, 2, "none"),
        ("term-and-timetable", 1, 0, 0, "all"),
        ("cost-statement", 2, 0, 0, "all"),
        ("if-late", 1, 0, 0, "all"),
        ("which-line", 0, 1, 0, "none"),
    ]


def test_missed_outcomes_name_a_question_of_their_lesson_to_practise(guest, course) -> None:
    final = taken(guest, course, "rrwuurrrrw", key="after")

    for missed in result(guest, final).missed:
        question = missed.lesson.questions[missed.practise]
        assert missed.lesson.outcomes[question.body.outcome] == missed.outcome


@pytest.mark.parametrize(
    ("marks", "slug"),
    [
        ("wwwwwwwwww", "who-lends"),
        ("rruwwwwwww", "paper-and-hand"),
        ("rrrrruuuuu", "term-and-timetable"),
        ("r" * 10, ""),
    ],
)
def test_diagnostic_proposes_the_first_lesson_not_known(guest, course, marks, slug) -> None:
    before = taken(guest, course, marks, kind=CheckAttempt.DIAGNOSTIC, key="before")

    begin_with = result(guest, before).begin_with

    assert (begin_with.slug if begin_with else "") == slug


def test_best_is_the_largest_share_a_passed_one_first(guest, course) -> None:
    taken(guest, course, "rrrrrrrrww", key="one")
    best = taken(guest, course, "rrrrrrrrrw", key="two")
    taken(guest, course, "rrrrrrrrrw", key="three")

    assert best_of(guest.check_attempts.all()) == best


def test_overview_of_a_learner_is_one_query_and_of_a_visitor_none(guest, course, django_assert_num_queries) -> None:
    for number in range(4):
        taken(guest, course, "r" * 10, seed=number, key=f"key-{number}")

    with django_assert_num_queries(1):
        assert len(check_overview(guest, course).finals) == 4
    with django_assert_num_queries(0):
        assert check_overview(None, course).length == 10


def test_check_of_another_course_is_another_one(guest, course) -> None:
    done = taken(guest, course, "r" * 10, key="done")
    other = next(one for one in catalog().courses.values() if one.slug != course.slug and length_of(one))
    begun = [
        start_check(learner=lambda _: guest, course=one, kind=CheckAttempt.FINAL, key=one.slug, seed=1, now=NOW)
        for one in (course, other)
    ]

    CheckAttempt.objects.filter(sent_at=None).update(sent_at=NOW, asked=0, right=0, passed=False)

    assert [one.course for one in begun] == [course.slug, other.slug]
    assert check_overview(guest, other).attempts == (begun[1],)
    assert result(guest, begun[0]).attempts == (begun[0], done)


def test_result_is_unfolded_on_paper_only(client: Client) -> None:
    taker = Taker(client)
    address = taker.page(taker.taken("r" * 10), "result")

    assert "<details open>" not in taker.get(address).content.decode()
    assert taker.get(f"{address}?print=1").content.decode().count("<details open>") == 10


def test_diagnostic_page_shows_no_marks_and_where_to_start(client: Client) -> None:
    taker = Taker(client)
    attempt = taker.taken("rwrwrwrwru", "diagnostic")

    html = taker.get(taker.page(attempt, "result")).content.decode()

    assert attempt.kind == CheckAttempt.DIAGNOSTIC
    assert "A good place to start" in html
    assert re.search(r'class="button main" href="/en/learn/reading-a-loan/[a-z-]+/"', html)
    for sign in ("✓", "✗", "of 10", "Right answer", "feedback"):
        assert sign not in html


def test_diagnostic_is_asked_once_and_shown_on_the_final_result(client: Client) -> None:
    taker = Taker(client)
    before = taker.taken("rrrruuuuuu", "diagnostic")

    again = taker.start("check")
    assert again.status_code == 303
    assert "They are asked once" in taker.get(f"{taker.root}/diagnostic/").content.decode()
    final = CheckAttempt.objects.get(kind=CheckAttempt.FINAL)
    taker.fill(final, "r" * 10)
    taker.send(final)

    shown = gain_text(taker, final)
    assert "Before the course: 4 of 10. Now: 10 of 10. You gained 100% of what you did not know before." in shown
    assert CheckAttempt.objects.filter(kind=CheckAttempt.DIAGNOSTIC).get() == before


def test_every_wrong_line_of_a_sent_check_has_its_own_reason(client) -> None:
    taker = Taker(client)
    attempt = taker.begun()
    place = next(place for place in range(1, 11) if question_of(attempt, place).kind == "match")
    body = question_of(attempt, place).body
    target = next(iter(body.targets))
    taker.fill(attempt, "r" * 10)
    taker.answer(attempt, place, ",".join(f"{row}={target}" for row in body.rows))
    taker.send(attempt)
    wrong = [row for row in body.rows.values() if row.to != target]

    page = squeezed(re.sub(r"<[^>]+>", "", taker.get(taker.page(attempt, "result")).content.decode()))

    assert len(wrong) > 1
    assert all(squeezed(row.feedback.en) in page for row in wrong)
