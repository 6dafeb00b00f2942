"""How long a sign-in lasts, shared computers, signing out, and the list of sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.visitors.guests import visitor_hash
from courses.privacy.erasure.erase import erase
from courses.privacy.retention import age_out
from tests.accounts.conftest import is_signed_in, last_code, sign_in
from tests.conftest import VISITOR_TOKEN

DAY = 86_400


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


# ---- shared computers


def shared(client: Client) -> None:
    sign_in(client, shared="on")


def test_shared_computer_gets_a_cookie_of_the_browsers_session(client, person) -> None:
    shared(client)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_own_computer_gets_a_cookie_of_14_days(client, person) -> None:
    sign_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 14 * DAY


def test_shared_computer_is_out_after_15_minutes_and_says_why(client, person, clock) -> None:
    shared(client)
    clock.shift(901)

    response = client.get("/en/account/")

    assert response.url == "/en/account/login/?next=%2Fen%2Faccount%2F&why=idle"
    assert "nothing was done for a while" in client.get(response.url).content.decode()


def test_shared_computer_stays_in_with_use_every_ten_minutes(client, person, clock) -> None:
    shared(client)
    for _round in range(6):
        clock.shift(600)
        assert is_signed_in(client)


def test_asking_how_long_is_left_is_no_use(client, person, clock) -> None:
    shared(client)
    clock.shift(600)
    asked = client.get("/en/account/stay/", headers={"accept": "application/json"})
    clock.shift(301)

    assert asked.json() == {"left": 300}
    assert not is_signed_in(client)


def test_one_press_extends(client, person, clock) -> None:
    shared(client)
    clock.shift(800)
    pressed = client.post("/en/account/stay/", headers={"accept": "application/json"})
    clock.shift(800)

    assert pressed.json() == {"left": 900}
    assert is_signed_in(client)


def test_one_press_without_javascript_leads_back_to_the_page(client, person) -> None:
    shared(client)

    response = client.post("/en/account/stay/", {"next": "/en/courses/"})

    assert (response.status_code, response.url) == (303, "/en/courses/")


def test_stay_never_leads_to_another_site(client, person) -> None:
    shared(client)

    assert client.post("/en/account/stay/", {"next": "https://evil.example/"}).url == "/en/me/"


def test_shared_computer_shows_when_it_ends_and_loads_its_script(client, person, clock) -> None:
    shared(client)

    page = client.get("/en/courses/").content.decode()

    assert "you are signed out at 17:15" in page  # 09:15 in London, 17:15 in Shanghai
    assert 'data-left="900"' in page
    assert "js/shared.js" in page


def test_own_computer_loads_no_script_for_shared_ones(client, person) -> None:
    sign_in(client)

    assert "js/shared.js" not in client.get("/en/courses/").content.decode()


def test_shared_computer_keeps_no_page_in_the_browser(client, person) -> None:
    shared(client)

    assert client.get("/en/courses/")["Cache-Control"] == "no-store"


def test_end_on_a_shared_computer_forgets_the_visitor_and_the_cache(client, person, guest, clock) -> None:
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    shared(client)
    clock.shift(901)

    response = client.get("/en/courses/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies[settings.VISITOR_COOKIE_NAME].value == ""


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("/en/account/login/code/", {"email": "bo@example.org"}),
        ("/en/account/signup/email/", {"email": "new@example.org"}),
    ],
)
def test_shared_computer_is_asked_on_every_way_in(client, mailed, page, sent) -> None:
    confirm = client.post(page, {**sent, "shared": "on"}).url
    client.post(confirm, {"code": last_code()})

    assert client.session["life"]["shared"] is True


def test_answer_of_an_abandoned_try_is_not_kept(client, person, mailed) -> None:
    client.post("/en/account/login/code/", {"email": "bo@example.org", "shared": "on"})

    sign_in(client)

    assert client.session["life"]["shared"] is False


# ---- signing out


def test_sign_out_clears_the_browser_and_forgets_the_visitor(client, person, guest) -> None:
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    sign_in(client)

    response = client.post("/en/account/logout/")

    assert (response.status_code, response.url) == (303, "/en/account/signed-out/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'  # cookies one by one: that of a known browser stays
    assert response["Cache-Control"] == "no-store"
    assert response.cookies[settings.VISITOR_COOKIE_NAME].value == ""
    assert response.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert {name for name, one in client.cookies.items() if one.value} == {settings.KNOWN_COOKIE_NAME}
    assert Session.objects.count() == UserSession.objects.count() == 0
    assert User.objects.filter(visitor=visitor_hash(VISITOR_TOKEN)).exists()


def test_sign_out_of_a_shared_computer_clears_every_cookie(client, person) -> None:
    sign_in(client, shared="on")

    response = client.post("/en/account/logout/")

    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_sign_out_by_get_signs_nobody_out(client, person) -> None:
    sign_in(client)

    assert b"<form" in client.get("/en/account/logout/").content
    assert is_signed_in(client)


def test_sign_out_of_a_visitor_changes_nothing(client, db) -> None:
    response = client.post("/en/account/logout/")

    assert response.status_code == 303
    assert "Clear-Site-Data" not in response


def test_back_after_sign_out_shows_sign_in(client, person) -> None:
    sign_in(client)
    assert client.get("/en/account/")["Cache-Control"] == "no-store"
    client.post("/en/account/logout/")

    assert client.get("/en/account/").url == "/en/account/login/?next=%2Fen%2Faccount%2F"


def test_stolen_session_cookie_is_worthless_after_sign_out(client, person) -> None:
    sign_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert is_signed_in(thief)

    client.post("/en/account/logout/")

    assert not is_signed_in(thief)


def test_sign_out_needs_a_csrf_token(person) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/en/account/logout/").status_code == 403


# ---- the list


def test_list_shows_own_sessions_and_ends_the_others(client, person, account) -> None:
    other, stranger = Client(headers={"user-agent": "Old Phone"}), Client()
    sign_in(client)
    sign_in(other)
    stranger.force_login(account)

    assert "Old Phone" in client.get("/en/account/sessions/").content.decode()
    client.post("/en/account/sessions/")

    assert (is_signed_in(client), is_signed_in(other), is_signed_in(stranger)) == (True, False, True)


def test_foot_offers_signing_in_or_out(client, person) -> None:
    visitor = client.get("/en/courses/").content.decode()
    sign_in(client)
    signed_in = client.get("/en/courses/").content.decode()

    assert '<a href="/en/account/login/?next=%2Fen%2Fcourses%2F">Sign in</a>' in visitor
    assert "Sign out" not in visitor
    assert 'action="/en/account/logout/"' in signed_in
    assert ">Sign in<" not in signed_in


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
