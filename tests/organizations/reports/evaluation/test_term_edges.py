"""What counts at exactly the limit: the first and the last moment of a term, seven and thirty days, five people."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import translation

from courses.learning.models import Answer, StepChoice
from courses.organizations.models import Term
from courses.organizations.reports.evaluation.counting import Pair, Person
from courses.organizations.reports.evaluation.files import CSV, PEOPLE, REPORT, file_of
from courses.organizations.reports.evaluation.forms import TermForm
from courses.organizations.reports.evaluation.report import GroupPart, Share, report_of
from courses.organizations.reports.evaluation.terms import months_later, offered_days, span_of
from courses.organizations.reports.evaluation.wording import ShareLine
from literacy.demo.learner import right_answer
from tests.organizations.reports.evaluation.persons import shown_counts, some
from tests.organizations.reports.evaluation.terms import (
    IN_TERM,
    both_checks,
    do_exercise,
    finish,
    first_course,
    first_lesson,
    learner_of,
    make_term,
    people_in,
    take_up,
)
from tests.organizations.reports.learning import answer, check, work

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WAYS = {
    "began a lesson": lambda member, at: work(member.learner, first_lesson(), at=at, done=False),
    "finished a lesson": lambda member, at: work(
        member.learner, first_lesson(), at=IN_TERM - 100 * DAY, completed_at=at
    ),
    "sent a check": lambda member, at: check(member.learner, first_course(), 5, at=at),
    "did an exercise": lambda member, at: do_exercise(member, at=at),
    "took something up": lambda member, at: take_up(member, at=at),
    "reviewed": lambda member, at: answer(
        member.learner, first_question(), right_answer(first_question()), at=at, occasion=Answer.REVIEW
    ),
}


def first_question():
    return first_lesson().marked_questions[0]


@pytest.fixture
def term(organization):
    return make_term(organization)


def only(term) -> Person:
    (person,) = people_in(term)
    return person


@pytest.mark.parametrize("way", WAYS)
def test_term_begins_with_its_first_moment_and_ends_before_the_next_day(term, group, way) -> None:
    span = span_of(term)
    for at in (span.since - SECOND, span.since, span.until - SECOND, span.until):
        WAYS[way](learner_of(group, joined_at=span.since - 200 * DAY), at)

    assert len(people_in(term)) == 2


@pytest.mark.parametrize(("early", "has_finished"), [(timedelta(0), True), (SECOND, False)])
def test_course_whose_last_lesson_was_finished_in_the_first_moment_counts(term, group, early, has_finished) -> None:
    member = learner_of(group)
    finish(member, at=span_of(term).since - early)
    check(member.learner, first_course(), 5, at=IN_TERM)

    assert only(term).has_finished is has_finished


def test_gain_counts_in_the_term_of_the_final_check(term, group) -> None:
    since = span_of(term).since
    both_checks(learner_of(group, joined_at=since - 60 * DAY), 3, 8, at=since - 20 * DAY)
    both_checks(learner_of(group, joined_at=since - 60 * DAY), 3, 8, at=since - 20 * DAY - SECOND)

    assert [len(person.pairs) for person in people_in(term)] == [1]


@pytest.mark.parametrize(
    ("days", "early", "answers"),
    [
        (7, timedelta(0), ("", None)),
        (7, -SECOND, (None, None)),
        (30, timedelta(0), ("", "")),
        (30, -SECOND, ("", None)),
    ],
)
def test_whoever_took_something_up_is_asked_when_the_days_end_with_the_term(term, group, days, early, answers) -> None:
    take_up(learner_of(group), at=span_of(term).until - days * DAY - early)

    person = only(term)
    assert (person.after_7, person.after_30) == answers


@pytest.mark.parametrize(("early", "said"), [(SECOND, "done"), (timedelta(0), "")])
def test_answer_counts_that_was_given_before_the_term_was_over(term, group, early, said) -> None:
    take_up(learner_of(group), "done", "done")
    at = span_of(term).until - early
    StepChoice.objects.update(after_7_at=at, after_30_at=at)

    person = only(term)
    assert (person.after_7, person.after_30) == (said, said)


def test_best_of_several_answers_counts_in_whatever_order_they_came(term, group) -> None:
    for answers in (("partly", "done", "not-yet"), ("not-yet", "partly"), ("", "not-for-me", "")):
        member = learner_of(group)
        for number, said in enumerate(answers):
            take_up(member, said)
            StepChoice.objects.filter(learner=member.learner, lesson=first_lesson().slug).update(lesson=f"l{number}")

    assert sorted(person.after_7 or "" for person in people_in(term)) == ["done", "not-for-me", "partly"]


def test_half_year_after_the_last_term_is_offered_and_none_that_was_removed_counts(organization, term) -> None:
    make_term(organization, date(2025, 9, 1), date(2026, 2, 28))
    removed = make_term(organization, date(2026, 9, 1), date(2027, 2, 28))
    Term.objects.filter(pk=removed.pk).update(removed_at=IN_TERM)

    assert offered_days(organization, date(2026, 11, 29)) == (date(2026, 9, 1), date(2027, 2, 28))


def test_half_year_up_to_the_last_month_is_offered_first(organization) -> None:
    assert offered_days(organization, date(2026, 11, 29)) == (date(2026, 5, 1), date(2026, 10, 31))
    assert offered_days(organization, date(2026, 3, 1)) == (date(2025, 9, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), -6, date(2026, 6, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_over_years_and_end_with_their_last_day(day, months, later) -> None:
    assert months_later(day, months) == later


# ---- the figures made of them


def test_coming_back_begins_with_seven_and_with_thirty_days() -> None:
    gaps = {7 * DAY: 5, 7 * DAY - SECOND: 6, 30 * DAY: 7, 30 * DAY - SECOND: 8}
    found = [person for gap, number in gaps.items() for person in some(number, came_back_after=gap)]

    assert shown_counts([*found, *some(9)], GroupPart.CAME_BACK) == {
        "after-30-days": 7, "after-7-days": 13, "no": 15,
    }  # fmt: skip


def test_answers_have_a_word_each_and_refusals_are_not_done() -> None:
    said = {"done": 5, "partly": 6, "not-yet": 7, "not-for-me": 8, "": 9, None: 10}
    found = [person for answer_given, number in said.items() for person in some(number, after_7=answer_given)]

    assert shown_counts(found, GroupPart.AFTER_7) == {
        "done": 5, "partly": 6, "not-done": 15, "no-answer": 9, "not-asked": 10,
    }  # fmt: skip


def test_meetings_are_none_one_or_two_and_three_or_more() -> None:
    found = [person for times in range(5) for person in some(5, attended=times)]

    assert shown_counts(found, GroupPart.ATTENDANCE) == {"3-or-more": 10, "1-or-2": 10, "none": 5}


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True)])
def test_five_people_with_both_checks_are_shown(people, is_shown) -> None:
    pair = [Pair("loans", 20, 60, is_assisted=False)]

    assert bool(report_of([*some(people, pairs=pair), *some(6)]).checks) is is_shown


def test_group_of_nineteen_is_small_and_one_of_twenty_is_not() -> None:
    pair = [Pair("loans", 20, 60, is_assisted=False)]

    gains = [report_of(some(people, pairs=pair)).gains[0] for people in (19, 20)]

    assert [gain.is_small for gain in gains] == [True, False]


def test_checks_nobody_had_help_with_are_not_called_mixed() -> None:
    alone, helped = ([Pair("loans", 20, 60, is_assisted=with_help)] for with_help in (False, True))

    assert [gain.help for gain in report_of(some(7, pairs=alone)).gains] == [""]
    assert [gain.help for gain in report_of(some(7, pairs=helped)).gains] == ["mixed"]


def test_file_of_people_has_a_heading_for_each_of_its_cells(term) -> None:
    pair = [Pair("loans", 20, 60, is_assisted=False)]
    report = report_of([*some(6, pairs=pair, has_finished=True), *some(6, pairs=pair)])

    head, *lines = csv.reader(io.StringIO(file_of(term, PEOPLE, CSV, report).decode("utf-8-sig")))

    assert head == ["part", "value", "course", "with_help", "points"]
    assert ["finished", "yes", "", "", ""] in lines
    assert ["change", "", "loans", "", "40"] in lines


@translation.override("en")
def test_file_of_the_page_has_all_its_cells_also_where_a_number_is_hidden(term) -> None:
    pair = [Pair("loans", 20, 60, is_assisted=False)]
    report = report_of([*some(6, pairs=pair, attended=3), *some(6, pairs=pair, attended=1), *some(2, pairs=pair)])

    lines = list(csv.reader(io.StringIO(file_of(term, REPORT, CSV, report).decode("utf-8-sig"))))

    assert len(lines[0]) == 7
    assert lines[3] == ["People who took part", "", "14"]
    assert ["At meetings of their groups", "Once or twice", "6", "14", "43", "21.4", "67.4"] in lines
    assert ["At meetings of their groups", "Never", "not shown", "14", "not shown", "", ""] in lines
    assert lines[-2][5:] == ["Change (points)", "95% interval from", "95% interval to"]
    assert lines[-1] == ["loans", "", "14", "20.0", "60.0", "40.0", "40.0", "40.0"]


def test_line_of_the_page_has_the_edges_of_its_interval_in_percent() -> None:
    shown, hidden = (ShareLine("", Share("yes", count, 20)) for count in (6, None))

    assert (shown.low, shown.high) == (15, 52)
    assert (hidden.low, hidden.high) == (None, None)


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "wrong"),
    [
        ("2026-03-01", "2027-03-01", []),  # 366 days
        ("2026-03-01", "2027-03-02", ["ends_on"]),
        ("2026-03-01", "2026-03-01", []),
        ("2026-03-02", "2026-03-01", ["ends_on"]),
        ("2026-03-01", "", ["ends_on"]),
        ("", "2026-03-01", ["begins_on"]),
    ],
)
def test_days_of_a_term_are_both_there_in_order_and_a_year_at_most(begins_on, ends_on, wrong) -> None:
    assert list(TermForm({"begins_on": begins_on, "ends_on": ends_on}).errors) == wrong
