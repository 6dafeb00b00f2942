"""What ends by itself ends on its day: not before, and not a day later."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from courses.accounts.models import User
from courses.learning.models import Answer, Claim, ExerciseOutcome, ReminderSent
from courses.organizations.models import RosterDraft, SessionRun
from courses.privacy.models import ErasureMark
from courses.privacy.retention import age_out, idle_guests
from tests.conftest import NOW, make_account, make_guest
from tests.privacy.rows import fill

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "is_idle"), [(180, False), (181, True)])
@pytest.mark.parametrize("was_active", [True, False])
def test_guest_is_idle_after_180_whole_days(days, is_idle, was_active) -> None:
    guest = make_guest()
    if not was_active:  # has never answered since days are noted
        User.objects.filter(pk=guest.pk).update(last_active_on=None)

    assert idle_guests(now=NOW + days * DAY).exists() == is_idle


def test_guest_who_was_active_lately_is_not_idle_however_long_ago_they_began() -> None:
    User.objects.filter(pk=make_guest().pk).update(last_active_on=(NOW + 100 * DAY).date())

    assert not idle_guests(now=NOW + 200 * DAY).exists()


def test_accounts_are_no_idle_guests() -> None:
    make_account()

    assert not idle_guests(now=NOW + 400 * DAY).exists()


@pytest.mark.parametrize(("later", "stays"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_guest_stays_who_learned_on_after_the_claim_and_not_at_the_moment_of_it(guest, account, later, stays) -> None:
    fill(guest)
    Claim.objects.all().delete()
    Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW)
    Answer.objects.update(at=NOW + later)

    done = age_out(now=NOW + 30 * DAY)

    assert User.objects.filter(pk=guest.pk).exists() == stays
    assert done["claimed"] == (0 if stays else 1)


@pytest.mark.parametrize(("later", "left"), [(-timedelta(seconds=1), 1), (timedelta(0), 0)])
def test_session_goes_when_it_ends(later, left) -> None:
    Session.objects.create(session_key="k", session_data="", expire_date=NOW)

    done = age_out(now=NOW + later)

    assert (Session.objects.count(), done["sessions"]) == (left, 1 - left)


@pytest.mark.parametrize(("days", "left"), [(365, 1), (366, 0)])
def test_reminders_are_noted_for_a_year(account, days, left) -> None:
    ReminderSent.objects.create(learner=account, day=NOW.date(), about="x", sent_at=NOW)

    age_out(now=NOW + days * DAY)

    assert ReminderSent.objects.count() == left


def test_lists_of_names_workshops_and_what_was_taken_back_go_with_the_daily_run(account) -> None:
    fill(account)
    ExerciseOutcome.objects.update(taken_back_at=NOW)

    age_out(now=NOW + 31 * DAY)

    kept = (RosterDraft, SessionRun, ExerciseOutcome)
    assert {model.__name__: model.objects.count() for model in kept} == dict.fromkeys(
        ("RosterDraft", "SessionRun", "ExerciseOutcome"), 0
    )
    assert User.objects.filter(pk=account.pk).exists()


def test_daily_run_counts_each_that_it_erases() -> None:
    for number in range(3):
        make_guest(f"idle-guest-of-the-tests-{number}")

    done = age_out(now=NOW + 200 * DAY)

    assert (done["guests"], done["claimed"], done["unreachable"], ErasureMark.objects.count()) == (3, 0, 0, 3)
