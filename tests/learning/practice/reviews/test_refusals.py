"""What a review refuses: strangers, old forms, wrong methods, odd addresses; and what it then says."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import Answer, ReviewCard
from literacy.demo.learner import right_answer
from tests.conftest import NOW, sign_in
from tests.learning.answers import Browser, fields, wrong_answer
from tests.learning.practice.reviews.reviewer import DUE, Reviewer, learn, text_of

pytestmark = pytest.mark.django_db


def test_question_that_is_not_due_leads_to_the_overview(guest, guest_client, lesson, at) -> None:
    at(NOW)
    question = lesson.marked_questions[0]
    learn(guest, (question,))

    reply = guest_client.get(Reviewer(guest_client).url(question))

    assert (reply.status_code, reply["Location"]) == (302, "/en/review/")


def test_strangers_card_is_404_and_nothing_is_written(questions, lesson) -> None:
    stranger = Client()
    Browser(stranger, lesson).answer(questions[0], wrong_answer(questions[0]))  # a guest, with no card yet
    key = Browser(stranger, lesson).form_key()
    stranger_reviews = Reviewer(stranger)
    before = Answer.objects.count()

    replies = [
        stranger.get(stranger_reviews.url(questions[0])),
        stranger_reviews.answer(questions[0], right_answer(questions[0]), key=key),
        stranger_reviews.show(questions[0], key=key),
    ]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert Answer.objects.count() == before
    assert ReviewCard.objects.filter(rounds__gt=0).count() == 0


def test_visitor_with_a_form_of_his_own_is_404_and_becomes_no_guest(questions, lesson) -> None:
    visitor = Client()
    key = Browser(visitor, lesson).form_key()
    people = User.objects.count()

    reply = Reviewer(visitor).answer(questions[0], right_answer(questions[0]), key=key)

    assert reply.status_code == 404
    assert User.objects.count() == people


def test_form_of_somebody_else_records_nothing_and_keeps_the_choice(reviewer, questions, lesson) -> None:
    question = next(one for one in questions if one.kind == "single")
    given = right_answer(question)
    foreign = Browser(Client(), lesson).form_key()

    reply = reviewer.answer(question, given, key=foreign)

    assert reply.status_code == 422
    assert f'value="{given}" id="review-{question.id}-{given}" checked' in reply.content.decode()
    assert Answer.objects.filter(occasion="review").count() == 0


def test_answer_sent_after_signing_out_waits_for_the_sign_in(account, client, lesson, at) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    learn(account, (question,))
    at(DUE)
    given, reviewer = right_answer(question), Reviewer(sign_in(client, account))
    key = reviewer.form_key(question)
    client.logout()
    waiting = reviewer.url(question)

    reply = reviewer.answer(question, given, key=key)
    link = r'href="([^"]+)"[^>]*>Sign in to send this answer'
    to_sign_in = unescape(re.search(link, reply.content.decode())[1])
    nobody = client.get(waiting)
    page = sign_in(client, account).get(waiting).content.decode()

    assert (reply.status_code, nobody.status_code) == (422, 404)  # without sign-in it is nobody's card
    assert unquote(to_sign_in).startswith(f"/en/account/login/?next={waiting}")
    assert "It is still here as you left it" in page
    assert f'id="review-{question.id}-{given}" checked' in page
    assert Answer.objects.filter(occasion="review").count() == 0


def test_no_choice_is_422_with_the_reason_and_is_no_try(reviewer, questions) -> None:
    question = questions[0]

    reply = reviewer.client.post(
        f"{reviewer.url(question)}answer/", {"key": reviewer.form_key(question), "version": question.version}
    )

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: Review: question 1 of " in page
    assert f'href="/zh-hans/review/{question.course}/{question.lesson}/{question.id}/"' in page
    assert Answer.objects.filter(occasion="review").count() == 0


def test_reworded_question_is_not_marked_by_the_old_form(reviewer, questions) -> None:
    question = questions[0]
    key = reviewer.form_key(question)

    reply = reviewer.client.post(
        f"{reviewer.url(question)}answer/", {"key": key, "version": "an-older-wording", "choice": "a"}
    )

    assert reply.status_code == 422
    assert "reworded after you opened it" in reply.content.decode()
    assert Answer.objects.filter(occasion="review").count() == 0


def test_tries_at_an_older_wording_are_shown_as_none(reviewer, questions) -> None:
    question = questions[0]
    reviewer.answer(question, wrong_answer(question))
    Answer.objects.filter(occasion="review").update(version="an-older-wording")

    page = reviewer.page(question)

    assert "Not yet" not in page
    assert "Check answer" in page


def test_lesson_form_cannot_pose_as_a_review(guest_client, questions, lesson) -> None:
    browser = Browser(guest_client, lesson)
    key = Reviewer(guest_client).form_key(questions[0])

    reply = browser.answer(questions[0], right_answer(questions[0]), key=key, occasion="review")

    assert reply.status_code == 422
    assert Answer.objects.filter(occasion="review").count() == 0


def test_wrong_methods_are_405(reviewer, questions) -> None:
    url = reviewer.url(questions[0])

    assert reviewer.client.post("/en/review/").status_code == 405
    assert reviewer.client.post(url).status_code == 405
    assert reviewer.client.get(f"{url}answer/").url == url
    assert reviewer.client.get(f"{url}show/").url == url


@pytest.mark.parametrize(
    "place", ["reading-a-loan/one-yardstick/no-such", "reading-a-loan/no-such/apr", "no-such/one-yardstick/apr"]
)
def test_what_does_not_exist_is_404(reviewer, questions, place) -> None:
    assert reviewer.client.get(f"/en/review/{place}/").status_code == 404
    assert reviewer.client.post(f"/en/review/{place}/answer/").status_code == 404


@pytest.mark.parametrize("query", ["?answered=%00", "?again=<script>", "?carried=1", "?kept=" + "x" * 5000])
def test_odd_queries_are_harmless(reviewer, questions, query) -> None:
    reply = reviewer.client.get(reviewer.url(questions[0]) + query)

    assert reply.status_code == 200
    assert "<script>" not in reply.content.decode()


def test_other_guest_cookie_sees_another_review(questions) -> None:
    other = Client()
    other.cookies[settings.VISITOR_COOKIE_NAME] = "guest-of-the-tests-0002"

    assert "Nothing to review yet." in text_of(Reviewer(other).home())


def _away(*_: object) -> None:
    raise OperationalError("the database is away")


def test_review_waits_while_storage_is_away_and_the_front_page_opens(reviewer, questions) -> None:
    question, key = questions[0], reviewer.form_key(questions[0])

    with connection.execute_wrapper(_away):
        overview = reviewer.client.get("/en/review/")
        shown = reviewer.client.get(reviewer.url(question))
        sent = reviewer.answer(question, right_answer(question), key=key)
        front = reviewer.client.get("/en/")

    assert [reply.status_code for reply in (overview, shown, sent, front)] == [503, 503, 503, 200]
    assert f'name="{next(iter(fields(question, right_answer(question))))}"' in sent.content.decode()
    assert Answer.objects.filter(occasion="review").count() == 0
