"""How long a sign-in lasts."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from courses.privacy.erasure.erase import erase
from courses.privacy.retention import age_out
from tests.accounts.conftest import is_signed_in, sign_in
from tests.accounts.sessions.days import DAY


def test_sign_in_lasts_nearly_14_days_without_use(client, person, clock) -> None:
    sign_in(client)
    clock.shift(14 * DAY - 60)

    assert is_signed_in(client)


def test_sign_in_ends_after_14_days_without_use(client, person, clock) -> None:
    sign_in(client)
    clock.shift(14 * DAY + 1)

    assert not is_signed_in(client)


def test_sign_in_ends_after_30_days_with_daily_use(client, person, clock) -> None:
    sign_in(client)
    lasted = 0
    while is_signed_in(client) and lasted < 60:
        clock.shift(DAY)
        lasted += 1

    assert lasted == 30


def test_sign_in_that_began_in_the_future_is_over(client, person, clock) -> None:
    sign_in(client)
    clock.shift(-2 * DAY)

    assert not is_signed_in(client)


def test_end_of_a_sign_in_leaves_lessons_open_and_no_session_row(client, person, clock, lesson) -> None:
    sign_in(client)
    clock.shift(31 * DAY)

    assert client.get(f"/en/learn/{lesson.course}/{lesson.slug}/").status_code == 200
    assert not Session.objects.filter(pk=client.session.session_key).exists()


def test_visitors_page_asks_the_database_nothing(client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/en/account/login/")
        client.get("/en/courses/")


def test_ageing_out_removes_the_traces_of_ended_sessions(client, person, clock) -> None:
    sign_in(client)
    clock.shift(13 * DAY)
    age_out(now=timezone.now())
    kept = UserSession.objects.count()
    clock.shift(2 * DAY)
    age_out(now=timezone.now())

    assert (kept, UserSession.objects.count()) == (1, 0)


def test_erasing_ends_every_session_of_the_person_and_nobody_elses(client, person, account) -> None:
    stranger = Client()
    sign_in(client)
    sign_in(Client())
    stranger.force_login(account)
    before = Session.objects.count()

    erase(learner=person)

    assert (before, Session.objects.count()) == (3, 1)
    assert is_signed_in(stranger)
