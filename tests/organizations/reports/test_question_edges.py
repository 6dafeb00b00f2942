"""Figures of a question by hand: who is counted, which words are chosen at which number, what nobody got wrong."""

from collections import Counter

import pytest

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.reports.counts.questions import (
    FirstTry,
    QuestionCounts,
    QuestionLine,
    Questions,
    figures_of,
    questions_of,
)
from courses.organizations.reports.people.ranking import Measure
from literacy.demo.learner import right_answer
from tests.organizations.cast import NOW, make_member
from tests.organizations.reports.learning import answer, give

HERE = ("lesson", "here")


def tried(person: int, is_right: bool, given: str = "a", place=HERE, **more) -> FirstTry:
    return FirstTry(person, place, "right" if is_right else given, is_right, **more)


def counts(people: int, right: int, discrimination: float | None = None) -> QuestionCounts:
    return QuestionCounts(people, right, discrimination, "", 0)


def test_share_of_the_others_is_of_those_that_each_person_answered() -> None:
    """Right here: 1, 1, 0, 0, 0. Of the others: 1 of 1, 1 of 2, 0 of 1, 1 of 2, 0 of 2. By hand: 0.7 / √(1.2 · 0.7)."""
    said = {1: (True, 1, 1), 2: (True, 1, 2), 3: (False, 0, 1), 4: (False, 1, 2), 5: (False, 0, 2)}
    tries = [tried(person, is_right) for person, (is_right, _, _) in said.items()]
    tries += [
        tried(person, number < right, place=("lesson", str(number)))
        for person, (_, right, of) in said.items()
        for number in range(of)
    ]
    alone = [tried(person, is_right=True) for person in (6, 7)]  # tell nothing of how it goes with the rest

    for more in ([], alone):
        assert figures_of([*tries, *more])[HERE].discrimination == pytest.approx(0.7638, abs=1e-4)


def test_wrong_answer_chosen_most_often_is_named_and_the_first_of_equals() -> None:
    tries = [tried(person, is_right=False, given=given) for person, given in enumerate("cbbaac")]

    found = figures_of([*tries, tried(9, is_right=True)])[HERE]

    assert (found.people, found.right, found.wrong, found.wrong_count, found.has_help) == (7, 1, "a", 2, False)
    assert figures_of([*tries, tried(9, is_right=False, given="c")])[HERE].wrong == "c"


def test_question_that_nobody_got_wrong_names_no_answer() -> None:
    found = figures_of([tried(person, is_right=True) for person in range(5)])[HERE]

    assert (found.people, found.wrong, found.wrong_count, found.discrimination) == (5, "", 0, None)


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_question_is_told_of_from_five_people_on(people, is_told) -> None:
    assert (HERE in figures_of([tried(person, is_right=True) for person in range(people)])) is is_told


def test_help_of_one_person_is_said() -> None:
    tries = [tried(person, is_right=True) for person in range(5)]

    assert figures_of([*tries, tried(6, is_right=True, is_assisted=True)])[HERE].has_help


@pytest.mark.parametrize(("right", "is_hard", "percent"), [(4, True, 40), (5, True, 50), (6, False, 60)])
def test_question_that_half_got_right_is_hard(right, is_hard, percent) -> None:
    assert (counts(10, right).is_hard, counts(10, right).percent) == (is_hard, percent)


@pytest.mark.parametrize(
    ("discrimination", "word"),
    [(None, ""), (-0.01, "wrongly"), (0.0, "little"), (0.19, "little"), (0.2, "well"), (0.9, "well")],
)
def test_word_for_how_a_question_tells_people_apart(discrimination, word) -> None:
    assert counts(10, 5, discrimination).tells_apart == word


@pytest.mark.parametrize("figures", [None, counts(5, 5)])
def test_nothing_is_said_about_a_wrong_answer_that_nobody_gave_or_of_few(course, figures) -> None:
    lesson = course.lessons[0]
    line = QuestionLine(lesson, lesson.marked_questions[0], figures)

    assert (line.wrong_feedback, line.wrong_words("en")) == (None, ())


def test_hard_questions_stand_with_the_hardest_first_and_others_not_at_all(course) -> None:
    lesson = course.lessons[0]
    shares = (5, 2, None, 6, 3)
    lines = tuple(
        QuestionLine(lesson, lesson.marked_questions[0], None if right is None else counts(10, right))
        for right in shares
    )

    found = Questions(None, lines, 10, 10)

    assert [line.figures.right for line in found.hard] == [2, 3, 5]


@pytest.mark.parametrize(("counted", "is_sampled"), [(9, True), (10, False)])
def test_questions_of_some_people_are_called_a_sample(counted, is_sampled) -> None:
    assert Questions(None, (), 10, counted).is_sampled is is_sampled


def measure_of_people(count: int) -> Measure:
    """Of so many people, none of whom has answered."""
    return Measure(members=range(1, count + 1), places=(), counts=Counter(), finished={})


def test_group_is_counted_whole_up_to_the_limit(db, group, course, monkeypatch) -> None:
    monkeypatch.setattr("courses.organizations.reports.counts.questions.MOST_COUNTED", 6)
    give(group, course)
    question = course.lessons[0].marked_questions[0]
    for number in range(6):
        learner = make_member(group, f"Learner {number}").learner
        answer(learner, question, right_answer(question))
    (task,) = tasks_of(group, catalog(), NOW.date())

    whole = questions_of(task, group)
    make_member(group, "One more")
    half = questions_of(task, group)

    assert (whole.counted, whole.at(question.lesson, question.id).figures.people) == (6, 6)
    assert (half.people, half.counted, half.at(question.lesson, question.id).figures) == (7, 4, None)
    assert questions_of(task, group, measure=measure_of_people(0)).counted == 0


def test_same_people_of_a_large_group_are_read_whether_or_not_it_was_measured(db, group, course, monkeypatch) -> None:
    monkeypatch.setattr("courses.organizations.reports.counts.questions.MOST_COUNTED", 6)
    give(group, course)
    question = course.lessons[0].marked_questions[0]
    members = [make_member(group, f"Learner {number}") for number in range(12)]
    for member in members:
        answer(member.learner, question, right_answer(question))
    (task,) = tasks_of(group, catalog(), NOW.date())
    measure = Measure(members=[one.pk for one in members], places=(), counts=Counter(), finished={})

    found = [questions_of(task, group), questions_of(task, group, measure=measure)]

    assert [one.at(question.lesson, question.id).figures.people for one in found] == [6, 6]


@pytest.mark.parametrize(("people", "counted"), [(150, 150), (151, 76), (300, 150), (301, 101)])
def test_about_a_hundred_and_fifty_people_of_a_large_group_are_read(db, group, course, people, counted) -> None:
    give(group, course)
    (task,) = tasks_of(group, catalog(), NOW.date())

    assert questions_of(task, group, measure=measure_of_people(people)).counted == counted
