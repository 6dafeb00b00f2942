"""What the database itself refuses, whoever asks it."""

from datetime import timedelta

import pytest
from django.db import DataError, IntegrityError, transaction

from courses.organizations.access.audit_log import note_list, note_look, record_event
from courses.organizations.models import (
    AccessLog,
    Assignment,
    AssignmentMember,
    Card,
    Event,
    GroupFacilitator,
    GuardianConsent,
    Invitation,
    Membership,
    Organization,
)
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_member

pytestmark = pytest.mark.django_db


def refused(make, *args: object, **values: object) -> bool:
    """Whether the database refuses the row: by a constraint, or (PostgreSQL) by the width of a column."""
    try:
        with transaction.atomic():
            make(*args, **values)
    except (DataError, IntegrityError):
        return True
    return False


def assignment(group, **values: object) -> Assignment:
    fields = {"key": "k", "course": "c", "created_at": NOW, **values}
    return Assignment.objects.create(organization=group.organization, group=group, **fields)


def look(group, **values: object) -> AccessLog:
    fields = {"viewer_key": "v", "what": "list", "day": NOW.date(), "at": NOW, **values}
    return AccessLog.objects.create(organization=group.organization, group=group, **fields)


def test_names_are_neither_empty_nor_endless(organization, group) -> None:
    changes = [{"name": ""}, {"name": "x" * 161}]

    assert all(refused(Organization.objects.filter(pk=organization.pk).update, **one) for one in changes)
    assert all(refused(type(group).objects.filter(pk=group.pk).update, **one) for one in changes)
    assert refused(make_member, group, "")
    assert refused(make_member, group, "x" * 161)


def test_only_known_words_are_stored(organization, group, facilitator, member) -> None:
    mine = Membership.objects.filter(user=facilitator)

    assert refused(mine.update, role="admin")
    assert refused(Organization.objects.filter(pk=organization.pk).update, language="fr")
    assert refused(type(group).objects.filter(pk=group.pk).update, mode="bus")
    assert refused(type(group).objects.filter(pk=group.pk).update, who_joins="nobody")
    assert refused(look, group, what="guess")
    consent = {"organization": group.organization, "member": member, "words": "1", "at": NOW}
    assert refused(GuardianConsent.objects.create, who="friend", **consent)


def test_one_role_per_person_and_one_lead_per_group(organization, group, facilitator) -> None:
    mine = Membership.objects.get(user=facilitator)

    assert refused(Membership.objects.create, organization=organization, user=facilitator, role="viewer", since=NOW)
    assert refused(GroupFacilitator.objects.create, organization=organization, group=group, membership=mine, since=NOW)


def test_code_of_a_group_is_its_own_and_has_eight_letters(organization, group) -> None:
    assert refused(make_group, organization, code=group.code)
    assert refused(make_group, organization, code="SHORT")


def test_nickname_and_place_are_one_persons(group, member) -> None:
    assert refused(make_member, group, "小 林")
    assert refused(make_member, group, "another", learner=member.learner)


def test_one_card_is_valid_and_its_hash_unique(group, member) -> None:
    values = {"organization": group.organization, "member": member, "issued_at": NOW}
    first = Card.objects.create(token="t1", **values)

    assert refused(Card.objects.create, token="t2", **values)
    Card.objects.filter(pk=first.pk).update(voided_at=NOW)
    assert not refused(Card.objects.create, token="t2", **values)
    Card.objects.update(voided_at=NOW)
    assert refused(Card.objects.create, token="t1", **values)


def test_invitation_expires_after_it_is_made(organization) -> None:
    values = {"organization": organization, "role": "viewer", "token": "t", "key": "k", "created_at": NOW}

    assert refused(Invitation.objects.create, expires_at=NOW, **values)


def test_assignment_is_made_once_with_a_short_note(group, member) -> None:
    made = assignment(group)
    AssignmentMember.objects.create(organization=group.organization, assignment=made, member=member)

    assert refused(assignment, group)
    assert refused(assignment, group, key="k2", note="x" * 201)
    assert refused(AssignmentMember.objects.create, organization=group.organization, assignment=made, member=member)


def test_look_at_a_list_names_nobody_and_at_a_person_names_them(group, member) -> None:
    assert refused(look, group, member=member)
    assert refused(look, group, what="person")


def test_list_is_noted_once_a_day_and_a_person_each_time(group, member, facilitator) -> None:
    for _time in range(2):
        note_list(viewer=facilitator, group=group, now=NOW)
        note_look(viewer=facilitator, member=member, now=NOW)
    note_list(viewer=facilitator, group=group, now=NOW + timedelta(days=1))

    assert AccessLog.objects.filter(what="list").count() == 2
    assert AccessLog.objects.filter(what="person", member=member).count() == 2


def test_record_loses_the_name_and_keeps_the_line(organization) -> None:
    person = make_account("gone")
    record_event(organization=organization, actor=person, what="edited", now=NOW)

    person.delete()

    assert (Event.objects.get().actor_id, Event.objects.get().what) == (None, "edited")
