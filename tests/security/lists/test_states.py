"""What changes while browsers stay open: leaving, removal, archives, roles withdrawn, a guest who gets an account."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction

from courses.catalog.published.library import catalog
from courses.learning.claims.actions import add_guest_learning
from courses.organizations.access.roles import Role
from courses.organizations.groups.actions import archive_group
from courses.organizations.groups.members import remove_member
from courses.organizations.joining.actions import leave
from courses.organizations.models import GroupFacilitator, Membership
from courses.organizations.staffing.actions import archive_organization, change_role, remove_colleague
from tests.security.cast.canaries import FIRST, canary
from tests.security.cast.cast import Cast, member_of
from tests.security.matrix.harness import Cell, Harness
from tests.security.policy_learning import LEARNING
from tests.security.policy_organizations import GIVES_TO_HIS_OWN, ORGANIZATIONS
from tests.security.routes import routes
from tests.security.rules import COUNTS, CREATES, LEADS, OWN, OWNS, READER, TOTALS, WORKS, Allow, Policy

pytestmark = pytest.mark.django_db
ASKING = ("visitor", "learner", "facilitator", "viewer", "owner")
NUMBERED = {name: line for name, line in ORGANIZATIONS.items() if routes()[name].ids}


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


CODES = ("join", "card", "session", "group-sign-in", "mine", "index", "join-code", "session-code")
BY_CODE = {f"organizations:{name}": ORGANIZATIONS[f"organizations:{name}"] for name in CODES}
CLOSED: Mapping[str, int] = {"join": 422, "card": 404, "session": 404}  # what the codes of an archived group answer
ASKS_FIRST = "card"  # by GET it only takes the code out of the address, whatever it is
OF_MEMBER = {name: line for name, line in NUMBERED.items() if {"member", "place"} & set(routes()[name].ids)}
NO_INVITATION = {"visitor": "account_login", "": 404}  # whoever sends it is asked to sign in before it is looked up
NOTHING_TO_GIVE_TO = {"plan-give": 422, "workshops-coming": 422}
OPEN_CHECK = ("check-answers", "check-question", "check-send", "check-save", "check-unknown")
OPEN_PATH = ("path-question", "path-save", "path-unknown", "path-leave-out", "path-make")


def closed(lines: Mapping[str, Policy]) -> dict[str, Policy]:
    """The lines when nobody may use them any more."""
    return {name: replace(line, allow={}) for name, line in lines.items()}


def expecting(lines: Mapping[str, Policy], **posts: object) -> dict[str, Policy]:
    """Lines with another answer to what is sent."""
    return {name: replace(line, post=posts.get(name.partition(":")[2], line.post)) for name, line in lines.items()}


def refused_codes() -> dict[str, Policy]:
    """What the codes, cards and links of a closed group answer to anybody. Only a nickname with its secret still signs
    in: what its owner learned stays theirs."""
    short = {name.partition(":")[2]: name for name in BY_CODE}
    dead = {short[name]: replace(BY_CODE[short[name]], get=status, post=status) for name, status in CLOSED.items()}
    dead[short[ASKS_FIRST]] = replace(dead[short[ASKS_FIRST]], get=BY_CODE[short[ASKS_FIRST]].get)
    return {**BY_CODE, **dead}


GONE = {
    "left": lambda cast: leave(member=member_of(cast, "A"), now=cast.now),
    "removed": lambda cast: remove_member(member=member_of(cast, "A"), actor=cast.people["owner"], now=cast.now),
}


@pytest.mark.parametrize("way", GONE)
def test_learner_who_is_gone_is_seen_by_nobody(cast: Cast, way: str) -> None:
    undo = {"organizations:take-back": replace(OF_MEMBER["organizations:take-back"], post=409)} if way == "left" else {}
    lines = {**NUMBERED, **closed(OF_MEMBER), **undo}
    if way == "removed":  # whoever removed them can take that back for a while
        lines["organizations:take-back"] = OF_MEMBER["organizations:take-back"]
    with after(cast, lambda: GONE[way](cast)) as harness:
        assert ask_all(harness, lines) == []


def test_archived_group_can_be_read_by_its_own_and_changed_by_nobody(cast: Cast) -> None:
    roster = {"organizations:roster": replace(NUMBERED["organizations:roster"], get=409, post=409)}
    lines = expecting(
        {**NUMBERED, **roster}, **{"assign-course": 422, "workshops": 422, "roster": 409, **NOTHING_TO_GIVE_TO}
    )
    owner = cast.people["owner"]
    with after(cast, lambda: archive_group(group=cast.rooms["A"].group, actor=owner, now=cast.now)) as harness:
        assert ask_all(harness, lines) == []
        assert ask_all(harness, refused_codes(), target="") == []


def test_archived_organization_is_closed_to_all_but_its_owner_who_can_restore_it(cast: Cast) -> None:
    by_owner = ("organizations:restore", "organizations:organization-file", "organizations:organization-delete")
    restore = {name: NUMBERED[name] for name in by_owner}
    one, owner = cast.organizations[FIRST], cast.people["owner"]
    invitation = {
        "organizations:invitation": replace(ORGANIZATIONS["organizations:invitation"], get=404, post=NO_INVITATION)
    }
    with after(cast, lambda: archive_organization(organization=one, actor=owner, now=cast.now)) as harness:
        assert ask_all(harness, {**closed(NUMBERED), **restore}) == []
        assert ask_all(harness, {**refused_codes(), **invitation}, target="") == []


def test_removed_colleague_sees_nothing_more_in_a_session_that_is_open(cast: Cast) -> None:
    row = Membership.objects.get(user=cast.people["facilitator"])
    lost = {id(allow): without(allow, "facilitator") for allow in (LEADS, READER, COUNTS, WORKS, CREATES)}
    with after(cast, lambda: remove_colleague(membership=row, actor=cast.people["owner"], now=cast.now)) as harness:
        assert ask_all(harness, changed(NUMBERED, lost)) == []


def test_facilitator_who_becomes_a_viewer_sees_counts_of_all_groups_and_no_person(cast: Cast) -> None:
    row, owner = Membership.objects.get(user=cast.people["facilitator"]), cast.people["owner"]
    lost = {id(allow): without(allow, "facilitator") for allow in (LEADS, READER, CREATES)}
    lost[id(COUNTS)] = {**COUNTS, "facilitator": COUNTS["viewer"]}
    lost[id(TOTALS)] = {**TOTALS, "facilitator": TOTALS["viewer"]}
    with after(cast, lambda: change_role(membership=row, role=Role.VIEWER, actor=owner, now=cast.now)) as harness:
        found = ask_all(harness, changed(NUMBERED, lost))
    assert [line for line in found if not line.endswith(f"shows {canary('group', 'B')}")] == []  # a name like A's


def test_facilitator_of_a_group_no_more_sees_only_the_organization(cast: Cast) -> None:
    row = Membership.objects.get(user=cast.people["facilitator"])
    lost = {id(allow): without(allow, "facilitator") for allow in (LEADS, READER, COUNTS)}
    lines = expecting(changed(NUMBERED, lost), **{"plan-give": {"facilitator": 422, **GIVES_TO_HIS_OWN}})
    with after(cast, lambda: GroupFacilitator.objects.filter(membership=row).delete()) as harness:
        assert ask_all(harness, lines) == []


def test_owner_who_becomes_a_facilitator_owns_and_leads_nothing(cast: Cast) -> None:
    rows = Membership.objects.filter(user=cast.people["owner"])
    lost = {id(allow): without(allow, "owner") for allow in (LEADS, OWNS, COUNTS, TOTALS)}
    answers = {"organization-leave": "organizations:index", "plan-give": {**GIVES_TO_HIS_OWN, "owner": 422}}
    lines = expecting(changed(NUMBERED, lost), **answers)
    with after(cast, lambda: rows.update(role=Role.FACILITATOR)) as harness:
        assert ask_all(harness, lines) == []


def test_claimed_learning_is_the_accounts_and_no_more_the_guests(cast: Cast) -> None:
    """The guest's open check and path stay behind: the account has its own."""
    both = {"account": cast.people["learner"], "guest": cast.people["guest"]}
    own = {name: line for name, line in LEARNING.items() if line.allow is OWN}
    moved = {name: replace(line, allow={"learner": frozenset({"learner", "guest"})}) for name, line in own.items()}
    behind = {f"learning:{name}": own[f"learning:{name}"] for name in (*OPEN_CHECK, *OPEN_PATH)}
    with after(cast, lambda: add_guest_learning(**both, catalog=catalog(), now=cast.now)) as harness:
        found = ask_all(harness, {**moved, **behind}, roles=("visitor", "guest", "learner", "owner"), target="guest")
    assert found == []
