"""What changes while browsers stay open: leaving, removal, archives, roles withdrawn, a guest who gets an account."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction

from courses.learning.claims.actions import add_guest_learning
from courses.organizations.groups.actions import archive_group
from courses.organizations.groups.members import remove_member
from courses.organizations.joining.actions import leave
from courses.organizations.models import GroupFacilitator, Membership
from courses.organizations.roles import Role
from courses.organizations.staffing.actions import archive_organization, change_role, remove_colleague
from tests.security.canaries import FIRST
from tests.security.cast import Cast, member_of
from tests.security.harness import Cell, Harness
from tests.security.policy import POLICY
from tests.security.policy_organizations import ORGANIZATIONS
from tests.security.routes import routes
from tests.security.rules import COUNTS, CREATES, LEADS, OWN, OWNS, PLACE, READER, WORKS, Allow, Policy

pytestmark = pytest.mark.django_db
ASKING = ("visitor", "learner", "facilitator", "viewer", "owner")
NUMBERED = {name: line for name, line in ORGANIZATIONS.items() if routes()[name].ids}
NICKNAME = ("nick", "learner")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@contextmanager
def after(cast: Cast, change: Callable[[], object]) -> Iterator[Harness]:
    """The cast as it is once this has happened; undone afterwards."""
    with transaction.atomic():
        change()
        yield Harness(cast)
        transaction.set_rollback(True)


def ask_all(harness: Harness, lines: Mapping[str, Policy], *, roles=ASKING, target: str = "A") -> list[str]:
    found: list[str] = []
    for name, line in lines.items():
        for role in roles:
            for method in line.offered:
                found += harness.judge(Cell(routes()[name], role, method, target), line)
    return found


def without(allow: Allow, *roles: str) -> Allow:
    return {role: targets for role, targets in allow.items() if role not in roles}


def changed(lines: Mapping[str, Policy], allows: Mapping[int, Allow], **more: Policy) -> dict[str, Policy]:
    """The lines with other permissions in place of those that changed."""
    return {name: replace(line, allow=allows.get(id(line.allow), line.allow)) for name, line in lines.items()} | more
