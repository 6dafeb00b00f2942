"""`manage.py organizations`: listed in numbers, closed, opened again, handed over."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError

from courses.accounts.models import User
from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Membership, Organization
from courses.organizations.staffing.approving import waiting
from courses.organizations.staffing.operating import organization_lines
from tests.conftest import NOW, make_account, sign_in
from tests.literacy.operator_tools.conftest import by_operator
from tests.organizations.cast import make_group, make_member, make_organization
from tests.organizations.pages import text_of, url


def test_list_says_numbers_state_and_last_active_week(organization, group, member, run) -> None:
    make_member(group, "left", left_at=NOW)
    User.objects.filter(pk=member.learner_id).update(last_active_on=date(2026, 11, 25))  # a Wednesday
    make_group(organization, "closed group", archived_at=NOW)
    other = make_organization("Empty")

    assert run("organizations").splitlines() == [
        f"{organization.pk}  Riverside Centre: open, 1 group, 1 person, 3 colleagues, "
        "last active in the week of 2026-11-23",
        f"{other.pk}  Empty: open, 0 groups, 0 people, 0 colleagues, nobody active yet",
    ]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"waits_since": NOW}, "waiting"),
        ({"waits_since": NOW, "refused_at": NOW, "refusal": "why"}, "refused"),
        ({"archived_at": NOW}, "archived"),
        ({"archived_at": NOW, "waits_since": NOW}, "closed"),
        ({"archived_at": NOW, "deletes_at": NOW + timedelta(days=30)}, "deleted, until 2026-12-25"),
    ],
)
def test_list_says_in_which_state_each_is(organization, fields, state) -> None:
    Organization.objects.update(**fields)

    assert [one.state for one in organization_lines()] == [state]


def test_list_costs_the_same_for_many(organization, group, member, django_assert_num_queries) -> None:
    for number in range(5):
        make_member(make_group(make_organization(f"Centre {number}")))

    with django_assert_num_queries(5):
        assert len(list(organization_lines())) == 6


def test_closed_one_is_shut_for_its_people_and_opened_again(organization, group, owner_client, run) -> None:
    said = run("organizations", "close", organization.pk, "--yes")
    shut = owner_client.get(url("group", group.pk)).status_code
    run("organizations", "open", organization.pk, "--yes")

    assert said.splitlines()[-1] == "closed"
    assert f"Way back: manage.py organizations open {organization.pk}" in said
    assert (shut, owner_client.get(url("group", group.pk)).status_code) == (404, 200)
    assert by_operator() == [
        ("organization", f"closed, organisation {organization.pk}"),
        ("organization", f"opened-again, organisation {organization.pk}"),
    ]


def test_owner_cannot_undo_what_an_operator_closed(organization, group, owner_client, run) -> None:
    run("organizations", "close", organization.pk, "--yes")
    owner_client.post(url("restore", organization.pk))

    assert owner_client.get(url("group", group.pk)).status_code == 404
    assert list(waiting()) == [organization]


def test_record_says_that_the_site_did_it(organization, owner_client, viewer, run) -> None:
    run("organizations", "close", organization.pk, "--yes")
    run("organizations", "open", organization.pk, "--yes")
    run("organizations", "hand-over", organization.pk, "viewer", "--yes")

    record = text_of(owner_client, url("record", organization.pk))
    for words in ("closed the organisation", "opened the organisation again", "named another owner"):
        assert f"the site {words}" in record


def test_closing_twice_changes_and_notes_nothing_more(organization, run) -> None:
    run("organizations", "close", organization.pk, "--yes")
    before = Organization.objects.get().archived_at

    assert run("organizations", "close", organization.pk, "--yes").splitlines()[-1] == "was closed already"
    assert Organization.objects.get().archived_at == before
    assert len(by_operator()) == 1


def test_one_that_its_owner_deleted_is_theirs_to_take_back(organization, run) -> None:
    Organization.objects.update(archived_at=NOW, deletes_at=NOW + timedelta(days=30))

    with pytest.raises(CommandError, match="Its owner deleted it. Until 2026-12-25 they can take it back"):
        run("organizations", "open", organization.pk, "--yes")

    assert Organization.objects.get().archived_at == NOW


def test_another_owner_goes_on_when_the_only_one_is_gone(organization, group, owner, client, run) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)
    heir = make_account("heir")
    said = run("organizations", "hand-over", organization.pk, "heir", "--yes")

    assert "beside: owner" in said
    assert sign_in(client, heir).get(url("group", group.pk)).status_code == 200
    assert by_operator() == [("role-changed", f"owner-named owner, organisation {organization.pk}")]


def test_colleague_becomes_owner_and_can_be_made_none_again(organization, facilitator, owner_client, run) -> None:
    run("organizations", "hand-over", organization.pk, "FACILITATOR", "--yes")
    again = run("organizations", "hand-over", organization.pk, "facilitator", "--yes")
    held = Membership.objects.get(user=facilitator)
    was = held.role
    owner_client.post(url("colleague", organization.pk, held.pk), {"role": "facilitator"})
    held.refresh_from_db()

    assert (was, held.role) == (Role.OWNER.value, Role.FACILITATOR.value)
    assert again.splitlines()[-1] == "was an owner already"


@pytest.mark.parametrize("what", [("close",), ("open",), ("hand-over", "viewer")])
def test_nothing_is_changed_without_yes(organization, viewer, run, what) -> None:
    verb, *more = what
    before = (Organization.objects.values().get(), list(Membership.objects.order_by("pk").values()))

    assert run("organizations", verb, organization.pk, *more).splitlines()[-1] == (
        "Nothing was changed. Add --yes to do it."
    )
    assert (Organization.objects.values().get(), list(Membership.objects.order_by("pk").values())) == before
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("close", "999999"), "There is no organisation 999999. Nothing was changed."),
        (("hand-over", "{pk}", "nobody-here"), "There is no account with the user name 'nobody-here'"),
        (("hand-over", "{pk}", "away"), "The account away may not sign in. Nothing was changed."),
        (("close", "seven"), "invalid int value: 'seven'"),
        (("delete", "{pk}"), "choose from 'close', 'open', 'hand-over'"),
    ],
)
def test_wrong_input_is_answered_in_words(organization, run, command, says) -> None:
    User.objects.filter(pk=make_account("away").pk).update(is_active=False)

    with pytest.raises(CommandError) as refused:
        run("organizations", *(word.format(pk=organization.pk) for word in command))

    assert says in str(refused.value)


@pytest.mark.parametrize("command", [["approve_organizations", "9" * 25], ["organizations", "close", "9" * 25]])
def test_number_beyond_all_numbers_is_none(run, organization, command) -> None:
    with pytest.raises(CommandError, match=f"There is no organisation {'9' * 25}. Nothing was changed."):
        run(*command)


def test_site_without_an_organization_says_so(run, db) -> None:
    assert run("organizations") == "There is no organisation yet.\n"
