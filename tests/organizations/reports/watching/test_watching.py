"""Questions watched: right figures, each fault found and nothing else, silence below enough, nothing of a person."""

import csv
import io
import random
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command

from courses.catalog.model.values.problems import Place
from courses.catalog.published.library import catalog
from courses.learning.models import Answer, CheckAnswer, CheckAttempt
from courses.organizations.reports.watching.figures import WatchedFigures, figures_of
from courses.organizations.reports.watching.flags import ENOUGH, Fault, QuestionFlag, flags_of, wrong_key
from courses.organizations.reports.watching.lines import watched
from courses.organizations.reports.watching.tries import Asking, Try, first_tries, questions_of, shared_times
from literacy.demo.learner import right_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import LATER, answer

COURSE = "reading-a-loan"
SECOND = timedelta(seconds=1)


def course():
    return catalog().courses[COURSE]


def singles():
    """Questions of the lessons with one right option, in order."""
    return {place: one for place, one in questions_of(course(), Asking.LESSON).items() if one.kind == "single"}


def first_single():
    return next(iter(singles().items()))


# ---- figures


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


# ---- whose answers


pytestmark = pytest.mark.django_db


def tries_now() -> list[Try]:
    return list(first_tries(course(), Asking.LESSON, shared_times()))


def test_first_answers_of_members_count_and_nobody_elses(group, guest) -> None:
    place, question = first_single()
    member = make_member(group, "Learner")
    answer(member.learner, question, question.body.wrong_given, language="zh-hans")
    answer(member.learner, question, right_answer(question))
    answer(guest, question, right_answer(question))

    (one,) = tries_now()
    assert (one.place, one.language, one.given, one.is_right) == (
        place, "zh-hans", question.body.wrong_given, False,
    )  # fmt: skip


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_answers_of_whoever_withdrew_do_not_count(group, gone) -> None:
    _place, question = first_single()
    member = make_member(group, "Learner", **{gone: LATER})
    answer(member.learner, question, right_answer(question))

    assert tries_now() == []


def test_answer_before_joining_hides_the_question_and_sharing_shows_it(group) -> None:
    _place, question = first_single()
    for nickname, shares in (("Learner", False), ("Other", True)):
        member = make_member(group, nickname, shares_earlier=shares)
        answer(member.learner, question, question.body.wrong_given, at=NOW - timedelta(days=1))
        answer(member.learner, question, right_answer(question))

    assert [one.is_right for one in tries_now()] == [False]  # the second answer of the other is no first one


@pytest.mark.parametrize(
    ("at", "is_watched"),
    [(NOW, True), (NOW - SECOND, False), (LATER, True), (LATER + SECOND, False)],
)
def test_answers_count_from_joining_to_the_last_moment_of_the_group(group, at, is_watched) -> None:
    _place, question = first_single()
    answer(make_member(group, "Learner").learner, question, right_answer(question), at=at)
    group.archived_at = LATER
    group.save()

    assert bool(tries_now()) is is_watched


def test_answer_counts_that_is_shared_with_one_of_several_groups(group) -> None:
    _place, question = first_single()
    first = make_member(group, "Learner")
    make_member(make_group(group.organization, "Later"), "Learner", learner=first.learner, joined_at=LATER + SECOND)
    answer(first.learner, question, right_answer(question))

    assert [one.is_right for one in tries_now()] == [True]


def test_answers_to_another_meaning_and_shown_ones_do_not_count(group) -> None:
    _place, question = first_single()
    first, second = make_member(group, "Learner"), make_member(group, "Other")
    answer(first.learner, question, right_answer(question), version="older")
    answer(second.learner, question, right_answer(question), result=Answer.SHOWN)

    assert tries_now() == []


def test_sent_checks_count_and_open_ones_do_not(group) -> None:
    place, question = next(iter(questions_of(course(), Asking.CHECK).items()))
    elsewhere = "before-you-borrow"  # where a lesson may have the same name
    for nickname, sent_at, of in (("Learner", LATER, COURSE), ("Other", None, COURSE), ("Third", LATER, elsewhere)):
        result = {"right": 0, "asked": 1, "passed": False} if sent_at else {}
        attempt = CheckAttempt.objects.create(
            learner=make_member(group, nickname).learner, key="k", course=of, course_version=1, kind="final",
            seed=1, drawn=[], started_at=LATER, sent_at=sent_at, **result,
        )  # fmt: skip
        CheckAnswer.objects.create(
            attempt=attempt, lesson=place[0], question=place[1], version=question.version, given="",
            result=CheckAnswer.UNKNOWN, language="en", at=LATER,
        )  # fmt: skip

    (one,) = first_tries(course(), Asking.CHECK, shared_times())
    assert (one.place, one.given, one.is_right) == (place, "", False)


# ---- the command


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
