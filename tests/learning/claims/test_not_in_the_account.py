"""What is not in the account yet is named, and belongs to one account only."""

from datetime import timedelta

import pytest
from django.conf import settings

from courses.accounts.models import User
from courses.accounts.visitors.guests import visitor_hash
from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.offers import offer_of, open_offer
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.accounts.conftest import sign_in as sign_in_as
from tests.conftest import NOW, make_account
from tests.learning.claims.claimer import add, answer
from tests.learning.claims.signing import sign_out, text

pytestmark = pytest.mark.django_db


KEPT_NOT = "is not in it yet"


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
