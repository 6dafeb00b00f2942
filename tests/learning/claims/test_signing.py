"""Nothing that was done before an account is lost: whoever signs up keeps it, whoever signs in is asked until it is
answered, on every page about learning, a day later, after signing out, and on another device."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from courses.accounts.models import User
from courses.accounts.visitors.guests import visitor_hash
from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.offers import offer_of, open_offer
from courses.learning.models import Answer, CheckAttempt, ClaimOffer, LessonProgress, StepChoice, WellbeingResult
from literacy.demo.learner import right_answer
from tests.accounts.conftest import PASSWORD, last_code
from tests.accounts.conftest import sign_in as sign_in_as
from tests.conftest import NOW, make_account
from tests.learning.answers import Browser
from tests.learning.claims.claimer import add, answer
from tests.learning.planning.steps.presser import take_up, words
from tests.learning.sharing.certificates.holder import passed

pytestmark = pytest.mark.django_db
ASKS, ADDED = "It is not in your account yet.", "The learning from this browser was added to your account."
KEPT_NOT = "is not in it yet"


@pytest.fixture
def person(db: None) -> User:
    return make_account("anna", password=PASSWORD)


@pytest.fixture
def learned(client, lesson) -> Client:
    """A browser in which one question was answered without an account."""
    question = lesson.marked_questions[0]
    Browser(client, lesson).answer(question, right_answer(question))
    return client


def pages(lesson) -> tuple[str, ...]:
    place = f"{lesson.course}/{lesson.slug}"
    return ("", "courses/", f"courses/{lesson.course}/", f"learn/{place}/", "me/")


def text(client: Client, page: str, language: str = "en") -> str:
    return client.get(f"/{language}/{page}").content.decode()


def sign_up(client: Client, **more: str):
    return client.post("/en/account/signup/", {"username": "mei", "password1": PASSWORD, **more})


def sign_out(client: Client):
    return client.post("/en/account/logout/", follow=True)


# ---- whoever signs up


def test_whoever_signs_up_keeps_what_this_browser_did_at_once(learned, lesson) -> None:
    response = sign_up(learned)

    mei = User.objects.get(username="mei")
    assert response.url == "/en/account/"
    assert [one.learner for one in Answer.objects.all()] == [mei]
    assert lesson.page("en").title in words(text(learned, "me/"))
    assert ADDED in text(learned, "account/")


def test_whoever_signs_up_by_mail_keeps_it_too(learned) -> None:
    confirm = learned.post("/en/account/signup/email/", {"email": "mei@example.org"}).url
    learned.post(confirm, {"code": last_code()})

    assert Answer.objects.get().learner.email == "mei@example.org"


def test_sign_up_leads_where_it_was_asked_to(learned) -> None:
    assert sign_up(learned, next="/en/courses/").url == "/en/courses/"


def test_undo_after_signing_up_stands_on_every_page_about_learning(learned, lesson) -> None:
    sign_up(learned)

    for page in pages(lesson):
        assert ADDED in text(learned, page), page


def test_undo_after_signing_up_gives_it_back_and_can_itself_be_taken_back(learned, lesson) -> None:
    sign_up(learned)
    mei = User.objects.get(username="mei")

    back = learned.post("/en/me/claim/undo/", {"next": "/en/courses/"})
    assert back.url == "/en/courses/"
    assert Answer.objects.get().learner != mei
    assert all(ASKS not in text(learned, page) for page in pages(lesson))

    again = "me/claim/?again=on"
    assert f'href="/en/{again}"' in text(learned, "me/")
    assert 'name="again" value="on"' in text(learned, again)
    learned.post("/en/me/claim/add/", {"again": "on"})
    assert Answer.objects.get().learner == mei


def test_undo_is_offered_on_my_progress_tomorrow_and_until_a_month_has_passed(clock, learned, lesson) -> None:
    sign_up(learned)
    clock.shift(86_400)

    assert [page for page in pages(lesson) if ADDED in text(learned, page)] == ["me/"]

    clock.shift(29 * 86_400)
    assert all(ADDED not in text(learned, page) for page in pages(lesson))


@pytest.mark.parametrize("kind", ["promise", "check", "result", "finished lesson"])
def test_whoever_signs_up_keeps_whatever_it_was(guest_client, guest, lesson, kind) -> None:
    do_one_thing(guest, lesson, kind)

    sign_up(guest_client)

    mei = User.objects.get(username="mei")
    owners = {
        row.learner for table in (StepChoice, CheckAttempt, WellbeingResult, LessonProgress)
        for row in table.objects.all()
    }  # fmt: skip
    assert owners == {mei}


def do_one_thing(guest: User, lesson, kind: str) -> None:
    if kind == "promise":
        take_up(guest, lesson)
    elif kind == "check":
        passed(guest)
    elif kind == "result":
        WellbeingResult.objects.create(
            learner=guest, key="w", occasion="before", age="18-61", mode="self", answers=[2] * 10, score=50, at=NOW
        )
    else:
        LessonProgress.objects.create(
            learner=guest, course=lesson.course, lesson=lesson.slug, opened_at=NOW, touched_at=NOW, completed_at=NOW
        )


# ---- whoever signs in


def test_whoever_leaves_the_question_finds_it_on_every_page_about_learning(learned, person, lesson) -> None:
    assert sign_in_as(learned).url.startswith("/en/me/claim/")

    for page in pages(lesson):
        shown = text(learned, page)
        assert ASKS in shown, page
        assert "/en/me/claim/add/" in shown, page
    assert "这部分内容还不在你的账户里" in text(learned, "me/", "zh-hans")


def test_question_is_still_there_a_day_later(clock, learned, person, lesson) -> None:
    sign_in_as(learned)
    clock.shift(timedelta(days=1, hours=1))

    assert all(ASKS in text(learned, page) for page in pages(lesson))


def test_question_survives_signing_out_and_in_again(learned, person, lesson) -> None:
    sign_in_as(learned)
    sign_out(learned)
    sign_in_as(learned)

    assert all(ASKS in text(learned, page) for page in pages(lesson))
    learned.post("/en/me/claim/add/")
    assert Answer.objects.get().learner == person


def test_question_is_asked_on_another_device_too(clock, learned, person, lesson) -> None:
    sign_in_as(learned, shared="on")
    sign_out(learned)
    clock.shift(timedelta(days=3))
    other = Client()
    sign_in_as(other)

    assert all(ASKS in text(other, page) for page in pages(lesson))


@pytest.mark.parametrize("button", ["add", "leave-out"])
def test_question_is_gone_everywhere_once_it_is_answered(learned, person, lesson, button) -> None:
    sign_in_as(learned)

    back = learned.post(f"/en/me/claim/{button}/", {"next": "/en/courses/"})

    assert back.url == "/en/courses/"
    assert all(ASKS not in text(learned, page) for page in pages(lesson))
    sign_out(learned)
    sign_in_as(learned)
    assert all(ASKS not in text(learned, page) for page in pages(lesson))


def test_no_can_be_taken_back_the_next_day(clock, learned, person) -> None:
    sign_in_as(learned)
    learned.post("/en/me/claim/leave-out/")
    sign_out(learned)
    clock.shift(timedelta(days=1))
    sign_in_as(learned)

    link = re.search(r'href="(/en/me/claim/\?again=on)"', text(learned, "me/"))
    assert "1 answer" in learned.get(link[1]).content.decode()
    learned.post("/en/me/claim/add/", {"again": "on"})

    assert Answer.objects.get().learner == person


def test_second_no_changes_nothing(learned, person) -> None:
    sign_in_as(learned)
    for again in ({}, {"again": "on"}, {}):
        learned.post("/en/me/claim/leave-out/", again)

    assert ClaimOffer.objects.get().declined_at is not None
    assert Answer.objects.get().learner.visitor


def test_facilitators_pages_do_not_ask(learned, person) -> None:
    sign_in_as(learned)

    assert ASKS not in text(learned, "organizations/new/")
    assert ASKS not in text(learned, "help-now/")


def test_person_without_a_guest_behind_her_is_asked_nothing(client, person, lesson) -> None:
    sign_in_as(client)

    assert all(ASKS not in text(client, page) and ADDED not in text(client, page) for page in pages(lesson))


def test_question_costs_those_nothing_who_have_none(
    client, person, lesson, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    sign_in_as(client)
    client.get("/en/courses/")

    with django_assert_num_queries(3):  # session, person, lessons
        client.get("/en/courses/")


# ---- what is said about where progress is


def test_my_progress_says_what_is_not_in_the_account_yet(learned, person) -> None:
    sign_in_as(learned)
    assert "In your account anna." in text(learned, "me/")
    assert KEPT_NOT in text(learned, "me/")

    learned.post("/en/me/claim/add/")
    assert KEPT_NOT not in text(learned, "me/")


def test_signing_out_says_what_is_not_in_the_account_yet(learned, person) -> None:
    sign_in_as(learned)
    assert KEPT_NOT in text(learned, "account/logout/")

    assert KEPT_NOT in sign_out(learned).content.decode()


def test_signing_out_with_everything_in_the_account_says_only_that(learned, person) -> None:
    sign_in_as(learned)
    learned.post("/en/me/claim/add/")

    page = sign_out(learned).content.decode()
    assert "Your progress is in your account." in page
    assert KEPT_NOT not in page


# ---- whose it is


def test_guest_who_learned_on_is_asked_about_only_where_she_is(account, guest, lesson) -> None:
    """Somebody signed in here once and left; whoever learned on in this browser may be somebody else."""
    first, second, *_ = lesson.marked_questions
    answer(guest, lesson, first, right_answer(first), "g1", NOW)
    actions.offer(account=account, guest=guest, now=NOW + timedelta(minutes=1))
    assert open_offer(account).answers == 1

    answer(guest, lesson, second, right_answer(second), "g2", NOW + timedelta(days=1))

    assert open_offer(account) is None
    assert open_offer(account, here=guest).answers == 2
    actions.offer(account=account, guest=guest, now=NOW + timedelta(days=2))
    assert open_offer(account).answers == 2


def test_guest_who_became_an_account_is_nobodys_to_add(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")
    actions.offer(account=account, guest=guest, now=NOW + timedelta(minutes=1))
    User.objects.filter(pk=guest.pk).update(username="joined-a-group", visitor=None)

    assert open_offer(account) is None
    with pytest.raises(actions.NotAGuestError):
        add(account, guest)


def test_guest_added_to_one_account_is_not_added_to_another(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")
    add(account, guest)

    with pytest.raises(actions.NotAGuestError):
        add(make_account("other"), guest)


def test_what_a_guest_learned_after_a_claim_is_added_by_the_next(account, guest, lesson) -> None:
    first, second, *_ = lesson.marked_questions
    answer(guest, lesson, first, right_answer(first), "g1", NOW)
    add(account, guest, NOW + timedelta(minutes=1))
    assert offer_of(guest) is None
    answer(guest, lesson, second, right_answer(second), "g2", NOW + timedelta(minutes=2))
    assert offer_of(guest).answers == 1

    add(account, guest, NOW + timedelta(minutes=3))

    assert {one.learner for one in Answer.objects.all()} == {account}
    actions.undo(account=account, catalog=catalog(), now=NOW + timedelta(minutes=4))
    assert [one.key for one in Answer.objects.filter(learner=guest)] == ["g2"]


def test_signing_out_on_a_shared_computer_leaves_the_next_person_nobody(learned, person) -> None:
    sign_in_as(learned, shared="on")
    sign_out(learned)

    page = learned.get("/en/me/").content.decode()

    assert "Nothing here yet" in page
    token = (
        learned.cookies[settings.VISITOR_COOKIE_NAME].value if settings.VISITOR_COOKIE_NAME in learned.cookies else ""
    )
    assert not User.objects.filter(visitor=visitor_hash(token)).exists()
