"""Thirty days for an undo, to the second: a moment before they are over it goes, and from then on it does not."""

from datetime import timedelta

import pytest

from courses.accounts.http.refusals import TooLateError
from courses.organizations.groups.members import take_back
from courses.organizations.groups.reading import removed_page
from courses.organizations.groups.several.actions import moves_of, removals_of, removed_at_once
from courses.organizations.models import Event, Member
from courses.organizations.staffing.deleting import EXPORTED, taken_at
from tests.organizations.cast import NOW, make_group, make_member

pytestmark = pytest.mark.django_db
MONTH, SECOND = timedelta(days=30), timedelta(seconds=1)
MOMENTS = [(NOW + MONTH - SECOND, True), (NOW + MONTH, False)]


@pytest.mark.parametrize(("now", "is_in_time"), MOMENTS)
def test_removed_person_is_taken_back(group, owner, now, is_in_time) -> None:
    member = make_member(group, removed_at=NOW)

    if is_in_time:
        take_back(member=member, actor=owner, now=now)
    else:
        with pytest.raises(TooLateError):
            take_back(member=member, actor=owner, now=now)

    assert Member.objects.get().is_present is is_in_time


def test_whoever_left_by_themselves_is_not_taken_back_and_whoever_is_there_stays(group, owner) -> None:
    left, there = make_member(group, "left", left_at=NOW), make_member(group, "there")

    with pytest.raises(TooLateError):
        take_back(member=left, actor=owner, now=NOW + SECOND)
    take_back(member=there, actor=owner, now=NOW + SECOND)

    assert list(Member.objects.present()) == [there]
    assert not Event.objects.filter(what="taken-back").exists()


@pytest.mark.parametrize(("now", "is_in_time"), MOMENTS)
def test_removed_people_are_offered(group, now, is_in_time) -> None:
    for number in range(2):
        make_member(group, f"Learner {number}", removed_at=NOW)

    assert bool(removed_page(group, number=1, now=now).lines) is is_in_time
    assert bool(removals_of(group, now)) is is_in_time
    assert removed_at_once(group, NOW, now).exists() is is_in_time


@pytest.mark.parametrize(("now", "is_in_time"), MOMENTS)
def test_moved_people_are_offered(organization, group, owner, now, is_in_time) -> None:
    make_member(group, moved_from=make_group(organization, "Before"), moved_at=NOW)

    assert bool(moves_of(group, owner, now)) is is_in_time


@pytest.mark.parametrize(("now", "is_in_time"), MOMENTS)
def test_copy_that_an_organization_took_counts_for_thirty_days(organization, now, is_in_time) -> None:
    Event.objects.create(organization=organization, what=EXPORTED, at=NOW)

    assert taken_at(organization, now=now) == (NOW if is_in_time else None)
