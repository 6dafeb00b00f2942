"""What ends by itself ends on its day: not before, and not a day later."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from courses.accounts.models import SecurityEvent, User
from courses.accounts.security_log.events import SecurityKind, note
from courses.learning.models import Answer, Claim, ExerciseOutcome, ReminderSent
from courses.organizations.access.audit_log import note_look
from courses.organizations.models import CalendarLink, Member, Organization, RosterDraft, SessionRun, Term
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.tombstones import require_own_key
from courses.privacy.models import ErasureKey, ErasureMark
from courses.privacy.retention import age_out, idle_guests
from tests.conftest import NOW, make_account, make_guest
from tests.organizations.cast import make_group, make_member, make_organization
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


def test_places_in_a_browser_go_with_their_session_and_others_stay(account) -> None:
    Session.objects.create(session_key="goes-on", session_data="", expire_date=NOW + DAY)
    for key in ("goes-on", "ended"):
        UserSession.objects.create(user=account, session_key=key, ip="192.0.2.7", user_agent="x")

    age_out(now=NOW)

    assert [one.session_key for one in UserSession.objects.all()] == ["goes-on"]


@pytest.mark.parametrize(("later", "left"), [(-timedelta(seconds=1), 1), (timedelta(0), 0)])
def test_ended_calendar_address_goes_with_the_daily_run(account, later, left) -> None:
    CalendarLink.objects.create(owner=account, token="t" * 64, key="k", made_at=NOW, ended_at=NOW)

    age_out(now=NOW + 30 * DAY + later)

    assert CalendarLink.objects.count() == left


@pytest.mark.parametrize(("later", "left"), [(-timedelta(seconds=1), 1), (timedelta(0), 0)])
def test_line_of_the_security_log_goes_with_the_daily_run(later, left) -> None:
    note(SecurityKind.SIGN_IN, now=NOW)

    age_out(now=NOW + 365 * DAY + later)

    assert SecurityEvent.objects.count() == left


def test_daily_run_tells_how_many_of_each_kind_there_were(account) -> None:
    organization = make_organization()
    group = make_group(organization, ends_on=NOW.date() - DAY)
    make_member(group, left_at=NOW - 30 * DAY)
    note_look(viewer=account, member=make_member(group, "looked at"), now=NOW - 365 * DAY)
    for number in range(2):
        make_account(f"m-unreachable-{number}", now=NOW - 181 * DAY)
        guest = make_guest(f"claimed-guest-of-the-tests-{number}")
        Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW - 30 * DAY)
    deleted = make_organization("Deleted")
    Organization.objects.filter(pk=deleted.pk).update(archived_at=NOW, deletes_at=NOW)
    long_ago = NOW.date() - 60 * DAY
    Term.objects.create(organization=organization, key="t", begins_on=long_ago, ends_on=long_ago, made_at=NOW)

    assert age_out(now=NOW) == {
        "guests": 0, "claimed": 2, "sessions": 0, "unreachable": 2, "organizations": 1, "left places": 1,
        "closed terms": 1, "ended groups": 1, "looks": 1,
    }  # fmt: skip


def test_daily_command_says_how_many_and_nothing_when_asked_to_be_quiet(capsys) -> None:
    make_guest(now=NOW - 400 * DAY)
    Session.objects.create(session_key="k", session_data="", expire_date=NOW - 400 * DAY)

    call_command("age_out")
    said = capsys.readouterr()
    call_command("age_out", verbosity=0)

    assert (said.out, said.err) == ("erased: 1 idle guest, 0 claimed guests, 1 ended session\n", "")
    assert capsys.readouterr() == ("", "")


def test_daily_command_says_in_words_why_nobody_can_be_noted(settings, tmp_path) -> None:
    (tmp_path / "file").touch()
    settings.ERASED_FILE = tmp_path / "file" / "erased.txt"
    guest = make_guest(now=NOW - 400 * DAY)

    with pytest.raises(CommandError, match="Whoever is erased cannot be noted beside the database: "):
        call_command("age_out")

    assert User.objects.filter(pk=guest.pk).exists()


def test_what_came_back_by_hand_is_told_by_kind(capsys) -> None:
    group = make_group(make_organization("Stays"))
    gone, left = make_organization("Goes"), make_member(group, left_at=NOW - 30 * DAY)
    Organization.objects.filter(pk=gone.pk).update(archived_at=NOW, deletes_at=NOW)
    gone.refresh_from_db()
    age_out(now=NOW)
    ErasureMark.objects.all().delete()
    for one in (gone, left):  # as a copied file brings them back
        one.save(force_insert=True)
    capsys.readouterr()

    call_command("age_out", verbosity=0)

    assert "`restore`: 0 people, 1 organisation, 1 place in a group\n" in capsys.readouterr().err
    assert not Organization.objects.filter(pk=gone.pk).exists()
    assert not Member.objects.exists()


def test_daily_command_can_be_told_that_the_key_is_lost(settings) -> None:
    erase(learner=make_account("earlier"))
    settings.ERASURE_KEY = "another key"

    call_command("age_out", "--erasure-key-is-lost", verbosity=0)

    require_own_key()
    assert ErasureKey.objects.count() == 2
