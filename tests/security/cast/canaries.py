"""Private texts that can be told apart: `canary-KIND-WHOSE`, and who may ever read which of them."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from tests.security.rules import NOBODY

CANARY = re.compile(r"canary-([a-z]+)-([A-Za-z0-9]+)")
FIRST, SECOND = "one", "two"  # the two organisations
LEADERS: Mapping[str, frozenset[str]] = {
    "A": frozenset({"facilitator", "owner"}),
    "B": frozenset({"colleague", "owner"}),
    "C": frozenset({"foreigner"}),
}
IN_GROUP: Mapping[str, str] = {"learner": "A", "mate": "A", "neighbor": "B", "outsider": "C"}
WORK_IN: Mapping[str, frozenset[str]] = {
    FIRST: frozenset({"facilitator", "colleague", "viewer", "owner", "gone"}),
    SECOND: frozenset({"foreigner", "chief", "watcher"}),
}
ORGANIZATION_OF: Mapping[str, str] = {"A": FIRST, "B": FIRST, "C": SECOND}


def canary(kind: str, whose: str) -> str:
    return f"canary-{kind}-{whose}"


def _members(group: str) -> frozenset[str]:
    return frozenset(role for role, its in IN_GROUP.items() if its == group)


def _everyone_in(organization: str) -> frozenset[str]:
    groups = [group for group, its in ORGANIZATION_OF.items() if its == organization]
    return frozenset().union(WORK_IN[organization], *(_members(group) for group in groups))


def readers(kind: str, whose: str) -> frozenset[str]:
    """The roles to whom this text may be shown. Whatever is not named here is its owner's alone."""
    if kind == "name":
        return frozenset({whose}) | _readers_of_a_user_name(whose)
    if kind == "nick":
        return frozenset({whose}) | LEADERS[IN_GROUP[whose]]
    if kind == "note":  # written to a group
        return LEADERS[whose] | _members(whose)
    if kind == "group":
        organization = ORGANIZATION_OF[whose]
        viewers = frozenset({"viewer"}) if organization == FIRST else frozenset()
        return LEADERS[whose] | _members(whose) | viewers
    if kind == "organization":
        return _everyone_in(whose)
    if kind == "place":
        return WORK_IN[whose]
    if kind == "about":  # in the record that owners read, and in what those who did it can take away
        return LEADERS[whose]
    return frozenset({whose})


def _readers_of_a_user_name(whose: str) -> frozenset[str]:
    """User names of staff stand on the pages of their organisation, and in what learners read about who looked."""
    for organization, people in WORK_IN.items():
        if whose in people:
            return _everyone_in(organization)
    return frozenset()


def found_in(content: bytes) -> set[tuple[str, str]]:
    """Every canary in an answer, those in packed files too."""
    if not content.startswith(b"PK"):
        return set(CANARY.findall(content.decode("utf-8", "replace")))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {one for name in packed.namelist() for one in found_in(packed.read(name))}


def leaks(role: str, seen: Iterable[tuple[str, str]], shown_to_all: frozenset[str]) -> list[str]:
    """What of `seen` this role may not see; `shown_to_all` are kinds that the route shows to whoever has its secret."""
    return sorted(
        canary(kind, whose)
        for kind, whose in seen
        if kind not in shown_to_all and (role in NOBODY or role not in readers(kind, whose))
    )
