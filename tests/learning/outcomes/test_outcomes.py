"""An exercise done in a lesson: the button under its result, what it keeps, and where it shows."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError
from django.test import Client

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.results.outcome import SALT, Outcome, Score
from courses.learning.course_progress.progress import lesson_state, wrong_progress
from courses.learning.lessons.walking import go_on_number
from courses.learning.models import ExerciseOutcome, LessonProgress
from courses.learning.outcomes.actions import record_outcome
from courses.privacy.erasure.erase import erase
from courses.privacy.export import collect
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account
from tests.exercises.kinds import sample_of
from tests.learning.claims.claimer import add, answer
from tests.learning.planning.steps.presser import bare, forms

pytestmark = pytest.mark.django_db
KIND = ExerciseKind.TRUE_COST
LESSONS = [lesson for course in catalog().courses.values() for lesson in course.lessons]
ELSEWHERE = next(lesson for lesson in LESSONS if KIND not in lesson.exercises)
PAGE, DONE = f"/en/exercises/{KIND}/", "/en/learn/exercise-done/"


@pytest.fixture
def lesson() -> Lesson:
    """A lesson in which the exercise stands."""
    return next(lesson for lesson in LESSONS if KIND in lesson.exercises)


def name(lesson: Lesson) -> str:
    return f"{lesson.course}/{lesson.slug}"


def result_page(client: Client, lesson: str) -> str:
    return client.post(PAGE, {**sample_of(KIND).filled, "lesson": lesson}).content.decode()


def button(client: Client, lesson: Lesson) -> dict[str, str]:
    found = [form for form in forms_under(result_page(client, name(lesson))) if form[""] == DONE]
    assert len(found) == 1
    return {key: found[0][key] for key in ("key", "outcome")}


def forms_under(page: str) -> list[dict[str, str]]:
    return forms(page.replace('<form class="no-print" method', "<form method"))


def do(person: User, lesson: Lesson | None, key: str = "k", **more: object) -> ExerciseOutcome:
    return record_outcome(
        learner=lambda _now: person, outcome=Outcome(KIND, lesson, **more), key=key, now=NOW  # type: ignore[arg-type]
    )  # fmt: skip


def steps_marked(page: str) -> list[bool]:
    """Of each step in the lesson's map, whether it is marked as done."""
    inside = page.partition('id="map"')[2].partition("</aside>")[0]
    return ["done" in bare(line) for line in re.findall(r"<li>(.*?)</li>", inside, re.DOTALL)]


# ---- the button


def test_visitor_becomes_a_guest_and_is_led_to_the_next_step(client: Client, lesson: Lesson) -> None:
    sent = button(client, lesson)
    assert User.objects.count() == 0

    reply = client.post(DONE, sent)

    number = lesson.page("en").step_with_exercise(KIND)
    address = f"/en/learn/{lesson.course}/{lesson.slug}/{number + 1}/"
    row = ExerciseOutcome.objects.get()
    assert (reply.status_code, reply["Location"]) == (303, f"{address}?done={row.pk}")
    assert row.learner.is_guest
    assert (row.kind, row.course, row.lesson) == (KIND, lesson.course, lesson.slug)
    assert (row.right, row.asked, row.judged) == (None, None, {})
    assert client.get(address).status_code == 200


def test_pressing_twice_keeps_one(client: Client, lesson: Lesson) -> None:
    sent = button(client, lesson)
    assert [client.post(DONE, sent).status_code for _ in range(2)] == [303, 303]
    assert ExerciseOutcome.objects.count() == 1


def test_two_rows_of_one_key_are_refused_by_the_database(guest: User, lesson: Lesson) -> None:
    do(guest, lesson)
    row = ExerciseOutcome.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_no_figure_stands_in_the_button(client: Client, lesson: Lesson) -> None:
    kind, place, marks = signing.loads(button(client, lesson)["outcome"], salt=SALT)
    assert (kind, place, marks) == (KIND, [lesson.course, lesson.slug], [])


@pytest.mark.parametrize("place", ["", "reading-a-loan/nowhere", f"{ELSEWHERE.course}/{ELSEWHERE.slug}"])
def test_without_a_lesson_that_holds_the_exercise_there_is_no_button(client: Client, place: str) -> None:
    assert DONE not in result_page(client, place)


def test_form_with_mistakes_offers_no_button(client: Client, lesson: Lesson) -> None:
    page = client.post(PAGE, {"amount": "x", "lesson": name(lesson)}).content.decode()
    assert DONE not in page


def test_press_of_somebody_else_records_nothing_and_can_be_sent_again(client: Client, lesson: Lesson) -> None:
    sent = button(client, lesson)
    other = Client()
    reply = other.post(DONE, sent)

    assert reply.status_code == 422
    assert ExerciseOutcome.objects.count() == 0
    again = [form for form in forms_under(reply.content.decode()) if form[""] == DONE]
    assert other.post(DONE, {key: again[0][key] for key in ("key", "outcome")}).status_code == 303


SIGNED_FOR_SOMETHING_ELSE = signing.dumps(["can-i-afford", [], []], salt="other")


@pytest.mark.parametrize(
    "outcome", ["", "x", "\0", "x" * 5000, SIGNED_FOR_SOMETHING_ELSE], ids=["empty", "x", "nul", "long", "other-salt"]
)
def test_outcome_that_this_site_did_not_make_is_refused(client: Client, lesson: Lesson, outcome: str) -> None:
    reply = client.post(DONE, {"key": button(client, lesson)["key"], "outcome": outcome})
    assert reply.status_code == 422
    assert ExerciseOutcome.objects.count() == 0


@pytest.mark.parametrize("content", [["no-such-kind", [], []], ["can-i-afford", ["reading-a-loan", "gone"], []]])
def test_outcome_of_what_is_there_no_more_is_none(content: list[object]) -> None:
    assert Outcome.opened(signing.dumps(content, salt=SALT)) is None


def test_sealed_outcome_opens_as_it_was(lesson: Lesson) -> None:
    outcome = Outcome(KIND, lesson, Score(5, 6, {"ad-01": "caught", "ad-07": "missed"}))
    assert Outcome.opened(outcome.sealed()) == outcome


# ---- what it changes


def test_exercise_marks_its_step_and_where_to_go_on(guest: User, guest_client: Client, lesson: Lesson) -> None:
    number = lesson.page("en").step_with_exercise(KIND)
    address = f"/en/learn/{lesson.course}/{lesson.slug}/{number}/"
    assert not any(steps_marked(guest_client.get(address).content.decode()))

    do(guest, lesson)

    marked = steps_marked(guest_client.get(address).content.decode())
    assert [place for place, is_done in enumerate(marked, 1) if is_done] == [number]


def test_done_exercise_is_behind_whoever_comes_back(guest: User, lesson: Lesson) -> None:
    page = lesson.page("en")
    number = page.step_with_exercise(KIND)
    for place, question in enumerate(lesson.marked_questions):
        if page.step_numbers[f"q-{question.id}"] < number:
            answer(guest, lesson, question, right_answer(question), f"q{place}")
    assert go_on_number(lesson_state(guest, lesson), page) <= number

    do(guest, lesson)

    assert go_on_number(lesson_state(guest, lesson), page) == number + 1


def test_lesson_has_begun_and_is_not_finished_by_it(guest: User, lesson: Lesson) -> None:
    do(guest, lesson)
    row = LessonProgress.objects.get()
    assert (row.lesson, row.opened_at, row.completed_at) == (lesson.slug, NOW, None)
    assert wrong_progress(catalog()) == []


def test_finished_lesson_stays_finished_without_its_exercise(guest: User, guest_client: Client, lesson: Lesson) -> None:
    for place, question in enumerate(lesson.marked_questions):
        answer(guest, lesson, question, right_answer(question), f"q{place}")
    assert LessonProgress.objects.get().completed_at == NOW
    end = f"/en/learn/{lesson.course}/{lesson.slug}/{len(lesson.page('en').steps)}/"
    before = bare(guest_client.get(end).content.decode())
    assert "exercise done" not in before

    do(guest, lesson)

    assert LessonProgress.objects.get().completed_at == NOW
    assert "1 exercise done." in bare(guest_client.get(end).content.decode())


def test_guests_outcomes_go_to_the_account_and_none_is_lost(account: User, guest: User, lesson: Lesson) -> None:
    do(account, lesson, "mine")
    do(guest, lesson, "theirs")

    add(account, guest, NOW + timedelta(hours=1))

    rows = ExerciseOutcome.objects.order_by("key")
    assert [(row.key, row.learner) for row in rows] == [("mine", account), ("theirs", account)]


def test_outcomes_are_exported_and_erased(account: User, lesson: Lesson) -> None:
    do(account, lesson, score=Score(1, 2, {"ad-01": "missed", "ad-02": "cleared"}))
    other = make_account("other")
    do(other, lesson)
    assert "ad-01" in str(collect(account))

    erase(learner=account)

    assert [row.learner for row in ExerciseOutcome.objects.all()] == [other]


def test_outcome_outside_of_lessons_begins_none(guest: User) -> None:
    do(guest, None)
    assert LessonProgress.objects.count() == 0
    guest.refresh_from_db()
    assert guest.last_active_on == NOW.date()
