"""Where the site asks for it, a new organisation waits for approval, and nothing works in its name until then."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from courses.accounts.recovery_sheet.sheet import issue_sheet
from courses.organizations.access.roles import Role
from courses.organizations.access.way_back import lacks_way_back
from courses.organizations.models import Event, Group, Invitation, Organization
from courses.organizations.staffing.actions import create_organization
from courses.organizations.staffing.approving import approve, refuse
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_member, make_organization, make_staff
from tests.organizations.pages import key_in, text_of, url

VALUES = {"name": "Riverside", "language": "en", "place": "Shanghai", "time_zone": "Asia/Shanghai"}


def found(client: Client) -> Organization:
    promise = client.post(url("organization-new"), VALUES).content.decode()
    client.post(url("organization-new"), {**VALUES, "agreed": "yes", "key": key_in(promise)})
    return Organization.objects.get(name="Riverside")


@pytest.fixture
def waiting(stranger) -> Organization:
    return create_organization(**VALUES, owner=stranger, key="k", now=NOW, waits=True)


@pytest.mark.parametrize(("setting", "waits"), [("at-once", False), ("after-approval", True)])
def test_setting_says_whether_new_organizations_wait(stranger_client, settings, setting, waits) -> None:
    settings.NEW_ORGANIZATIONS = setting

    assert (found(stranger_client).waits_since is not None) is waits


def test_founder_sees_what_they_wait_for(waiting, stranger_client) -> None:
    page = text_of(stranger_client, url("organization", waiting.pk))

    assert "Waiting for approval" in page
    assert "Yours has waited since Nov. 25, 2026" in page
    assert "Create a group" not in page
    assert "Waiting for approval" in text_of(stranger_client, url("index"))


def test_nothing_works_in_the_name_of_an_organization_that_waits(waiting, stranger, stranger_client) -> None:
    group = make_group(waiting)
    member = make_member(group)
    invitation = Invitation.objects.create(
        organization=waiting, role=Role.FACILITATOR, token="t" * 64, key="i", created_by=stranger, created_at=NOW,
        expires_at=NOW.replace(year=2099),
    )  # fmt: skip
    pages = [
        url(name, waiting.pk)
        for name in ("group-new", "invite", "record", "organization-edit", "archive", "plans", "terms")
    ]
    pages += [url(name, group.pk) for name in ("group", "people", "join-sheet", "assign", "reach", "results")]
    pages.append(url("access", group.pk, member.pk))

    assert {page: stranger_client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    assert not Invitation.objects.usable(NOW).filter(pk=invitation.pk).exists()
    assert not Group.objects.led_by(stranger).exists()
    assert not Group.objects.counted_by(stranger).exists()


def test_approved_organization_begins(waiting, stranger, stranger_client) -> None:
    assert approve(organization=waiting, now=NOW) is True
    assert approve(organization=waiting, now=NOW) is False

    assert stranger_client.get(url("group-new", waiting.pk)).status_code == 200
    assert Event.objects.filter(what="approved").count() == 1
    assert "the site approved the organisation" in text_of(stranger_client, url("record", waiting.pk))


def test_founder_may_delete_an_organization_that_waits(waiting, stranger_client) -> None:
    stranger_client.get(url("organization-file", waiting.pk))
    stranger_client.post(url("organization-delete", waiting.pk))

    waiting.refresh_from_db()
    assert waiting.deletes_at is not None


def test_command_lists_who_waits_and_approves_by_number(waiting, capsys) -> None:
    make_organization("Open")
    call_command("approve_organizations")
    listed = capsys.readouterr().out
    call_command("approve_organizations", waiting.pk)
    call_command("approve_organizations", waiting.pk)
    call_command("approve_organizations")

    assert listed == f"{waiting.pk}  since 2026-11-25  Riverside, Shanghai  (owner: stranger)\n"
    assert capsys.readouterr().out == (
        f"{waiting.pk} Riverside: approved, 0 mails sent\n{waiting.pk} Riverside: was not waiting\n"
        "No organisation waits for approval.\n"
    )


def test_list_of_who_waits_costs_two_queries_for_any_number(stranger, capsys, django_assert_num_queries) -> None:
    for number in range(3):
        create_organization(
            **{**VALUES, "name": f"Club {number}"}, owner=stranger, key=str(number), now=NOW, waits=True
        )

    with django_assert_num_queries(2):
        call_command("approve_organizations")

    assert capsys.readouterr().out.count("(owner: stranger)\n") == 3


def test_refused_organization_says_why_and_can_be_reconsidered_and_approved(waiting, stranger_client, capsys) -> None:
    call_command("approve_organizations", waiting.pk, refuse=" No address was given. ")
    refused = text_of(stranger_client, url("organization", waiting.pk))
    listed = text_of(stranger_client, url("index"))
    call_command("approve_organizations")
    call_command("approve_organizations", waiting.pk, refuse="Again")
    call_command("approve_organizations", waiting.pk, reconsider=True)
    again = text_of(stranger_client, url("organization", waiting.pk))
    call_command("approve_organizations", waiting.pk, reconsider=True)
    call_command("approve_organizations", waiting.pk)

    assert ("The reason: No address was given." in refused, "Not approved" in listed) == (True, True)
    assert "Yours has waited since Nov. 25, 2026" in again
    name = f"{waiting.pk} Riverside"
    assert capsys.readouterr().out == (
        f"{name}: refused, 0 mails sent\nNo organisation waits for approval.\n{name}: was not waiting\n"
        f"{name}: waits again\n{name}: was not refused\n{name}: approved, 0 mails sent\n"
    )
    events = list(Event.objects.filter(actor=None).order_by("pk").values_list("what", flat=True))
    assert events == ["refused", "waits-again", "approved"]
    assert "The organisation was approved on" in text_of(stranger_client, url("organization", waiting.pk))


def test_nothing_works_in_the_name_of_a_refused_organization(waiting, stranger_client) -> None:
    refuse(organization=waiting, reason="No address", now=NOW)

    assert stranger_client.get(url("group-new", waiting.pk)).status_code == 404


def test_refused_organization_is_approved_without_asking_it_to_wait_again(waiting, stranger_client) -> None:
    refuse(organization=waiting, reason="No address", now=NOW)

    assert approve(organization=waiting, now=NOW)
    assert stranger_client.get(url("group-new", waiting.pk)).status_code == 200


@pytest.mark.parametrize(
    ("language", "reason", "subject", "body"),
    [
        ("en", "", "your organisation is approved", "“Riverside” is approved."),
        ("zh-hans", "", "你的机构已获批准", "“Riverside”已获批准。"),
        ("en", "No address", "your organisation was not approved", "The reason: No address"),
    ],
)
def test_founder_with_an_address_gets_a_mail(waiting, stranger, mailoutbox, language, reason, subject, body) -> None:
    Organization.objects.update(language=language)
    type(stranger).objects.filter(pk=stranger.pk).update(email="founder@example.org")

    call_command("approve_organizations", waiting.pk, refuse=reason or None)

    (mail,) = mailoutbox
    assert mail.to == ["founder@example.org"]
    assert subject in mail.subject
    assert body in mail.body


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_refusal_without_a_reason_that_can_be_read_is_none(waiting, reason) -> None:
    with pytest.raises(CommandError, match="Say why"):
        call_command("approve_organizations", waiting.pk, refuse=reason)

    waiting.refresh_from_db()
    assert waiting.refused_at is None


def test_notice_of_the_approval_goes_with_the_first_group(waiting, stranger_client) -> None:
    approve(organization=waiting, now=NOW)
    before = text_of(stranger_client, url("organization", waiting.pk))
    make_group(waiting)

    assert "was approved on Nov. 25, 2026" in before
    assert "was approved on" not in text_of(stranger_client, url("organization", waiting.pk))


def test_command_with_an_unknown_number_approves_nothing(waiting) -> None:
    with pytest.raises(CommandError, match="There is no organisation 999999"):
        call_command("approve_organizations", waiting.pk, 999999)

    waiting.refresh_from_db()
    assert waiting.waits_since is not None


# ---- the way back of a sole owner


def test_sole_owner_is_reminded_until_the_sheet_is_printed(organization, owner, owner_client) -> None:
    pages = [url("index"), url("organization", organization.pk)]
    before = ["print your way back" in text_of(owner_client, page) for page in pages]

    issue_sheet(user=owner, now=NOW)

    assert before == [True, True]
    assert ["print your way back" in text_of(owner_client, page) for page in pages] == [False, False]


def test_sheet_that_is_used_up_is_asked_for_again(organization, owner) -> None:
    issue_sheet(user=owner, now=NOW)
    owner.recovery_codes.update(used_at=NOW)

    assert lacks_way_back(owner)


def test_nobody_else_is_asked(organization, owner, facilitator, viewer) -> None:
    assert [lacks_way_back(one) for one in (facilitator, viewer, make_account("nobody"))] == [False] * 3
    make_staff(organization, make_account("second"), role=Role.OWNER)
    assert not lacks_way_back(owner)


def test_owners_of_other_organizations_neither_help_nor_are_meant(organization, owner, facilitator) -> None:
    make_organization("Elsewhere", owner=make_account("else"))

    assert lacks_way_back(owner)
    assert not lacks_way_back(facilitator)


def test_page_of_an_organization_speaks_of_no_other_one(organization, facilitator, facilitator_client) -> None:
    own = make_organization("Evening school", owner=facilitator)
    asked = [
        "print your way back" in text_of(facilitator_client, url("organization", one.pk)) for one in (own, organization)
    ]

    assert asked == [True, False]


def test_owner_of_an_archived_organization_is_not_asked(organization, owner) -> None:
    Organization.objects.update(archived_at=NOW)

    assert not lacks_way_back(owner)


def test_founder_is_asked_while_waiting(waiting, stranger) -> None:
    client = sign_in(Client(), stranger)

    assert "print your way back" in text_of(client, url("organization", waiting.pk))
