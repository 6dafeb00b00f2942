"""Founding, changing and archiving an organisation, and the record of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.organizations.access.audit_log import record_event
from courses.organizations.access.roles import Role
from courses.organizations.models import Event, Membership, Organization
from courses.organizations.models.organizations import EventsStayError
from courses.organizations.staffing import actions
from courses.privacy.erasure.erase import erase
from tests.conftest import make_account, sign_in
from tests.organizations.cast import NOW, make_group, make_lead, make_member, make_organization, make_staff
from tests.organizations.pages import key_in, url

pytestmark = pytest.mark.django_db
VALUES = {"name": "Riverside Centre", "language": "en", "place": "", "time_zone": "Asia/Shanghai"}


def found(client: Client, **values: str) -> Organization:
    promise = client.post(url("organization-new"), {**VALUES, **values}).content.decode()
    client.post(url("organization-new"), {**VALUES, **values, "agreed": "yes", "key": key_in(promise)})
    return Organization.objects.latest("pk")


def test_new_organization_asks_the_name_then_shows_the_promise_then_makes_its_owner(stranger, stranger_client) -> None:
    first = stranger_client.post(url("organization-new"), VALUES)
    before = Organization.objects.count()

    made = found(stranger_client)

    assert before == 0
    assert "single answers" in first.content.decode()
    assert (made.name, Membership.objects.get().user, Membership.objects.get().role) == (
        "Riverside Centre", stranger, "owner",
    )  # fmt: skip
    assert Event.objects.get().what == "created"


def test_new_organization_pressed_twice_is_made_once(stranger_client) -> None:
    promise = stranger_client.post(url("organization-new"), VALUES).content.decode()
    sent = {**VALUES, "agreed": "yes", "key": key_in(promise)}

    answers = [stranger_client.post(url("organization-new"), sent) for _press in range(2)]

    assert Organization.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_new_organization_with_a_key_of_somebody_else_is_shown_again(stranger_client) -> None:
    answer = stranger_client.post(url("organization-new"), {**VALUES, "agreed": "yes", "key": "abc.def"})

    assert (answer.status_code, Organization.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "name", ["", "   ", "x" * 200, "a\u202eb", "nul\x00", "\u200b", "\ufeff"], ids=lambda name: repr(name[:6])
)
def test_new_organization_refuses_names_that_cannot_be_printed(stranger_client, name: str) -> None:
    answer = stranger_client.post(url("organization-new"), {**VALUES, "name": name})

    assert (answer.status_code, Organization.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE", "社区 👨‍👩‍👧"]
)
def test_names_are_text_and_nothing_else(stranger_client, name: str) -> None:
    made = found(stranger_client, name=name)

    page = stranger_client.get(url("organization", made.pk)).content.decode()

    assert made.name == name
    assert "<script>alert" not in page


def test_visitor_is_led_to_sign_in_and_back(db, client) -> None:
    answer = client.get(url("organization-new"))

    assert answer["Location"] == "/en/account/login/?next=%2Fen%2Forganizations%2Fnew%2F"


def test_organization_page_is_not_there_for_others(organization, stranger_client) -> None:
    other = make_organization("Other", owner=make_account("other-owner"))
    missing = stranger_client.get(url("organization", 10**30))

    pages = [
        stranger_client.get(url(name, one.pk))
        for one in (organization, other)
        for name in ("organization", "record", "organization-edit", "archive", "invite")
    ]

    assert {page.status_code for page in pages} == {404}
    assert missing.status_code == 404


def test_owner_changes_the_organization(organization, owner_client) -> None:
    answer = owner_client.post(
        url("organization-edit", organization.pk), {**VALUES, "name": "Hillside", "place": "Town"}
    )

    organization.refresh_from_db()
    assert (answer.status_code, organization.name, organization.place) == (303, "Hillside", "Town")
    assert Event.objects.latest("pk").what == "edited"


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]


def test_second_of_two_owners_is_told_and_overwrites_nothing_until_she_has_seen_both(
    organization, owner_client
) -> None:  # fmt: skip
    address = url("organization-edit", organization.pk)
    seen = seen_in(owner_client.get(address).content.decode())
    second = make_account("second-owner")
    make_staff(organization, second, role=Role.OWNER)
    other = sign_in(Client(), second)
    other.post(address, {**VALUES, "name": "Changed by the other", "seen": seen})

    answer = owner_client.post(address, {**VALUES, "name": "Changed by me", "seen": seen})
    page = answer.content.decode()
    organization.refresh_from_db()
    name_meanwhile = organization.name
    again = owner_client.post(address, {**VALUES, "name": "Changed by me", "seen": seen_in(page)})

    organization.refresh_from_db()
    assert (answer.status_code, name_meanwhile) == (409, "Changed by the other")
    assert "<bdi>Changed by the other</bdi>" in page
    assert 'value="Changed by me"' in page
    assert (again.status_code, organization.name) == (303, "Changed by me")


@pytest.mark.parametrize("who", ["facilitator_client", "viewer_client"])
def test_only_owners_manage(organization, who: str, request) -> None:
    client = request.getfixturevalue(who)

    codes = [
        client.get(url(name, organization.pk)).status_code
        for name in ("organization-edit", "archive", "invite", "record")
    ]

    assert codes == [404] * 4
    assert client.get(url("organization", organization.pk)).status_code == 200


def test_archiving_asks_closes_everything_and_can_be_undone(
    organization, group, owner_client, facilitator_client
) -> None:
    asked = owner_client.get(url("archive", organization.pk))
    owner_client.post(url("archive", organization.pk))
    closed = facilitator_client.get(url("people", group.pk)).status_code
    banner = owner_client.get(url("index")).content.decode()
    gone = owner_client.get(url("index")).content.decode()
    owner_client.post(url("restore", organization.pk))

    assert asked.status_code == 200
    assert closed == 404
    assert (url("restore", organization.pk) in banner, url("restore", organization.pk) in gone) == (True, False)
    assert facilitator_client.get(url("people", group.pk)).status_code == 200
    assert [event.what for event in Event.objects.order_by("pk")] == ["archived", "restored"]


def test_archiving_can_be_undone_months_later(organization, owner, owner_client) -> None:
    long_ago = timezone.now() - timedelta(days=200)
    actions.archive_organization(organization=organization, actor=owner, now=long_ago)

    listed = owner_client.get(url("archived")).content.decode()
    answer = owner_client.post(url("restore", organization.pk))

    organization.refresh_from_db()
    assert url("restore", organization.pk) in listed
    assert (answer.status_code, organization.archived_at) == (303, None)


def test_record_names_staff_by_user_name_and_learners_by_nickname(
    organization, group, member, owner, owner_client
) -> None:
    record_event(organization=organization, actor=owner, what="removed", subject=member.learner, group=group, now=NOW)
    record_event(
        organization=organization, actor=member.learner, what="left", subject=member.learner, group=group, now=NOW
    )

    page = owner_client.get(url("record", organization.pk)).content.decode()

    assert page.count("小林") == 2
    assert member.learner.username not in page
    assert "owner" in page


def test_record_names_nobody_who_has_been_erased(organization, group, owner, owner_client) -> None:
    gone = make_member(group, "秘密的名字")
    record_event(organization=organization, actor=owner, what="removed", subject=gone.learner, group=group, now=NOW)
    erase(learner=gone.learner)

    page = owner_client.get(url("record", organization.pk)).content.decode()

    assert "秘密的名字" not in page
    assert Event.objects.get().subject_id is None


def test_record_is_only_ever_added_to(organization, owner) -> None:
    event = record_event(organization=organization, actor=owner, what="edited", now=NOW)

    for change in (lambda: Event.objects.update(what="x"), lambda: Event.objects.all().delete(), event.delete):
        with pytest.raises(EventsStayError):
            change()


@pytest.mark.parametrize(("lines", "queries"), [(3, 9), (50, 9)])
def test_record_costs_the_same_for_few_and_many_lines(
    organization, owner, owner_client, django_assert_max_num_queries, lines: int, queries: int
) -> None:
    for _line in range(lines):
        record_event(organization=organization, actor=owner, what="edited", now=NOW)

    with django_assert_max_num_queries(queries):
        page = owner_client.get(url("record", organization.pk)).content.decode()

    assert page.count("<tr>") == lines + 1


def test_record_with_a_wrong_page_number_is_shown_again(organization, owner_client) -> None:
    codes = [
        owner_client.get(url("record", organization.pk), {"page": page}).status_code for page in ("0", "x", "9" * 40)
    ]

    assert codes == [422] * 3


def test_erasing_the_only_owner_leaves_the_organization_to_the_longest_serving_colleague(
    organization, facilitator, owner
) -> None:
    erase(learner=owner)

    heir = Membership.objects.get(organization=organization, role=Role.OWNER)
    assert heir.user == facilitator
    assert Event.objects.filter(what="handed-over", actor=None).exists()


def test_erasing_the_last_colleague_archives_the_organization(db) -> None:
    person = make_account("alone")
    organization = make_organization(owner=person)

    erase(learner=person)

    organization.refresh_from_db()
    assert organization.archived_at is not None


def test_front_page_shows_own_organizations_only(organization, group, viewer_client, stranger_client) -> None:
    make_group(make_organization("Elsewhere", owner=make_account("else")), "Hidden group")

    seen, nothing = viewer_client.get(url("index")).content.decode(), stranger_client.get(url("index")).content.decode()

    assert ("Riverside Centre" in seen, "Evening group" in seen, url("people", group.pk) in seen) == (True, True, False)
    assert ("Riverside" in nothing, "Hidden" in nothing or "Hidden" in seen) == (False, False)


def test_two_organizations_never_see_each_other(organization, group, member) -> None:
    theirs = make_account("their-owner")
    other = make_organization("Other", owner=theirs)
    lead = make_account("their-lead")
    their_group = make_group(other, "Theirs")
    make_lead(their_group, lead)
    make_staff(other, make_account("their-viewer"), role=Role.VIEWER)
    pages = [
        url(name, group.pk)
        for name in ("people", "people-add", "group-edit", "join-sheet", "screen", "group-ready", "leads")
    ]
    pages.append(url("access", group.pk, member.pk))
    pages.append(url("access", their_group.pk, member.pk))  # a group of theirs, a person of ours

    for person in (theirs, lead):
        client = sign_in(Client(), person)
        assert {client.get(page).status_code for page in pages} == {404}


def test_visitor_learns_what_groups_are(organization, client) -> None:
    answer = client.get(url("index"))

    page = answer.content.decode()
    assert (answer.status_code, "single answers" in page, "Riverside Centre" in page) == (200, True, False)
