"""Where the question about earlier learning stands, for how long what was added is spoken of, and when nothing is."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError

from courses.accounts.visitors.guests import LEARNING_HERE, WAITS
from courses.learning.claims import actions
from courses.learning.claims.offers import claim_to_undo, left_out, offer_of, open_offer
from courses.learning.claims.waiting import Notice, is_left_out, note, note_added, notice_of
from courses.learning.models import Claim
from literacy.demo.learner import right_answer
from tests.conftest import NOW, VISITOR_TOKEN, make_account, make_guest
from tests.learning.claims.claimer import answer

pytestmark = pytest.mark.django_db
PLACES = ("home", "courses", "course", "me", "accounts:account", "learning:lesson", "learning:review")
ELSEWHERE = ("learning:claim", "learning:claim-add", "privacy:mine", "exercises:true-cost", "account_login", "")


@pytest.fixture
def learned(guest, lesson):
    """A guest who has answered something."""
    first = lesson.marked_questions[0]
    answer(guest, lesson, first, right_answer(first), key="k1")
    return guest


@pytest.fixture
def ask(rf, account):
    """A request of the account for a page, in the guest's browser unless said otherwise."""

    def made(place: str = "me", *, person=account, token: str = VISITOR_TOKEN, **session):
        request = rf.get("/")
        request.session, request.user = session, person or AnonymousUser()
        request.COOKIES = {settings.VISITOR_COOKIE_NAME: token} if token else {}
        request.resolver_match = SimpleNamespace(view_name=place) if place else None
        request.visit = SimpleNamespace(account=person, has_cookie=bool(token), storage_is_down=False)
        return request

    return made


@pytest.mark.parametrize("place", PLACES)
def test_question_stands_on_pages_about_learning(learned, ask, place) -> None:
    assert notice_of(ask(place, **{LEARNING_HERE: WAITS})).offer.guest == learned


@pytest.mark.parametrize("place", ELSEWHERE)
def test_question_stands_nowhere_else(learned, ask, place, django_assert_num_queries) -> None:
    request = ask(place, **{LEARNING_HERE: WAITS})

    with django_assert_num_queries(0):
        assert notice_of(request) == Notice()


@pytest.mark.parametrize(
    ("noted", "token", "is_asked"), [(None, VISITOR_TOKEN, True), (None, "", False), ("nothing", VISITOR_TOKEN, False)]
)
def test_who_signed_in_before_anything_was_noted_is_asked_where_there_is_a_cookie(
    learned, ask, noted, token, is_asked
) -> None:
    session = {LEARNING_HERE: noted} if noted else {}

    assert (notice_of(ask("home", token=token, **session)).offer is not None) == is_asked


def test_nothing_is_looked_up_where_nothing_was_noted_and_no_guest_was(
    learned, account, ask, django_assert_num_queries
) -> None:
    actions.offer(account=account, guest=learned, now=NOW)
    request = ask("home", token="")

    with django_assert_num_queries(0):
        assert notice_of(request) == Notice()


def test_nobody_is_asked_who_is_not_signed_in(learned, ask) -> None:
    assert notice_of(ask("home", person=None, **{LEARNING_HERE: WAITS})) == Notice()


def test_what_waits_is_noted_and_what_was_left_out_too(learned, account, ask) -> None:
    request = ask()
    note(request, account)
    waits, is_out = request.session[LEARNING_HERE], is_left_out(request)
    actions.decline(account=account, guest=learned, now=NOW)
    note(request, account)

    assert (waits, is_out) == (WAITS, False)
    assert is_left_out(request)
    assert not is_left_out(ask(person=None, **request.session))


def test_nothing_is_noted_where_there_is_nothing(account, ask) -> None:
    request = ask()

    note(request, account)

    assert (request.session[LEARNING_HERE], is_left_out(request)) == ("nothing", False)


@pytest.mark.parametrize(
    ("after", "is_told"), [(timedelta(minutes=10) - timedelta(seconds=1), True), (timedelta(minutes=10), False)]
)
def test_added_learning_is_spoken_of_for_ten_minutes_everywhere(
    clock, learned, account, course, ask, after, is_told
) -> None:
    claim = Claim.objects.create(account=account, guest=learned, moved={}, before={}, claimed_at=NOW)
    request = ask("home", **{LEARNING_HERE: "nothing"})
    note_added(request.session, now=NOW)
    clock.shift(after)

    assert (notice_of(request).undo == claim) == is_told
    assert notice_of(ask("me", **{LEARNING_HERE: "nothing"})).undo == claim


def test_storage_that_is_away_asks_nothing_and_is_said(learned, ask, monkeypatch) -> None:
    def away(*_people: object, **_more: object) -> None:
        raise OperationalError

    monkeypatch.setattr("courses.learning.claims.waiting.open_offer", away)
    request = ask("home", **{LEARNING_HERE: WAITS})

    assert notice_of(request) == Notice()
    assert request.visit.storage_is_down


@pytest.mark.parametrize(("days", "is_there"), [(30, False), (29, True)])
def test_claim_can_be_taken_back_for_less_than_thirty_days_by_its_account(guest, account, days, is_there) -> None:
    claim = Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW)

    assert claim_to_undo(account, now=NOW + timedelta(days=days)) == (claim if is_there else None)
    assert claim_to_undo(make_account("other"), now=NOW) is None
    assert claim_to_undo(None, now=NOW) is None


def test_learning_at_the_moment_of_a_claim_is_part_of_it(learned, account) -> None:
    Claim.objects.create(account=account, guest=learned, moved={}, before={}, claimed_at=NOW)

    assert offer_of(learned) is None
    learned.answers.update(at=NOW + timedelta(seconds=1))
    assert offer_of(learned).answers == 1


def test_question_of_a_guest_who_learned_on_elsewhere_waits_for_the_next_sign_in_there(learned, account) -> None:
    actions.offer(account=account, guest=learned, now=NOW)
    at_once = open_offer(account)
    learned.answers.update(at=NOW + timedelta(seconds=1))

    assert at_once.guest == learned
    assert open_offer(account) is None
    assert open_offer(account, here=learned).guest == learned
    assert left_out(account) is None


def test_guest_here_who_was_declined_or_is_an_account_is_not_asked_about(learned, account, lesson) -> None:
    actions.decline(account=account, guest=learned, now=NOW)
    other = make_guest("another-guest-of-the-tests")
    first = lesson.marked_questions[0]
    answer(other, lesson, first, right_answer(first), key="k2")

    assert open_offer(account, here=learned) is None
    assert open_offer(account, here=other).guest == other
    other.username = "named"
    assert open_offer(account, here=other) is None
    assert left_out(account).guest == learned
