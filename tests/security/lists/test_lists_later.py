"""What lists show once somebody has gone, or an archive or a withdrawn role has ended what they saw."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from django.db import transaction

from courses.organizations.groups.actions import archive_group
from courses.organizations.groups.members import remove_member
from courses.organizations.joining.actions import leave
from courses.organizations.models import GroupFacilitator, Membership
from courses.organizations.staffing.actions import archive_organization, remove_colleague
from tests.security.cast.canaries import FIRST
from tests.security.cast.cast import Cast, member_of
from tests.security.lists.lists import Seen, of, opened, seen, sent
from tests.security.matrix.harness import Harness

pytestmark = pytest.mark.django_db
PAGES = (
    "people", "results", "results-print", "results-file", "attendance", "attendance-file", "meeting", "assign-course",
    "roster-draft",
)  # fmt: skip
NAMED_LIKE_THEM = of("nick", "learner")
OF_THE_GROUP = of("group", "A") | of("note", "A")
Change = Callable[[Cast], object]

GONE: Mapping[str, Change] = {
    "left": lambda cast: leave(member=member_of(cast, "A"), now=cast.now),
    "removed": lambda cast: remove_member(member=member_of(cast, "A"), actor=cast.people["owner"], now=cast.now),
}
NO_MORE_LEADING: Mapping[str, Change] = {
    "removed from the organisation": lambda cast: remove_colleague(
        membership=_membership(cast), actor=cast.people["owner"], now=cast.now
    ),
    "leads no more": lambda cast: GroupFacilitator.objects.filter(membership=_membership(cast)).delete(),
}
ARCHIVED: Mapping[str, Change] = {
    "group": lambda cast: archive_group(group=cast.rooms["A"].group, actor=cast.people["owner"], now=cast.now),
    "organisation": lambda cast: archive_organization(
        organization=cast.organizations[FIRST], actor=cast.people["owner"], now=cast.now
    ),
}


def _membership(cast: Cast) -> Membership:
    return Membership.objects.get(user=cast.people["facilitator"])


@contextmanager
def after(cast: Cast, change: Change) -> Iterator[None]:
    with transaction.atomic():
        change(cast)
        yield
        transaction.set_rollback(True)


def shown(harness: Harness, role: str, *names: str) -> Seen:
    return frozenset().union(*(seen(opened(harness, name, role, "A"), role) for name in names))


@pytest.mark.parametrize("way", GONE)
@pytest.mark.parametrize("name", PAGES)
def test_who_has_gone_stands_in_no_list(harness: Harness, name: str, way: str) -> None:
    here = f"organizations:{name}"
    before = shown(harness, "facilitator", here)
    with after(harness.cast, GONE[way]):
        later = shown(harness, "facilitator", here)

    assert (before & NAMED_LIKE_THEM, later) == (NAMED_LIKE_THEM, before - NAMED_LIKE_THEM)


@pytest.mark.parametrize("way", GONE)
def test_who_has_gone_has_nothing_of_the_group_on_her_pages(harness: Harness, way: str) -> None:
    before = shown(harness, "learner", "home", "me")
    with after(harness.cast, GONE[way]):
        assert shown(harness, "learner", "home", "me") == frozenset()

    assert before == OF_THE_GROUP


@pytest.mark.parametrize("what", ARCHIVED)
def test_archived_group_stands_on_no_learners_page(harness: Harness, what: str) -> None:
    with after(harness.cast, ARCHIVED[what]):
        assert shown(harness, "learner", "home", "me") == frozenset()


@pytest.mark.parametrize("what", ARCHIVED)
def test_archived_group_stands_in_no_list_of_groups(harness: Harness, what: str) -> None:
    before = shown(harness, "facilitator", "organizations:index")
    with after(harness.cast, ARCHIVED[what]):
        later = shown(harness, "facilitator", "organizations:index")

    assert of("group", "A") <= before
    assert later == (of("organization", FIRST) if what == "group" else frozenset())


@pytest.mark.parametrize("way", NO_MORE_LEADING)
def test_who_leads_no_more_finds_the_group_in_no_list(harness: Harness, way: str) -> None:
    organization = frozenset() if way == "removed from the organisation" else of("organization", FIRST)
    with after(harness.cast, NO_MORE_LEADING[way]):
        assert shown(harness, "facilitator", "organizations:index", "home", "me") == organization


def test_who_leads_no_more_does_not_take_the_people_away_in_her_export(harness: Harness) -> None:
    with after(harness.cast, NO_MORE_LEADING["removed from the organisation"]):
        taken = seen(sent(harness, "privacy:export", "facilitator"), "facilitator")

    assert {kind for kind, _whose in taken} & {"nick", "group", "organization", "place", "roster", "phone"} == set()
