"""A deleted organisation and a left place in a group stay away: a restored copy brings neither back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.models import Member, Organization
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.restoring import restore_backup
from courses.privacy.retention import age_out
from tests.conftest import make_account, sign_in
from tests.organizations.cast import make_group, make_member, make_organization
from tests.organizations.pages import text_of, url
from tests.privacy.erasures import LONG_AGO, lose_database, rotate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("on_new_machine", [False, True], ids=["same-database", "new-machine"])
def test_erased_organization_does_not_come_back_with_a_copy(settings, copy, on_new_machine) -> None:
    stays, goes = make_organization("Stays"), make_organization("Goes", owner=make_account("owner"))
    member = make_member(make_group(goes))
    make_backup(copy)
    Organization.objects.filter(pk=goes.pk).update(archived_at=LONG_AGO, deletes_at=LONG_AGO)
    assert age_out(now=timezone.now())["organizations"] == 1
    rotate(settings)
    if on_new_machine:
        lose_database()

    done = restore_backup(copy)

    assert done["organizations"] == 1
    assert list(Organization.objects.all()) == [stays]
    assert User.objects.filter(pk=member.learner_id).exists()


@pytest.mark.parametrize("on_new_machine", [False, True], ids=["same-database", "new-machine"])
@pytest.mark.parametrize("moment", ["left_at", "removed_at"])
def test_nobody_is_put_back_on_a_list_they_were_taken_off(settings, copy, moment, on_new_machine) -> None:
    group = make_group(make_organization())
    stays, goes = make_member(group, "stays"), make_member(group, "goes", is_under_14=True)
    make_backup(copy)
    Member.objects.filter(pk=goes.pk).update(**{moment: LONG_AGO})
    assert age_out(now=timezone.now())["left places"] == 1
    rotate(settings)
    if on_new_machine:
        lose_database()

    restore_backup(copy)

    assert list(Member.objects.all()) == [stays]


@pytest.mark.parametrize("moment", ["left_at", "removed_at"])
def test_removal_that_can_still_be_undone_outlives_an_older_copy(copy, moment) -> None:
    group = make_group(make_organization())
    stays, goes = make_member(group, "stays"), make_member(group, "goes", is_under_14=True)
    make_backup(copy)
    now = timezone.now()
    Member.objects.filter(pk=goes.pk).update(**{moment: now})

    restore_backup(copy)

    assert list(Member.objects.present()) == [stays]
    assert getattr(Member.objects.get(pk=goes.pk), moment) == now


def test_whoever_left_one_group_stands_on_the_lists_of_their_others_after_an_older_copy(copy) -> None:
    organization = make_organization()
    left = make_member(make_group(organization), "left")
    stays = make_member(make_group(organization), "stays", learner=left.learner)
    make_backup(copy)
    Member.objects.filter(pk=left.pk).update(left_at=timezone.now())

    restore_backup(copy)

    assert list(Member.objects.present()) == [stays]


def test_deleted_organization_that_could_still_be_taken_back_comes_back_with_a_copy(copy) -> None:
    kept = make_organization("Kept")
    make_backup(copy)
    Organization.objects.filter(pk=kept.pk).update(deletes_at=timezone.now() + timedelta(days=30))
    assert age_out(now=timezone.now())["organizations"] == 0

    restore_backup(copy)

    assert Organization.objects.get().deletes_at is None


def test_page_that_deletes_says_what_becomes_of_backups() -> None:
    owner = make_account("owner")
    organization = make_organization(owner=owner)

    page = text_of(sign_in(Client(), owner), url("organization-delete", organization.pk))

    assert "one that is brought back is rid of the organisation at once" in page


def test_place_that_was_somebody_elses_when_the_copy_was_made_is_left_alone(copy) -> None:
    member = make_member(make_group(make_organization()), "stays")
    make_backup(copy)
    Member.objects.filter(pk=member.pk).update(learner=make_account("other"), left_at=timezone.now())

    restore_backup(copy)

    assert list(Member.objects.present()) == [member]
