"""The command that names questions to look at: file and line, and nothing of a person."""

import csv
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command

from courses.catalog.model.values.problems import Place
from courses.organizations.reports.watching.lines import watched
from courses.organizations.reports.watching.tries import shared_times
from literacy.demo.learner import right_answer
from tests.organizations.cast import make_member
from tests.organizations.reports.learning import answer
from tests.organizations.reports.watching.answered import COURSE, course, first_single, singles

pytestmark = pytest.mark.django_db


def watch(tmp_path: Path, *options: str) -> tuple[str, list[dict[str, str]]]:
    out, file = io.StringIO(), tmp_path / "watched.csv"
    call_command("watch_questions", "--csv", str(file), *options, stdout=out, stderr=io.StringIO())
    return out.getvalue(), list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def fill(group, people: int) -> None:
    """The first question has a wrong key; everybody's strength shows in four others."""
    (place, question), *others = list(singles().items())[:5]
    other = next(key for key in question.body.choices if key not in question.body.right_keys)
    for number in range(people):
        learner = make_member(group, f"Secret name {number}").learner
        for offset, (_, one) in enumerate(others):
            is_right = number % 5 > offset
            answer(learner, one, right_answer(one) if is_right else one.body.wrong_given, language="en")
        is_strong = number % 5 > 2
        answer(learner, question, other if is_strong else right_answer(question), language="en")


def test_command_names_file_and_line_of_a_key_that_may_be_wrong(group, tmp_path) -> None:
    fill(group, 80)

    printed, rows = watch(tmp_path)
    (flagged,) = [row for row in rows if "wrong-key" in row["flags"]]
    (lesson, name), question = first_single()
    assert flagged["question"] == f"{COURSE}/{lesson}/{name}"
    assert (flagged["language"], flagged["people"], flagged["right (%)"]) == ("en", "80", "60")
    line = (settings.BASE_DIR / flagged["file"]).read_text().splitlines()[int(flagged["line"]) - 1]
    assert line.strip().startswith(f"{flagged['flags'].split()[1].rstrip(',')}:")
    assert flagged["file"] in printed
    assert "1 flagged" in printed
    assert question.body.right_given != flagged["wrong answer"]


def test_command_says_nothing_of_a_person_and_no_number_of_few(group, tmp_path) -> None:
    fill(group, 80)

    printed, rows = watch(tmp_path, "--all")
    assert "Secret" not in printed + str(rows)
    numbers = [row[name] for row in rows for name in ("people", "chose it") if row[name].isdigit()]
    assert numbers
    assert all(int(number) >= 5 for number in numbers)


def test_command_says_where_there_are_not_enough_answers(group, tmp_path) -> None:
    fill(group, 6)

    printed, rows = watch(tmp_path, "--all")
    assert ",".join(rows[0]) == (
        "file,line,asked in,language,question,people,right (%),discrimination,wrong answer,chose it,flags"
    )
    assert {row["people"] for row in rows} == {"not enough answers"}
    assert "0 flagged of 0 with enough answers" in printed


def test_share_that_would_tell_of_few_is_not_a_number(group, tmp_path) -> None:
    _place, question = first_single()
    for number in range(60):
        wrong = number < 3
        learner = make_member(group, f"Learner {number}").learner
        answer(learner, question, question.body.wrong_given if wrong else right_answer(question), language="en")

    _printed, rows = watch(tmp_path)
    (row,) = rows
    assert (row["people"], row["right (%)"], row["wrong answer"], row["chose it"]) == ("60", "few", "", "")


def placed(course: str, lesson: str) -> SimpleNamespace:
    """A lesson in whose file everything stands in the first line."""
    places = SimpleNamespace(of=lambda *_path: Place(course, 1))
    return SimpleNamespace(course=course, slug=lesson, plan=SimpleNamespace(places=places))


def test_line_of_a_question_stands_in_the_file_of_its_own_course(group) -> None:
    """Where another course has a lesson of the same name."""
    fill(group, 6)
    own = [placed(COURSE, lesson.slug) for lesson in course().lessons]
    twins = [placed("another", lesson.slug) for lesson in course().lessons]

    lines = list(watched(course(), SimpleNamespace(lessons=(*own, *twins)), shared_times()))

    assert {line.file.path for line in lines} == {COURSE}
