"""An answer sent after the sign-in ended: carried through signing in, shown, and sent only by a press."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from courses.catalog.published.library import catalog
from courses.learning.lessons.addresses import step_url
from courses.learning.models import Answer
from tests.accounts.conftest import is_signed_in, last_code, sign_in, with_address
from tests.conftest import VISITOR_TOKEN
from tests.learning.answers import Browser

CARRIED = "carried0"


@pytest.fixture
def question(lesson):
    """The first single choice of the lesson."""
    return next(one for one in lesson.questions.values() if one.kind == "single")


def page_of(question) -> str:
    """The step that asks it."""
    with override("en"):
        lesson = catalog().lesson(question.course, question.lesson)
        return step_url(lesson, question=question.id).partition("#")[0]


def answer(client: Client, question, **more: str):
    """Open the lesson, let the caller's clock do its work between, then send the first choice."""
    return client.post(f"/en/learn/{question.course}/{question.lesson}/questions/{question.id}/", more)


def form_of(client: Client, question) -> dict[str, str]:
    page = client.get(page_of(question)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    return {"key": key, "version": question.version, "occasion": "lesson", "choice": next(iter(question.body.choices))}


@pytest.fixture
def late(client, person, clock, question):
    """What a person sees who sends an answer after 15 minutes on a shared computer."""
    sign_in(client, shared="on")
    form = form_of(client, question)
    clock.shift(901)
    return answer(client, question, **form)


def link_in(response) -> str:
    found = re.search(r'href="([^"]+)">Sign in to send this answer', response.content.decode())
    return found.group(1).replace("&amp;", "&")


def chosen(page: str, question) -> bool:
    key = next(iter(question.body.choices))
    return bool(re.search(rf'value="{key}" id="q-{question.id}-{key}" checked', page))


def test_late_answer_is_not_recorded_and_offers_signing_in(late, question) -> None:
    page = late.content.decode()

    assert late.status_code == 422
    assert chosen(page, question)
    assert link_in(late).startswith("/en/account/login/?next=")
    assert Answer.objects.count() == 0


def test_late_answer_is_shown_after_signing_in_and_not_sent(client, late, question) -> None:
    sign_in_page = client.get(link_in(late)).content.decode()
    carried = sign_in(client, next=re.search(r'name="next" value="([^"]+)"', sign_in_page).group(1)).url

    shown = client.get(carried, follow=True)

    page = shown.content.decode()
    assert "Your answer waits" in sign_in_page
    assert shown.status_code == 200
    assert chosen(page, question)
    assert "It is still here as you left it" in page
    assert "<title>Error" not in page
    assert Answer.objects.count() == 0


def test_late_answer_can_be_sent_after_signing_in(client, late, question, person) -> None:
    page = client.get(sign_in(client, next=f"{page_of(question)}").url).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)

    answer(client, question, key=key, version=question.version, choice=next(iter(question.body.choices)))

    assert [one.learner for one in Answer.objects.all()] == [person]


def test_late_answer_survives_signing_in_by_code(client, late, question, person) -> None:
    with_address(person, "anna@example.org")
    target = f"{page_of(question)}"
    confirm = client.post("/en/account/login/code/", {"email": "anna@example.org", "next": target}).url

    arrived = client.post(confirm, {"code": last_code()}).url

    assert arrived == target
    assert chosen(client.get(arrived).content.decode(), question)


def test_carried_answer_is_shown_once(client, late, question) -> None:
    sign_in(client)
    address = f"{page_of(question)}"
    first, again = client.get(address), client.get(address)

    assert chosen(first.content.decode(), question)
    assert not chosen(again.content.decode(), question)


def test_carried_answer_is_not_shown_to_a_visitor(client, late, question) -> None:
    page = client.get(f"{page_of(question)}").content.decode()

    assert not chosen(page, question)


def test_carried_answer_is_gone_after_15_minutes(client, late, question, clock) -> None:
    clock.shift(901)
    sign_in(client)

    assert not chosen(client.get(f"{page_of(question)}").content.decode(), question)


def test_late_answer_is_not_carried_into_another_lesson(client, late, question, course) -> None:
    client.get(link_in(late))
    sign_in(client)
    other = next(one for one in course.lessons if one.slug != question.lesson)

    elsewhere = client.get(f"/en/learn/{other.course}/{other.slug}/all/").content.decode()
    own = client.get(page_of(question)).content.decode()

    assert "It is still here as you left it" not in elsewhere
    assert " checked>" not in elsewhere
    assert chosen(own, question)


def test_changed_carried_answer_is_ignored(client, late, question) -> None:
    sign_in(client)
    kept = client.cookies[CARRIED].value
    client.cookies[CARRIED] = kept[:-3] + "abc"

    response = client.get(f"{page_of(question)}")

    assert response.status_code == 200
    assert not chosen(response.content.decode(), question)


def test_answer_that_the_browser_cannot_carry_sets_no_cookie(client, person, clock, question) -> None:
    sign_in(client, shared="on")
    form = form_of(client, question)
    clock.shift(901)
    import random

    noise = {f"row-{number}": f"{random.Random(number).getrandbits(780):x}" for number in range(60)}

    response = answer(client, question, **form, **noise)

    assert response.status_code == 422
    assert CARRIED not in response.cookies


def test_form_of_another_person_is_not_recorded_for_whoever_signed_in(client, person, account, question) -> None:
    sign_in(client)
    form = form_of(client, question)
    client.post("/en/account/logout/")
    client.force_login(account)

    response = answer(client, question, **form)

    assert response.status_code == 422
    assert "Sign in to send this answer" not in response.content.decode()
    assert Answer.objects.count() == 0


# ---- learning of a guest


def test_sign_in_with_learning_of_a_guest_asks_whose_it_is_and_keeps_next(client, person, lesson) -> None:
    Browser(client, lesson).show(lesson.marked_questions[0])

    response = sign_in(client, next="/en/courses/")

    assert response.url == "/en/me/claim/?next=%2Fen%2Fcourses%2F"
    assert is_signed_in(client)


def test_sign_in_with_an_unknown_visitor_cookie_asks_nothing(client, person, settings) -> None:
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN

    assert sign_in(client).url == "/en/me/"


def test_my_progress_offers_guests_an_account_and_names_it_to_its_owner(guest_client, client, person) -> None:
    sign_in(client)

    assert "Keep this: create an account" in guest_client.get("/en/me/").content.decode()
    assert "In your account anna." in client.get("/en/me/").content.decode()
