"""The question on later days, and the smaller step."""

import pytest
from django.utils.translation import override

from courses.learning.models import StepChoice
from courses.learning.planning.steps.shown import SMALLER_STEPS
from tests.conftest import NOW
from tests.learning.planning.steps.presser import DAY, Presser, forms, take_up
from tests.learning.planning.steps.stored_steps import PLACES, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", PLACES)
def test_question_comes_after_seven_days_at_the_next_visit(presser, at, place) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 6 * DAY)
    assert "Did you do it?" not in presser.text(place)

    at(NOW + 9 * DAY)
    assert "Did you do it?" in presser.text(place)
    reply = presser.press("Done", place)

    assert (reply.status_code, reply["Location"]) == (303, f"{presser.page}?step=1")
    row = StepChoice.objects.get()
    assert (row.after_7, row.after_7_at, row.after_30) == ("done", NOW + 9 * DAY, "")
    assert "Done. We will not ask about it again." in presser.text(reply["Location"])
    at(NOW + 90 * DAY)
    assert "Did you do it?" not in presser.text(place)


def test_partly_done_is_asked_about_once_more_after_thirty_days(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    reply = presser.press("Partly", "/en/")
    assert "We ask once more from Dec. 25, 2026 on." in presser.text(reply["Location"])
    assert "Did you do it?" not in presser.text("/en/")

    at(NOW + 30 * DAY)
    presser.press("Done", "/en/")

    row = StepChoice.objects.get()
    assert (row.after_7, row.after_30) == ("partly", "done")
    assert "Did you do it?" not in presser.text("/en/")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("reason", "label", "zh"),
    [
        ("forgot", "I forgot", "忘了"),
        ("too-hard", "Too hard", "太难"),
        ("no-time", "No time", "没时间"),
        ("not-needed", "No longer needed", "不再需要"),
    ],
)
def test_not_yet_asks_why_and_answers_with_a_smaller_step(client, lesson, at, language, reason, label, zh) -> None:
    presser = Presser(client, lesson, language)
    presser.press("I’ll do it" if language == "en" else "我去做", presser.lesson_page)
    at(NOW + 7 * DAY)
    reply = presser.press("Not done yet" if language == "en" else "还没做", f"/{language}/")
    assert ("What was in the way?" if language == "en" else "是什么原因？") in presser.text(reply["Location"])

    reply = presser.press(label if language == "en" else zh, reply["Location"])

    assert StepChoice.objects.get().reason == reason
    with override(language):
        assert str(SMALLER_STEPS[reason]) in presser.text(reply["Location"])
    at(NOW + 30 * DAY)
    question = "Did you do it?" if language == "en" else "你做了吗？"
    assert (question in presser.text(f"/{language}/")) is (reason != "not-needed")


def test_answer_can_be_changed_and_takes_its_reason_along(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    presser.press("Not done yet", "/en/")
    presser.press("I forgot")

    presser.press("Partly")

    row = StepChoice.objects.get()
    assert (row.after_7, row.reason) == ("partly", "")


def test_answer_sent_twice_is_kept_once(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    at(NOW + 7 * DAY)
    form = presser.form("Not done yet", "/en/")
    presser.send(form)
    presser.press("I forgot")
    before = stored()
    at(NOW + 8 * DAY)

    assert presser.send(form).status_code == 303
    assert stored() == before


def test_only_one_question_is_asked_the_one_that_waits_longest(guest_client, guest, course, at) -> None:
    first, second, *_ = course.lessons
    take_up(guest, second, now=NOW)
    take_up(guest, first, now=NOW + DAY)
    at(NOW + 10 * DAY)

    page = guest_client.get("/en/").content.decode()

    assert page.count("Did you do it?") == 1
    asked = {form[""] for form in forms(page) if form[""].startswith("/en/steps/")}
    assert asked == {f"/en/steps/{second.course}/{second.slug}/answer/"}
