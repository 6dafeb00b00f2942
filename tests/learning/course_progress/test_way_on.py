"""The one next thing, over a table of all that a learner may have done, and the same answer on every page."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import CourseState, LessonLine, LessonStatus
from courses.learning.course_progress.standing import CheckStanding
from courses.learning.course_progress.way_on import NextThing, WayOnKind, next_thing
from courses.learning.models import LearningRecord, LessonProgress, ReviewCard
from courses.learning.planning.paths.goals import chosen
from courses.learning.planning.paths.ordering import OrderedPath, ordered
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import Browser, wrong_answer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PASSED = CheckStanding(is_tried=True, passed_at=NOW - timedelta(hours=1))


@dataclass(frozen=True)
class Stood:
    """A standing made for the table."""

    states: tuple[CourseState, ...]
    checks: dict[str, CheckStanding] = field(default_factory=dict)
    records: frozenset[str] = frozenset()
    due: int = 0
    path: OrderedPath | None = None


def other_course() -> Course:
    return replace(catalog().courses["reading-a-loan"], slug="another")


def state(course: Course, done: str = "", at: datetime = NOW) -> CourseState:
    """`done`: a letter a lesson, in the order of the course: d done, p in progress, anything else not started."""
    words = {"d": LessonStatus.COMPLETED, "p": LessonStatus.IN_PROGRESS}
    lines = []
    for number, lesson in enumerate(course.lessons):
        status = words.get(done[number : number + 1], LessonStatus.NOT_STARTED)
        touched_at = None if status is LessonStatus.NOT_STARTED else at + number * HOUR / 60
        lines.append(LessonLine(lesson.slug, lesson, status, touched_at))
    return CourseState(course, tuple(lines))


def said(standing: Stood, *, within: Course | None = None, asked: tuple[Course, Lesson] | None = None) -> str:
    found = next_thing(standing, within=within, asked=asked)
    marks = [name for name in ("first", "begun", "tried", "asked") if getattr(found, f"is_{name}")]
    place = f"{found.course.slug}/{found.position}" if found.lesson else found.course.slug if found.course else ""
    return " ".join([found.kind, *([place] if place else []), *marks])


ONE = "reading-a-loan"
ALL = "ddddddd"
PASSED_LATER = CheckStanding(is_tried=True, passed_at=NOW + HOUR)
OPEN_LATER, OPEN_BEFORE = CheckStanding(open_since=NOW + HOUR), CheckStanding(open_since=NOW - HOUR)
TABLE = [  # lessons of two courses, checks, records, due review, a task (lesson 4 of the second) → home, first course
    ("", "", {}, "", 0, 0, f"lesson {ONE}/1 first", f"lesson {ONE}/1 first"),
    ("", "", {}, "", 0, 1, "lesson another/4 first asked", f"lesson {ONE}/1 first"),
    ("p", "", {}, "", 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("p", "", {}, "", 3, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("p", "", {}, "", 3, 1, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("d", "", {}, "", 3, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("d", "", {}, "", 3, 1, "lesson another/4 first asked", f"lesson {ONE}/2"),
    ("-d", "", {}, "", 0, 0, f"lesson {ONE}/3", f"lesson {ONE}/3"),
    ("-dddddd", "", {}, "", 0, 0, f"lesson {ONE}/1", f"lesson {ONE}/1"),
    ("pd", "", {}, "", 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("", "d", {}, "", 0, 0, "lesson another/2", f"lesson {ONE}/1 first"),
    ("d", "", {ONE: OPEN_LATER}, "", 0, 0, f"check {ONE} begun", f"check {ONE} begun"),
    ("d", "", {ONE: OPEN_BEFORE}, "", 0, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("", "", {ONE: OPEN_LATER}, "", 0, 1, f"check {ONE} begun", f"check {ONE} begun"),
    (ALL, "", {}, "", 5, 0, f"check {ONE}", f"check {ONE}"),
    (ALL, "", {ONE: OPEN_BEFORE}, "", 5, 0, f"check {ONE} begun", f"check {ONE} begun"),
    (ALL, "", {ONE: CheckStanding(is_tried=True)}, "", 5, 0, f"check {ONE} tried", f"check {ONE} tried"),
    (ALL, "", {ONE: PASSED}, "", 5, 0, f"record {ONE}", f"record {ONE}"),
    ("d", "", {ONE: PASSED}, "", 5, 0, f"lesson {ONE}/2", f"lesson {ONE}/2"),
    ("d", "", {ONE: PASSED_LATER}, "", 5, 0, f"record {ONE}", f"record {ONE}"),
    ("", "", {ONE: PASSED_LATER}, "", 0, 0, f"record {ONE}", f"record {ONE}"),
    ("", "", {ONE: PASSED_LATER}, ONE, 0, 0, f"lesson {ONE}/1 first", f"lesson {ONE}/1 first"),
    (ALL, "", {ONE: PASSED}, ONE, 5, 0, "review", "review"),
    (ALL, "", {ONE: PASSED}, ONE, 5, 1, "lesson another/4 first asked", "review"),
    (ALL, "", {ONE: PASSED}, ONE, 0, 0, "course another", "course another"),
    (ALL, "p", {ONE: PASSED}, ONE, 0, 0, "lesson another/1 begun", "lesson another/1 begun"),
    (ALL, "p", {ONE: PASSED}, ONE, 5, 0, "lesson another/1 begun", "review"),
    (ALL, ALL, {ONE: PASSED}, ONE, 0, 0, "check another", "check another"),
    (ALL, ALL, {ONE: PASSED, "another": PASSED}, f"{ONE} another", 2, 0, "review", "review"),
    (ALL, ALL, {ONE: PASSED, "another": PASSED}, f"{ONE} another", 0, 0, "practice", "practice"),
]


@pytest.mark.parametrize(("first", "second", "checks", "records", "due", "task", "home", "in_course"), TABLE)
def test_next_thing_of_every_standing(course, first, second, checks, records, due, task, home, in_course) -> None:
    other = other_course()
    standing = Stood((state(course, first), state(other, second)), checks, frozenset(records.split()), due)
    asked = (other, other.lessons[3]) if task else None

    assert (said(standing, asked=asked), said(standing, within=course)) == (home, in_course)


@pytest.mark.parametrize(("kind", "offers"), [(WayOnKind.LESSON, True), (WayOnKind.PRACTICE, False)])
def test_path_is_offered_while_there_is_something_to_order(kind, offers) -> None:
    with override("en"):
        page = render_to_string("courses/learning/planning/paths/line.html", {"paths": {}, "way_on": NextThing(kind)})

    assert ("Make your path" in page) is offers


@pytest.mark.parametrize(("due", "instead"), [(0, "course"), (3, "review")])
def test_learner_who_wants_no_record_is_led_on_too(course, due, instead) -> None:
    standing = Stood((state(course, ALL), state(other_course())), {ONE: PASSED_LATER}, due=due)
    found = next_thing(standing, within=course)

    assert found.kind == "record"
    assert found.instead
    assert found.instead.kind == instead
    assert found.key != replace(found, instead=None).key


def on_path(*states: CourseState, goals: tuple[str, ...] = ("late",)) -> OrderedPath:
    """The path of somebody for whom, of these two courses, what to do about a late payment matters."""
    return ordered(states, chosen(goals), {})


PATHS = [  # lessons of two courses, checks, due review, a task (lesson 4 of the second) → home, first course
    ("", "", {}, 0, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "d", {}, 0, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "d", {}, 3, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "p", {}, 0, 0, "lesson another/1 begun", f"lesson {ONE}/6 first"),
    ("", "d", {}, 0, 1, "lesson another/4 asked", f"lesson {ONE}/6 first"),
    ("p", "", {}, 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("-----d", "", {}, 0, 0, f"lesson {ONE}/7", f"lesson {ONE}/7"),
    ("", "d", {"another": OPEN_LATER}, 0, 0, "check another begun", f"lesson {ONE}/6 first"),
    ("", ALL, {}, 0, 0, "check another", f"lesson {ONE}/6 first"),
    ("", ALL, {"another": PASSED}, 3, 0, "record another", f"lesson {ONE}/6 first"),
    (ALL, "", {ONE: PASSED_LATER}, 0, 0, f"record {ONE}", f"record {ONE}"),
]


@pytest.mark.parametrize(("first", "second", "checks", "due", "task", "home", "in_course"), PATHS)
def test_next_thing_of_every_standing_on_a_path(course, first, second, checks, due, task, home, in_course) -> None:
    other = other_course()
    states = (state(course, first), state(other, second))
    standing = Stood(states, checks, frozenset(), due, on_path(*states))
    asked = (other, other.lessons[3]) if task else None

    assert (said(standing, asked=asked), said(standing, within=course)) == (home, in_course)


def test_next_new_course_is_the_next_of_the_path(course) -> None:
    third = replace(course, slug="missing-a-payment", lessons=catalog().courses["missing-a-payment"].lessons)
    states = (state(course, ALL), state(other_course()), state(third))
    standing = Stood(states, {ONE: PASSED}, frozenset([ONE]), 0, on_path(*states))

    assert said(standing, within=course) == "course missing-a-payment"
    assert said(replace(standing, path=None), within=course) == "course another"


def test_next_lesson_of_a_path_says_why(course) -> None:
    states = (state(course), state(other_course()))

    with override("en"):
        assert next_thing(Stood(states, path=on_path(*states))).because == (
            "You said: “I am late with a repayment, or soon will be”."
        )
    assert next_thing(Stood(states)).because == ""


def test_course_last_worked_on_comes_first(course) -> None:
    standing = Stood((state(course, "d"), state(other_course(), "d", NOW + 2 * HOUR)))

    assert said(standing) == "lesson another/2"


def test_finished_course_without_a_check_leads_to_the_next_course(course) -> None:
    unchecked = replace(course, draw={}, passing=0)

    assert said(Stood((state(unchecked, ALL), state(other_course())))) == "course another"


def test_site_without_courses_leads_to_the_exercises() -> None:
    assert said(Stood(())) == "practice"


def untouched(course: Course) -> Course:
    """The first other course of the site, which nobody here has begun."""
    return next(other for other in catalog().courses.values() if other.slug != course.slug)


def mains(page: str) -> list[str]:
    """The main buttons of a page."""
    return re.findall(r'<(?:a|button)[^>]*class="(?:button )?main"[^>]*>', page)


def way_on(page: str) -> str:
    (main,) = mains(page)
    return re.search(r'href="([^"]+)"', main)[1]


@pytest.fixture
def finished(guest, course):
    """A guest who has done every lesson."""
    for number, lesson in enumerate(course.lessons):
        LessonProgress.objects.create(
            learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, completed_at=NOW,
            touched_at=NOW + number * HOUR / 60,
        )  # fmt: skip
    return guest


def passed(learner, course) -> None:
    learner.check_attempts.create(
        key="passed", course=course.slug, course_version=course.version, kind="final", seed=1, drawn=[], started_at=NOW,
        sent_at=NOW, right=10, asked=10, passed=True,
    )  # fmt: skip


def issued(learner, course) -> LearningRecord:
    return learner.records.create(
        key="issued", code="A" * 26, course=course.slug, course_version=course.version, right=10, asked=10,
        passed_on=NOW.date(), issued_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("path", ["", "courses/reading-a-loan/", "me/"])
@pytest.mark.parametrize("stage", ["nothing", "lessons", "passed", "record", "review"])
def test_home_course_and_progress_have_one_main_and_it_is_the_same(
    request, client, guest_client, course, path, stage
) -> None:
    browser = client if stage == "nothing" else guest_client
    first = course if path.startswith("courses/") else next(iter(catalog().courses.values()))
    expected = f"/en/learn/{first.slug}/{first.lessons[0].slug}/"
    if stage != "nothing":
        finished = request.getfixturevalue("finished")
        expected = "/en/courses/reading-a-loan/check/"
    if stage in ("passed", "record", "review"):
        passed(finished, course)
        expected = "/en/me/records/new/reading-a-loan/"
    if stage in ("record", "review"):
        issued(finished, course)
        expected = f"/en/courses/{untouched(course).slug}/"
    if stage == "review":
        question = course.lessons[0].marked_questions[0]
        ReviewCard.objects.create(
            learner=finished, course=course.slug, lesson=question.lesson, question=question.id, due_at=NOW,
            reviewed_at=NOW, state={},
        )  # fmt: skip
        expected = "/en/review/"

    assert way_on(browser.get(f"/en/{path}").content.decode()) == expected


def test_last_lesson_leads_to_the_final_check(finished, guest_client, course) -> None:
    last = course.lessons[-1]
    finished.lessons.filter(lesson=last.slug).delete()

    Browser(guest_client, last).finish()

    end = Browser(guest_client, last).read().split('id="lesson-end"')[1]
    assert way_on(end) == "/en/courses/reading-a-loan/check/"


def test_missed_questions_stand_folded_below_the_next_lesson(client, course) -> None:
    first, second, *_ = course.lessons
    browser = Browser(client, first)
    for question in first.marked_questions:
        browser.answer(question, wrong_answer(question))
        browser.answer(question, right_answer(question))

    end = browser.read().split('id="lesson-end"')[1]

    assert way_on(end.split('<details id="missed">')[0]) == f"/en/learn/{course.slug}/{second.slug}/"
    assert "Let’s try these again" in end.split('<details id="missed">')[1]


def test_missed_questions_are_unfolded_for_whoever_answers_them(client, course) -> None:
    first = course.lessons[0]
    browser = Browser(client, first)
    for question in first.marked_questions:
        browser.answer(question, wrong_answer(question))
        browser.answer(question, right_answer(question))
    missed = first.marked_questions[0]

    page = client.get(f"{browser.page()}?answered-again={missed.id}").content.decode()

    assert '<details id="missed" open>' in page


def test_record_page_leads_on_to_the_next_course(finished, guest_client, course) -> None:
    passed(finished, course)
    record = issued(finished, course)

    page = guest_client.get(f"/en/me/records/{record.pk}/").content.decode()

    assert way_on(page) == f"/en/courses/{untouched(course).slug}/"


def test_end_of_review_leads_to_the_lesson_that_waits(guest_client, guest, course) -> None:
    lesson = course.lessons[2]
    LessonProgress.objects.create(
        learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, touched_at=NOW
    )  # fmt: skip

    page = guest_client.get("/en/review/").content.decode()

    assert way_on(page) == f"/en/learn/{course.slug}/{lesson.slug}/go-on/"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_next_thing_has_words_and_an_address(course, language) -> None:
    other = other_course()
    with override(language):
        for first, second, checks, records, due, *_ in TABLE:
            standing = Stood((state(course, first), state(other, second)), checks, frozenset(records.split()), due)
            found = next_thing(standing)
            assert found.url.startswith(f"/{language}/")
            assert found.words
            assert bool(re.search("[\u4e00-\u9fff]", found.words)) == (language == "zh-hans")
