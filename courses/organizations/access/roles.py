"""What each role in an organisation may do: one table, from which the permission querysets of the models are built."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    FACILITATOR = "facilitator"
    VIEWER = "viewer"


class Permission(StrEnum):
    SEE_TOTALS = "see totals"  # counts of groups, never a person
    LEAD_GROUPS = "lead groups"  # the groups this person leads: people, cards, assignments, reports, workshops
    CREATE_GROUPS = "create groups"
    LEAD_ALL_GROUPS = "lead all groups"  # every group of the organisation
    MANAGE_STAFF = "manage staff"  # invite, change roles, remove, say who leads which group
    MANAGE_ORGANIZATION = "manage organization"  # rename, hand over, archive
    READ_RECORD = "read record"  # the append-only record of what was done


PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.FACILITATOR: frozenset({Permission.LEAD_GROUPS, Permission.CREATE_GROUPS}),
    Role.VIEWER: frozenset({Permission.SEE_TOTALS}),
}


def roles_with(permission: Permission) -> tuple[str, ...]:
    """Names of the roles that have `permission`, as stored in Membership."""
    return tuple(role.value for role, granted in PERMISSIONS.items() if permission in granted)
