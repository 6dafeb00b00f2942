"""The end of a course: before and after with their numbers, sentences to keep, one thing to do, what leads on."""

import re

import pytest

from courses.learning.course_progress.ending import bars_of
from courses.learning.exams.results import Gain, GainLine
from courses.learning.models import CheckAttempt, LessonProgress
from tests.conftest import NOW
from tests.learning.sharing.certificates.holder import passed, recorded

pytestmark = pytest.mark.django_db
PAGE = "/en/courses/reading-a-loan/"


@pytest.fixture
def finished(guest, course):
    """A guest who has done every lesson."""
    for lesson in course.lessons:
        LessonProgress.objects.create(
            learner=guest, course=course.slug, lesson=lesson.slug, opened_at=NOW, completed_at=NOW, touched_at=NOW
        )
    return guest


def sat(learner, course, kind: str, right: int) -> CheckAttempt:
    """A sent check with its answers, the first `right` of them right."""
    slots = [(lesson, slot) for lesson in course.lessons for slot in course.draw.get(lesson.slug, ())]
    drawn = []
    for lesson, slot in slots:
        question = next(one for one in lesson.pool.values() if slot in (one.body.outcome, one.body.slot))
        drawn.append([lesson.slug, slot, question.id, question.version])
    attempt = CheckAttempt.objects.create(
        learner=learner, key=kind, course=course.slug, course_version=course.version, kind=kind, seed=1, drawn=drawn,
        started_at=NOW, sent_at=NOW, right=right, asked=len(drawn), passed=right >= course.passing,
    )  # fmt: skip
    for number, (lesson, _slot, question, version) in enumerate(drawn):
        is_right = number < right
        attempt.answers.create(
            lesson=lesson, question=question, version=version, given="a" if is_right else "",
            result="right" if is_right else "unknown", at=NOW,
        )  # fmt: skip
    return attempt


@pytest.mark.usefixtures("check_of_ten_items")
def test_course_with_its_check_passed_ends_on_its_page(finished, guest_client, course) -> None:
    sat(finished, course, "diagnostic", 4)
    sat(finished, course, "final", 9)

    page = guest_client.get(PAGE).content.decode()

    assert "<h1>Reading a loan: you finished it</h1>" in page
    assert 'aria-label="Before the course: 4 of 10 right; After the course: 9 of 10 right"' in page
    assert page.count('class="rule"') == len(course.lessons)
    assert course.lessons[-1].page("en").takeaway in page
    assert f'href="/en/steps/{course.slug}/{course.lessons[-1].slug}/"' in page
    (main,) = re.findall(r'<a class="button main" href="([^"]+)"', page)
    assert main == "/en/me/records/new/reading-a-loan/"


def test_course_end_shows_the_record_that_there_is(finished, guest_client) -> None:
    passed(finished)
    record = recorded(finished)

    page = guest_client.get(PAGE).content.decode()

    assert f'href="/en/me/records/{record.pk}/">See learning record' in page
    assert 'href="/en/me/records/new/reading-a-loan/"' not in page
    assert 'aria-label="Final check: 9 of 10 right"' in page


@pytest.mark.parametrize("right", [None, 4])
def test_course_whose_check_is_not_passed_does_not_end(finished, guest_client, right) -> None:
    if right is not None:
        passed(finished, right=right, is_passed=False)

    page = guest_client.get(PAGE).content.decode()

    assert "you finished it" not in page
    assert "<h1>Reading a loan</h1>" in page
    assert '<a class="button main" href="/en/courses/reading-a-loan/check/">' in page


def test_course_with_a_lesson_left_does_not_end(finished, guest_client, course) -> None:
    passed(finished)
    finished.lessons.filter(lesson=course.lessons[2].slug).delete()

    assert "you finished it" not in guest_client.get(PAGE).content.decode()


def test_bars_have_one_box_a_question_and_fit_the_drawing() -> None:
    lines = tuple(GainLine(None, None, "right" if n < 3 else "wrong", "right") for n in range(7))
    bars = bars_of(Gain(lines), None)

    assert bars is not None
    before, after = (list(bar.boxes) for bar in bars.rows)
    assert [sum(box.is_right for box in row) for row in (before, after)] == [3, 7]
    assert float(after[-1].x) + float(after[-1].width) == pytest.approx(360, abs=0.2)
    assert after[0].y > before[0].y + 22


@pytest.mark.parametrize(("kind", "right"), [("diagnostic", 3), ("final", 3)])
def test_low_check_leads_to_the_lessons_that_fit_by_name(guest_client, guest, course, kind, right) -> None:
    sat(guest, course, kind, right)
    slots = [lesson for lesson in course.lessons for _slot in course.draw.get(lesson.slug, ())]
    fitting = list(dict.fromkeys(lesson.slug for lesson in slots[right:]))

    box = guest_client.get("/en/me/").content.decode().split("These lessons fit what was not right yet:")[1]

    assert re.findall(r'href="/en/learn/reading-a-loan/([^/]+)/"', box.split("</ul>")[0]) == fitting


@pytest.mark.usefixtures("check_of_ten_items")
def test_passed_check_names_no_lessons(guest_client, guest, course) -> None:
    sat(guest, course, "final", 9)

    assert "These lessons fit" not in guest_client.get("/en/me/").content.decode()


def test_result_of_the_first_check_names_the_lessons_that_fit(guest_client, guest, course) -> None:
    attempt = sat(guest, course, "diagnostic", 3)

    page = guest_client.get(f"/en/courses/reading-a-loan/check/{attempt.pk}/result/").content.decode()

    listed = page.split("These lessons fit what was not right yet:")[1].split("</ul>")[0]
    assert f'href="/en/learn/reading-a-loan/{course.lessons[-1].slug}/"' in listed
    assert f'href="/en/learn/reading-a-loan/{course.lessons[0].slug}/"' not in listed
