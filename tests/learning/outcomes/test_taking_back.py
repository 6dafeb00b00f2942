"""The way back from a button that keeps an exercise: at once where it was pressed, and later from the list of all."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from courses.accounts.http.refusals import NotYoursError
from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.practice.spot_ad.bank import bank, is_flagged
from courses.exercises.practice.spot_ad.discernment import MISSED
from courses.exercises.results.outcome import Outcome, Score
from courses.learning.course_progress.progress import lesson_state, wrong_progress
from courses.learning.course_progress.summaries import wrong_summaries
from courses.learning.models import CourseProgress, ExerciseOutcome, LessonProgress
from courses.learning.outcomes.actions import keep_again, record_outcome, take_back
from courses.learning.practice.ads.pages import ads_today
from courses.learning.practice.ads.together import kept_rounds
from courses.privacy.retention import age_out
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account
from tests.exercises.kinds import sample_of
from tests.learning.claims.claimer import answer
from tests.learning.planning.steps.presser import DAY, bare, forms

pytestmark = pytest.mark.django_db
KIND = ExerciseKind.TRUE_COST
MISSED_AD = next(key for key, one in bank().items() if is_flagged(one))
LIST = "/en/me/exercises/"
TAKE_BACK = {"en": "Take it back", "zh-hans": "撤回这一条"}
KEEP = {"en": "Keep it after all", "zh-hans": "还是留着"}


@pytest.fixture
def lesson() -> Lesson:
    """A lesson in which the exercise stands."""
    lessons = (lesson for course in catalog().courses.values() for lesson in course.lessons)
    return next(lesson for lesson in lessons if KIND in lesson.exercises)


def do(person: User, lesson: Lesson | None, *, key: str = "k", kind: ExerciseKind = KIND) -> ExerciseOutcome:
    score = Score(0, 1, {MISSED_AD: MISSED}) if kind is ExerciseKind.SPOT_AD else None
    outcome = Outcome(kind, lesson, score)
    return record_outcome(learner=lambda _now: person, outcome=outcome, key=key, now=timezone.now())


def button(client: Client, address: str, label: str) -> dict[str, str]:
    """The one form on a page whose button says this; what is said to screen readers besides may follow."""
    page = client.get(address).content.decode()
    found = [form for form in forms(page) if form["label"].strip().startswith(label)]
    assert len(found) == 1, f"{len(found)} buttons “{label}” on {address}"
    return found[0]


def press(client: Client, address: str, label: str) -> str:
    """Press it, and return where it leads."""
    sent = button(client, address, label)
    reply = client.post(sent[""], {name: value for name, value in sent.items() if name not in ("", "label")})
    assert reply.status_code == 303
    return str(reply["Location"])


def words(client: Client, address: str) -> str:
    return bare(client.get(address).content.decode())


# ---- at once


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_button_in_a_lesson_can_be_taken_back_on_the_page_it_leads_to(
    client: Client, lesson: Lesson, language: str
) -> None:
    sent = {**sample_of(KIND).filled, "lesson": f"{lesson.course}/{lesson.slug}"}
    result = client.post(f"/{language}/exercises/{KIND}/", sent).content.decode()
    done = re.search(r'name="key" value="([^"]+)">\s*<input type="hidden" name="outcome" value="([^"]+)"', result)
    assert done is not None
    reply = client.post(f"/{language}/learn/exercise-done/", {"key": done[1], "outcome": done[2]})
    number = lesson.page(language).step_with_exercise(KIND)
    walk = f"/{language}/learn/{lesson.course}/{lesson.slug}/"
    row = ExerciseOutcome.objects.get()
    assert reply["Location"] == f"{walk}{number + 1}/?done={row.pk}"

    here = press(client, reply["Location"], TAKE_BACK[language])

    assert here == f"{walk}{number}/?done={row.pk}"
    row.refresh_from_db()
    assert row.taken_back_at is not None

    assert press(client, here, KEEP[language]) == here
    row.refresh_from_db()
    assert row.taken_back_at is None


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_kept_round_can_be_taken_back_on_the_page_of_rounds(guest: User, guest_client: Client, language: str) -> None:
    row = do(guest, None, kind=ExerciseKind.SPOT_AD)
    rounds = f"/{language}/learn/ads/"
    assert press(guest_client, rounds, TAKE_BACK[language]) == f"{rounds}?done={row.pk}"
    assert press(guest_client, f"{rounds}?done={row.pk}", KEEP[language]) == f"{rounds}?done={row.pk}"
    assert kept_rounds().count() == 1


# ---- tomorrow


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_was_kept_can_be_taken_back_on_a_later_day_and_kept_after_all(
    guest: User, guest_client: Client, lesson: Lesson, clock: time_machine.Traveller, language: str
) -> None:
    row = do(guest, lesson)
    clock.shift(20 * DAY)
    mine = f"/{language}/me/exercises/"
    assert f'href="{mine}"' in guest_client.get(f"/{language}/me/").content.decode()

    assert press(guest_client, mine, TAKE_BACK[language]) == f"{mine}?done={row.pk}"
    assert lesson_state(guest, lesson).exercises == frozenset()

    clock.shift(29 * DAY)
    press(guest_client, mine, KEEP[language])
    assert lesson_state(guest, lesson).exercises == {KIND}
    row.refresh_from_db()
    assert row.at == NOW


def test_after_thirty_days_it_is_gone(
    guest: User, guest_client: Client, lesson: Lesson, clock: time_machine.Traveller
) -> None:
    take_back(learner=lambda _now: guest, outcome=do(guest, lesson).pk, now=NOW)
    do(guest, None, key="other")
    clock.shift(30 * DAY + timedelta(seconds=1))

    assert len(re.findall("Take it back|Keep it after all", words(guest_client, LIST))) == 1
    age_out(now=timezone.now())

    assert [one.key for one in ExerciseOutcome.objects.all()] == ["other"]


def test_list_says_what_was_done_where_and_when(guest: User, guest_client: Client, lesson: Lesson, clock) -> None:
    do(guest, lesson)
    assert "rounds I kept" not in words(guest_client, LIST)
    do(guest, None, key="round", kind=ExerciseKind.SPOT_AD)
    page = words(guest_client, LIST)
    assert "Go on from the rounds I kept" in page
    assert "Nov. 25, 2026" in page
    assert "0 of 1 right" in page
    assert lesson.page("en").title in page


def test_visitor_sees_how_one_is_kept_and_asks_the_database_nothing(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert "No exercise is kept yet." in words(client, LIST)


# ---- what it changes


def test_taken_back_exercise_counts_nowhere(guest: User, lesson: Lesson, clock: time_machine.Traveller) -> None:
    row = do(guest, lesson)
    assert CourseProgress.objects.get().begun == f"|{lesson.slug}|"

    take_back(learner=lambda _now: guest, outcome=row.pk, now=NOW)

    assert lesson_state(guest, lesson).exercises == frozenset()
    assert (LessonProgress.objects.count(), CourseProgress.objects.count()) == (0, 0)

    keep_again(learner=lambda _now: guest, outcome=row.pk, now=NOW)

    assert lesson_state(guest, lesson).exercises == {KIND}
    assert (LessonProgress.objects.count(), wrong_summaries(), wrong_progress(catalog())) == (1, [], [])


def test_lesson_in_which_more_was_done_stays_begun(guest: User, lesson: Lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "q")
    take_back(learner=lambda _now: guest, outcome=do(guest, lesson).pk, now=NOW)
    assert [row.lesson for row in LessonProgress.objects.all()] == [lesson.slug]


def test_lesson_stays_begun_by_the_exercise_done_a_second_time(guest: User, lesson: Lesson) -> None:
    first, _second = do(guest, lesson, key="1"), do(guest, lesson, key="2")
    take_back(learner=lambda _now: guest, outcome=first.pk, now=NOW)
    assert lesson_state(guest, lesson).exercises == {KIND}
    assert LessonProgress.objects.count() == 1


def test_finished_lesson_stays_finished(guest: User) -> None:
    lessons = (lesson for course in catalog().courses.values() for lesson in course.lessons)
    lesson = next(one for one in lessons if KIND in one.exercises)
    row = do(guest, lesson)
    LessonProgress.objects.update(completed_at=NOW)
    take_back(learner=lambda _now: guest, outcome=row.pk, now=NOW)
    assert LessonProgress.objects.get().completed_at == NOW


def test_misjudged_one_of_a_round_taken_back_does_not_come_back(guest: User) -> None:
    row = do(guest, None, kind=ExerciseKind.SPOT_AD)
    tomorrow = timezone.now() + DAY
    assert ads_today(guest, tomorrow).due == (MISSED_AD,)

    take_back(learner=lambda _now: guest, outcome=row.pk, now=NOW)

    assert ads_today(guest, tomorrow).due == ()
    assert kept_rounds().count() == 0
    keep_again(learner=lambda _now: guest, outcome=row.pk, now=NOW)
    assert ads_today(guest, tomorrow).due == (MISSED_AD,)


# ---- presses


def test_pressing_twice_keeps_the_first_moment(guest: User, lesson: Lesson) -> None:
    row = do(guest, lesson)
    for now in (NOW, NOW + DAY):
        take_back(learner=lambda _now: guest, outcome=row.pk, now=now)
    row.refresh_from_db()
    assert row.taken_back_at == NOW


def test_button_under_the_result_pressed_again_keeps_it_after_all(guest: User, lesson: Lesson) -> None:
    row = do(guest, lesson)
    take_back(learner=lambda _now: guest, outcome=row.pk, now=NOW)
    assert do(guest, lesson).pk == row.pk
    assert lesson_state(guest, lesson).exercises == {KIND}


def test_nobody_takes_back_what_another_did(guest: User, lesson: Lesson, client: Client) -> None:
    row, other = do(guest, lesson), make_account("other")
    with pytest.raises(NotYoursError):
        take_back(learner=lambda _now: other, outcome=row.pk, now=NOW)
    client.force_login(other)
    assert client.post(f"{LIST}{row.pk}/take-back/", {"key": "x"}).status_code == 404
    assert "Kept: “" not in words(client, f"{LIST}?done={row.pk}")


def test_press_of_an_old_page_changes_nothing_and_says_so(guest: User, guest_client: Client, lesson: Lesson) -> None:
    row = do(guest, lesson)
    reply = guest_client.post(f"{LIST}{row.pk}/take-back/", {"key": "not-ours"})
    assert reply.status_code == 422
    assert "nothing was recorded" in bare(reply.content.decode())
    row.refresh_from_db()
    assert row.taken_back_at is None


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "99999", "9" * 40, "１"])
def test_odd_numbers_in_an_address_show_nothing(guest_client: Client, lesson: Lesson, number: str) -> None:
    page = guest_client.get(f"/en/learn/{lesson.course}/{lesson.slug}/2/", {"done": number})
    assert page.status_code == 200
    assert "Kept: “" not in page.content.decode()
