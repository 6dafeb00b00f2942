"""Presses that record nothing: forms of others, odd input, questions that are not due."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import StepChoice
from tests.conftest import NOW, VISITOR_TOKEN, make_account, make_guest, sign_in
from tests.learning.planning.steps.presser import DAY, Presser, forms, say, take_up
from tests.learning.planning.steps.stored_steps import buttons, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("button", ["choose", "answer", "reason", "mail"])
def test_form_of_somebody_else_records_nothing(client, guest, lesson, at, settings, button) -> None:
    take_up(guest, lesson)
    say(guest, lesson, 7, "not-yet", now=NOW + 7 * DAY)
    sent = buttons(Presser(Client(), lesson))[button]
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    before = stored()

    reply = client.post(f"{Presser(client, lesson).page}{button}/", sent)

    assert (reply.status_code, stored()) == (422, before)
    page = reply.content.decode()
    assert "This form was opened earlier or by somebody else, so nothing was recorded." in page
    assert "<title>Error: " in page
    assert page.count("autofocus") == 1
    assert 'id="step"' in page


@pytest.mark.parametrize("stood_on", ["lesson", "step"])
def test_refused_press_is_repeated_from_where_it_stood(presser, lesson, stood_on) -> None:
    place = presser.lesson_page if stood_on == "lesson" else presser.page
    refused = presser.press("I’ll do it", place, key="of.another")

    form = next(form for form in forms(refused.content.decode()) if form["label"] == "I’ll do it")
    reply = presser.send(form)

    assert (refused.status_code, reply["Location"]) == (422, f"{place}?step=1")


@pytest.mark.parametrize("button", ["answer", "reason", "mail"])
def test_what_is_not_asked_is_not_kept_and_makes_no_guest(presser, button) -> None:
    sent = buttons(presser)[button]

    reply = presser.client.post(f"{presser.page}{button}/", sent)

    assert reply.status_code == 422
    assert "This is not asked any more" in reply.content.decode()
    assert (User.objects.count(), StepChoice.objects.count()) == (0, 0)


def test_question_that_is_not_due_yet_is_not_answered(presser, at) -> None:
    presser.press("I’ll do it", presser.lesson_page)
    before = stored()
    for days in ("7", "30"):
        form = {**buttons(presser)["answer"], "days": days, "": f"{presser.page}answer/"}
        assert presser.send(form).status_code == 422

    assert stored() == before


@pytest.mark.parametrize(
    ("button", "odd"),
    [
        ("choose", {"choice": "maybe"}), ("choose", {"choice": ""}), ("answer", {"days": "8"}),
        ("answer", {"days": "x", "answer": "DONE"}), ("reason", {"reason": "\x00"}), ("mail", {"wanted": "1"}),
        ("choose", {"key": "x" * 500}), ("choose", {"key": ""}), ("choose", {"page": "elsewhere"}),
    ],
)  # fmt: skip
def test_odd_input_is_refused(presser, button, odd) -> None:
    sent = {**buttons(presser)[button], **odd}

    assert presser.client.post(f"{presser.page}{button}/", sent).status_code == 422
    assert StepChoice.objects.count() == 0


def test_step_of_a_lesson_that_does_not_exist_is_404(client) -> None:
    assert client.get("/en/steps/reading-a-loan/nowhere/").status_code == 404
    assert client.post("/en/steps/nowhere/one-yardstick/choose/", {}).status_code == 404


def test_others_see_nothing_of_what_was_taken_up(guest, lesson, at) -> None:
    take_up(guest, lesson)
    at(NOW + 8 * DAY)
    stranger = Presser(Client(), lesson)
    nobody = stranger.text()

    make_guest("guest-of-the-tests-0002")
    other = Client()
    sign_in(other, make_account())

    assert "I’ll do it" in nobody
    assert "Did you take this up with an account?" in nobody
    assert "Did you do it?" not in nobody + Presser(other, lesson).text()


def test_page_of_a_step_is_not_kept_by_browsers(guest_client, lesson) -> None:
    assert guest_client.get(Presser(guest_client, lesson).page)["Cache-Control"] == "no-store"
