"""An organisation deleted by mistake is taken back a day later, and erased after thirty."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.organizations.models import Event, Group, Organization
from courses.organizations.staffing import deleting
from courses.privacy.erasure.erase import erase_organizations
from courses.privacy.retention import age_out
from tests.conftest import NOW, sign_in
from tests.organizations.cast import make_member, make_organization
from tests.organizations.clock import A_DAY
from tests.organizations.pages import text_of, url


def test_organization_is_not_deleted_before_it_was_taken_as_a_file(organization, owner_client) -> None:
    reply = owner_client.post(url("organization-delete", organization.pk))

    organization.refresh_from_db()
    assert (reply.status_code, organization.deletes_at) == (409, None)
    assert "It can be deleted once somebody has taken it as a file." in reply.content.decode()
    assert "only with a group code or a card cannot get back to their learning" in reply.content.decode()


def test_file_of_an_organization_holds_its_groups_people_staff_and_record(
    organization, group, member, owner, owner_client
) -> None:
    make_member(group, "=1+1")

    packed = zipfile.ZipFile(io.BytesIO(owner_client.get(url("organization-file", organization.pk)).content))

    def lines(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))

    assert set(packed.namelist()) >= {"organization.csv", "staff.csv", "groups.csv", "people.csv", "record.csv"}
    assert sorted(line[2] for line in lines("people.csv")[1:]) == sorted(["'=1+1", member.nickname])
    assert [line[1] for line in lines("groups.csv")[1:]] == ["Evening group"]
    assert ["owner", "Owner"] in [line[:2] for line in lines("staff.csv")]
    assert Event.objects.filter(what=deleting.EXPORTED).count() == 1


def test_organization_deleted_by_mistake_is_taken_back_a_day_later(
    clock, organization, group, member, owner, facilitator
) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))
    client.post(url("organization-delete", organization.pk))
    assert sign_in(Client(), facilitator).get(url("people", group.pk)).status_code == 404

    clock.later(A_DAY, (client, owner))
    age_out(now=clock.now)
    assert "deleted; can be taken back until" in text_of(client, url("archived"))
    client.post(url("restore", organization.pk))
    age_out(now=clock.now + timedelta(days=60))

    organization.refresh_from_db()
    assert (organization.archived_at, organization.deletes_at) == (None, None)
    assert sign_in(Client(), facilitator).get(url("people", group.pk)).status_code == 200


def test_deleted_organization_is_erased_after_thirty_days_and_learners_stay(
    clock, organization, group, member, run, owner
) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))
    client.post(url("organization-delete", organization.pk))

    age_out(now=NOW + timedelta(days=30))

    assert Organization.objects.count() == Group.objects.count() == Event.objects.count() == 0
    assert User.objects.filter(pk=member.learner_id).exists()


def test_organization_taken_back_while_the_daily_run_erases_others_stays(organization, monkeypatch) -> None:
    other = make_organization("Other")
    Organization.objects.update(archived_at=NOW, deletes_at=NOW)
    rows_of = deleting.erase_rows_of

    def others_first(found: Organization) -> None:
        rows_of(found)
        Organization.objects.update(archived_at=None, deletes_at=None)

    monkeypatch.setattr("courses.privacy.erasure.erase.erase_rows_of", others_first)

    assert erase_organizations(deleting.due_for_erasure(now=NOW), now=NOW) == 1
    assert Organization.objects.get() == max(organization, other, key=lambda one: one.pk)


def test_asking_for_the_head_of_the_file_does_not_count_as_taking_it(organization, owner_client) -> None:
    assert owner_client.head(url("organization-file", organization.pk)).status_code == 200
    assert Event.objects.filter(what=deleting.EXPORTED).count() == 0


def test_old_file_of_an_organization_does_not_let_it_be_deleted(clock, organization, owner) -> None:
    client = sign_in(Client(), owner)
    client.get(url("organization-file", organization.pk))

    clock.later(timedelta(days=31), (client, owner))

    assert client.post(url("organization-delete", organization.pk)).status_code == 409


@pytest.mark.parametrize("name", ["organization-file", "organization-delete"])
def test_only_owners_take_or_delete_an_organization(organization, facilitator_client, name) -> None:
    assert facilitator_client.get(url(name, organization.pk)).status_code == 404
