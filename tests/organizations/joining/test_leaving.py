"""Whoever leaves a group shares nothing more with it: neither what comes nor what they had let it see of before."""

from datetime import timedelta
from functools import partial

import pytest

from courses.organizations.joining.actions import leave, stop_sharing_earlier
from courses.organizations.models import Event, Member
from courses.organizations.reports.people.results import window_of
from tests.organizations.cast import NOW, make_group, make_member

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def sharing(group) -> Member:
    return make_member(group, "Sharing", shares_earlier=True)


@pytest.mark.parametrize("act", [partial(leave, now=LATER), stop_sharing_earlier])
def test_sharing_of_earlier_learning_ends_for_good(group, sharing, act) -> None:
    assert window_of(sharing, group).since is None

    act(member=sharing)

    sharing.refresh_from_db()
    assert (sharing.shares_earlier, sharing.began_here) == (False, False)
    assert window_of(sharing, group).since == NOW


def test_leaving_one_group_changes_no_other_place(group, sharing) -> None:
    neighbour = make_member(group, "Neighbour", shares_earlier=True)
    other = make_member(
        make_group(group.organization, "Other"), "Sharing", learner=sharing.learner, shares_earlier=True
    )

    leave(member=sharing, now=LATER)

    for one in (neighbour, other):
        one.refresh_from_db()
        assert (one.shares_earlier, one.left_at) == (True, None)


def test_leaving_twice_keeps_the_first_moment_and_is_recorded_once(sharing) -> None:
    leave(member=sharing, now=LATER)
    leave(member=sharing, now=LATER + timedelta(days=1))

    sharing.refresh_from_db()
    assert sharing.left_at == LATER
    assert Event.objects.filter(what="left", subject=sharing.learner).count() == 1


def test_person_who_was_removed_does_not_leave_as_well(sharing) -> None:
    Member.objects.filter(pk=sharing.pk).update(removed_at=NOW)

    leave(member=sharing, now=LATER)

    sharing.refresh_from_db()
    assert (sharing.left_at, sharing.shares_earlier) == (None, False)
    assert not Event.objects.filter(what="left").exists()
