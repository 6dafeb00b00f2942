"""The header of whoever leads groups leads to them, at the cost of no query; everybody else's is as it was."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.accounts.pages.frames import LEADS
from courses.organizations.access.leading import is_leading, note_leading
from courses.organizations.models import Organization
from tests.organizations.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organization")]


def header_of(client, path: str = "/en/glossary/") -> str:
    return client.get(path).content.decode().split("</header>")[0]


@pytest.mark.parametrize("path", ["/en/", "/en/courses/", "/en/exercises/"])
def test_header_of_whoever_leads_groups_leads_to_them(facilitator_client, path) -> None:
    facilitator_client.get("/en/groups/")

    header = header_of(facilitator_client, path)

    assert ">My groups</a>" in header
    assert ">My progress</a>" not in header
    assert '<a href="/en/me/">My progress</a>' in facilitator_client.get(path).content.decode().split("<footer")[1]


def test_header_of_everybody_else_leads_to_my_progress_and_asks_nothing(
    client, guest_client, account_client, django_assert_num_queries
) -> None:
    for browser in (client, guest_client, account_client):
        assert ">My progress</a>" in header_of(browser)
        assert ">My groups</a>" not in header_of(browser)
    with django_assert_num_queries(0):
        header_of(client)


def test_header_costs_whoever_leads_groups_no_query_of_its_own(facilitator_client, account_client) -> None:
    facilitator_client.get("/en/groups/")
    counts = []
    for browser in (account_client, facilitator_client):
        header_of(browser)  # the first page of a day notes the day
        with CaptureQueriesContext(connection) as queries:
            header_of(browser)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_header_follows_a_role_that_was_taken_away(facilitator_client, facilitator) -> None:
    facilitator_client.get("/en/me/")
    assert ">My groups</a>" in header_of(facilitator_client)
    facilitator.memberships.all().delete()

    assert facilitator_client.get("/en/groups/").status_code == 200

    assert ">My progress</a>" in header_of(facilitator_client)


def test_signing_in_notes_who_leads_groups(client, facilitator) -> None:
    facilitator.set_password("a long enough password 7")
    facilitator.save()

    reply = client.post("/en/account/login/", {"login": facilitator.username, "password": "a long enough password 7"})

    assert reply.status_code == 302
    assert ">My groups</a>" in header_of(client)


@pytest.mark.parametrize(
    ("is_signed_in", "notes", "leads"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_only_somebody_signed_in_leads_groups_whatever_a_session_says(rf, account, is_signed_in, notes, leads) -> None:
    request = rf.get("/")
    request.visit, request.session = SimpleNamespace(account=account if is_signed_in else None), {LEADS: notes}

    assert is_leading(request) is leads


def test_nobody_leads_groups_of_an_organization_that_is_closed(rf, facilitator, organization) -> None:
    request, leads = rf.get("/"), []
    request.session = {}
    for archived_at in (None, NOW):
        Organization.objects.filter(pk=organization.pk).update(archived_at=archived_at)
        leads.append((note_leading(request, facilitator), request.session[LEADS]))

    assert leads == [(True, True), (False, False)]
