"""What ends by itself: places after leaving, old looks, groups past their last day, accounts nobody can enter."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from courses.accounts.models import RecoveryCode, User
from courses.organizations.access.audit_log import note_look
from courses.organizations.groups.aging import age_out_groups, unreachable_accounts
from courses.organizations.models import AccessLog, Group, Member
from courses.privacy.retention import age_out
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member, make_staff

pytestmark = pytest.mark.django_db


def test_places_stay_thirty_days_after_leaving_or_removal(group) -> None:
    make_member(group, "present")
    make_member(group, "left", left_at=NOW)
    make_member(group, "removed", removed_at=NOW)

    age_out(now=NOW + timedelta(days=29, hours=23))
    before = Member.objects.count()
    age_out(now=NOW + timedelta(days=30))

    assert (before, [one.nickname for one in Member.objects.all()]) == (3, ["present"])


def test_looks_stay_twelve_months(group, member, facilitator) -> None:
    note_look(viewer=facilitator, member=member, now=NOW)

    age_out_groups(now=NOW + timedelta(days=364))
    before = AccessLog.objects.count()
    age_out_groups(now=NOW + timedelta(days=365))

    assert (before, AccessLog.objects.count()) == (1, 0)


def test_ended_groups_are_archived_every_day_anew(organization) -> None:
    make_group(organization, ends_on=NOW.date() - timedelta(days=1))

    done = [age_out(now=NOW)["ended groups"] for _time in range(2)]

    assert (done, Group.objects.get().archived_at) == ([1, 0], NOW)


def test_accounts_that_nobody_can_enter_are_erased_and_others_stay(group) -> None:
    later = NOW + timedelta(days=400)
    lost = make_account("m-lost")
    kept = [
        make_member(group, "in a group").learner,
        make_account("m-password", password="correct horse battery"),
        make_account("named"),
        make_account("m-sheet"),
        make_account("m-recent", now=later),
        make_account("m-address"),
        make_account("m-passkey"),
        make_account("m-colleague"),
    ]
    RecoveryCode.objects.create(user=kept[3], start="AA", secret="x", issued_at=NOW)
    EmailAddress.objects.create(user=kept[5], email="a@example.org")
    Authenticator.objects.create(user=kept[6], type=Authenticator.Type.WEBAUTHN, data={})
    make_staff(group.organization, kept[7])

    found = list(unreachable_accounts(now=later))
    age_out(now=later)

    assert found == [lost]
    assert User.objects.filter(pk__in=[one.pk for one in kept]).count() == 8
    assert not User.objects.filter(pk=lost.pk).exists()


@pytest.mark.parametrize(("days", "found"), [(180, 0), (181, 1)])
def test_account_of_a_group_is_kept_for_180_whole_days(db, days, found) -> None:
    make_account("m-lost")

    assert unreachable_accounts(now=NOW + timedelta(days=days)).count() == found
