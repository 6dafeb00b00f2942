"""Somebody reads out and presses for a learner: begun, seen, marked in what is kept, ended; and the right table."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.results.outcome import Outcome
from courses.learning.models import Answer, CheckAnswer, CheckAttempt, WellbeingResult
from courses.learning.outcomes.actions import record_outcome
from courses.privacy.export import collect
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import Browser
from tests.learning.planning.paths.walker import Walker
from tests.learning.wellbeing.filler import Filler, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("check_of_ten_items", "clock")]

PAGE = "/en/me/with-help/"
ON = "somebody reads out and presses for you"


def begin(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert client.post(f"{PAGE}begin/", {"key": key}).status_code == 303


def first_answer(client: Client, lesson) -> Answer:
    question = lesson.marked_questions[0]
    Browser(client, lesson).answer(question, right_answer(question))
    return Answer.objects.latest("pk")


def test_answers_are_marked_from_beginning_to_ending(account_client, lesson) -> None:
    begin(account_client)
    helped = first_answer(account_client, lesson)
    account_client.post(f"{PAGE}end/", {"next": PAGE})
    question = lesson.marked_questions[1]
    Browser(account_client, lesson).answer(question, right_answer(question))

    assert helped.is_assisted
    assert not Answer.objects.latest("pk").is_assisted
    assert Answer.objects.get(pk=helped.pk).is_assisted  # what was given with help stays marked


@pytest.mark.parametrize("is_helped", [True, False])
def test_exercise_that_is_kept_says_whether_it_was_done_with_help(account, clock, is_helped) -> None:
    account.assisted_until = NOW + timedelta(hours=1) if is_helped else None

    row = record_outcome(learner=lambda _now: account, outcome=Outcome(ExerciseKind.SPOT_AD, None), key="k", now=NOW)

    assert row.is_assisted is is_helped


def test_quick_check_of_a_path_says_that_one_of_its_answers_had_help(account_client) -> None:
    walker = Walker(account_client)
    walker.begun()
    walker.answer(1)
    assert not walker.path.is_assisted
    begin(account_client)

    walker.answer(2)
    account_client.post(f"{PAGE}end/", {"next": PAGE})
    walker.answer(3)

    assert walker.path.is_assisted


def test_it_ends_by_itself_after_three_hours(account_client, lesson, clock) -> None:
    begin(account_client)
    clock.shift(timedelta(hours=3))

    assert ON not in account_client.get(PAGE).content.decode()
    assert not first_answer(account_client, lesson).is_assisted


def test_every_page_of_the_learner_says_so_and_ends_it_with_one_press(account_client, lesson) -> None:
    step = f"/en/learn/{lesson.course}/{lesson.slug}/2/"
    assert ON not in account_client.get(step).content.decode()
    begin(account_client)

    page = account_client.get(step).content.decode()
    assert ON in page
    assert f'action="{PAGE}end/"' in page
    left = account_client.post(f"{PAGE}end/", {"next": step})
    assert (left.status_code, left["Location"]) == (303, step)
    assert ON not in account_client.get(step).content.decode()


def test_a_visitor_who_begins_it_is_a_guest_and_others_see_nothing_of_it(client, lesson) -> None:
    step = f"/en/learn/{lesson.course}/{lesson.slug}/2/"
    begin(client)

    assert ON in client.get(step).content.decode()
    assert ON not in Client().get(step).content.decode()  # neither page nor frame was kept for somebody else
    assert first_answer(client, lesson).is_assisted


def test_form_of_somebody_else_begins_nothing(account_client, account) -> None:
    reply = account_client.post(f"{PAGE}begin/", {"key": "made.elsewhere"})

    account.refresh_from_db()
    assert (reply.status_code, account.assisted_until) == (422, None)


def test_check_is_marked_once_one_of_its_answers_was_given_with_help(account_client, account, course) -> None:
    begun = account_client.get(f"/en/courses/{course.slug}/check/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', begun)[1]
    action = re.search(r'action="([^"]+/check/[^"]*)"', begun)[1]
    question = account_client.post(action, {"key": key})["Location"]
    assert not CheckAttempt.objects.get().is_assisted
    begin(account_client)
    page = account_client.get(question).content.decode()
    unknown = re.search(r'id="unknown"\s+action="([^"]+)"', page)[1]
    account_client.post(unknown, {"key": re.search(r'name="key" value="([^"]+)"', page)[1]})

    assert CheckAttempt.objects.get().is_assisted
    assert CheckAnswer.objects.get().language == "en"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_answers_say_in_which_language_they_were_asked(account_client, lesson, language) -> None:
    question = lesson.marked_questions[0]
    Browser(account_client, lesson, language).answer(question, right_answer(question))

    assert Answer.objects.get().language == language


def test_wellbeing_uses_the_table_for_being_read_to_without_asking(account_client) -> None:
    begin(account_client)
    page = account_client.get("/en/wellbeing/").content.decode()
    sent = {**filled(age="62+"), "mode": "self"}  # of a page opened before: the table is that of today's sitting
    shown = account_client.post("/en/wellbeing/", sent).content.decode()

    assert 'name="mode"' not in page
    assert "Somebody reads the statements to you" in page
    assert '<p class="score">54</p>' in shown  # alone it would be 57
    Filler(account_client).keep(age="62+")
    assert WellbeingResult.objects.get().mode == WellbeingResult.MODES[1][0]


def test_export_says_what_was_given_with_help(account_client, account, lesson) -> None:
    begin(account_client)
    first_answer(account_client, lesson)

    told = {one.table.model: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in collect(account)}
    assert told["accounts.User"][0]["assisted_until"]
    assert told["learning.Answer"][0]["is_assisted"] is True
