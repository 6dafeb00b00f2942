"""A guest's paths and an account: moved, counted, asked about, given back."""

from datetime import timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.offers import offer_of
from courses.learning.models import Claim, LearningPath
from courses.learning.planning.paths.actions import put_away, start_path, take_up
from courses.learning.planning.paths.own import own_paths
from tests.conftest import NOW
from tests.learning.claims.claimer import LATER, add

pytestmark = pytest.mark.django_db


def begin(person, *goals: str, now=NOW, asks: bool = True) -> LearningPath:
    return start_path(
        learner=lambda _now: person, catalog=catalog(), goals=goals, asks=asks, key=f"{person.pk}-{now}-{goals}",
        seed=3, now=now,
    )  # fmt: skip


def test_path_alone_is_asked_about_and_counted(guest) -> None:
    begin(guest, "late", asks=False)

    offer = offer_of(guest)

    assert (offer.paths, offer.lessons, offer.last_at) == (1, 0, NOW)


def test_question_about_a_path_says_so(account_client, account, guest, settings) -> None:
    begin(guest, "late", asks=False)
    actions.offer(account=account, guest=guest, now=NOW)

    page = account_client.get("/en/me/claim/").content.decode()

    assert "1 path ·" in page


def test_later_of_two_paths_counts_after_adding_and_the_other_one_is_kept(account, guest) -> None:
    mine, theirs = begin(account, "month", asks=False), begin(guest, "late", asks=False, now=NOW + timedelta(hours=1))

    add(account, guest)

    paths = own_paths(account)
    assert (paths.current, paths.earlier) == (theirs, (mine,))


def test_path_being_made_stays_behind_where_the_account_makes_one(account, guest) -> None:
    mine, theirs = begin(account), begin(guest)

    add(account, guest)

    assert own_paths(account).open == mine
    assert own_paths(guest).open == theirs


def test_path_being_made_moves_where_the_account_makes_none(account, guest) -> None:
    begin(account, "month", asks=False)  # which is made
    theirs = begin(guest, "late")

    add(account, guest)

    assert own_paths(account).open == theirs


def test_undoing_gives_the_path_back(account, guest) -> None:
    theirs = begin(guest, "late", asks=False)
    add(account, guest)

    actions.undo(account=account, catalog=catalog(), now=LATER)

    assert own_paths(guest).current == theirs
    assert own_paths(account).current is None


@pytest.mark.parametrize("use", [put_away, take_up])
def test_path_that_the_account_used_since_stays_with_it(account, guest, use) -> None:
    theirs = begin(guest, "late", asks=False)
    add(account, guest)
    use(learner=lambda _now: account, path=theirs.pk, now=LATER + timedelta(hours=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(hours=2))

    assert own_paths(account).current == theirs


def test_undoing_gives_no_second_path_that_is_being_made(account, guest) -> None:
    theirs = begin(guest, "late")
    add(account, guest)
    anew = begin(guest, "month", now=LATER + timedelta(hours=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(hours=2))

    assert own_paths(guest).open == anew
    assert own_paths(account).open == theirs


def test_path_made_since_is_a_claim_of_its_own(account, guest) -> None:
    begin(guest, "late", asks=False)
    first = add(account, guest)
    anew = begin(guest, "month", asks=False, now=LATER + timedelta(hours=1))

    second = add(account, guest, now=LATER + timedelta(hours=2))

    assert Claim.objects.get() == second != first
    assert own_paths(account).current == anew
