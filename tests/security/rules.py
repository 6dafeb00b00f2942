"""What the hand-written table of permissions is made of: roles, whose things they meet, and one line a route."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

ROLES: Mapping[str, str] = {
    "visitor": "nobody known",
    "guest": "learned here without an account",
    "learner": "a learner of group A, with an account",
    "neighbor": "a learner of group B, of the same organisation",
    "facilitator": "leads group A",
    "colleague": "leads group B of the same organisation",
    "foreigner": "leads group C of another organisation",
    "viewer": "sees totals of the first organisation",
    "owner": "owns the first organisation",
    "staff": "runs the site, and has no role in any organisation",
    "gone": "was a facilitator of group A and is deactivated, with a session that is still open",
}
NOBODY = ("visitor", "gone")  # have no account and no guest's cookie
SIGNED_OUT = (*NOBODY, "guest")
ACCOUNTS = tuple(role for role in ROLES if role not in SIGNED_OUT)

# Whose thing an address names. A and B are groups of one organisation, C of another one, with all that belongs to
# them; MIX is the number of group A in front of the number of something of group B, and FAR of group C.
GROUPS = ("A", "B", "C")
MIXED = ("MIX", "FAR")
OWNERS = ("guest", "learner", "neighbor", "owner")  # whose checks, records and results are asked for

SIGNED_IN = ("visitor", *ACCOUNTS)  # who is sent to sign-in is so before anything is looked up: one of them will do

Allow: TypeAlias = Mapping[str, frozenset[str]]
Expected: TypeAlias = int | str  # a status; or the name of the route that a 302 or 303 leads to


def _allow(**targets: str) -> Allow:
    return {role: frozenset(whose.split()) for role, whose in targets.items()}


ANYBODY: Allow = {role: frozenset({""}) for role in ROLES}
ACCOUNT: Allow = {role: frozenset({""}) for role in ACCOUNTS}
OWN: Allow = {role: frozenset({role}) for role in OWNERS}
LEADS = _allow(facilitator="A", colleague="B", foreigner="C", owner="A B")
READER = _allow(facilitator="A", colleague="B", foreigner="C")  # whoever read the file in, and nobody else
COUNTS = _allow(facilitator="A", colleague="B", foreigner="C", owner="A B", viewer="A B")
TOTALS = _allow(owner="A B", viewer="A B")
OWNS = _allow(owner="A B")
WORKS = _allow(facilitator="A B", colleague="A B", viewer="A B", owner="A B", foreigner="C")
CREATES = _allow(facilitator="A B", colleague="A B", owner="A B", foreigner="C")
PLACE = _allow(learner="A", neighbor="B")


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may call one route, how, and what comes.

    `get` and `post` say what those who may use it get: one expectation, or one a role with "" for all others; None
    where the method is not offered. `missing` is what others get instead of a 404: where a visitor's page looks the
    same as that of somebody without such a thing. `notes` are tables to which a GET may add a line.
    `shows` are kinds of private text that the route shows to whoever has the secret in its address.
    """

    allow: Allow
    mark: str
    get: Expected | Mapping[str, Expected] | None = None
    post: Expected | Mapping[str, Expected] | None = None
    missing: Mapping[str, Expected] | None = None  # by method, or by method and role: "POST visitor"
    beyond: Mapping[str, Expected] | None = None  # by target: where the learner's account is more than the group's
    notes: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()
    is_personal: bool = True  # shows something of the reader, so that nobody may keep it
    is_kept: bool = False  # though personal, their own browser keeps it: Back shows what was typed

    @property
    def targets(self) -> tuple[str, ...]:
        named = {target for targets in self.allow.values() for target in targets}
        if named == {""}:
            return ("",)
        return OWNERS if self.allow is OWN else GROUPS

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(method for method, wanted in (("GET", self.get), ("POST", self.post)) if wanted is not None)

    def may(self, role: str, target: str) -> bool:
        return target in self.allow.get(role, frozenset())

    def expected(self, role: str, method: str, target: str = "") -> Expected | None:
        """What somebody who may use the route gets; None where the method is not offered."""
        role = "visitor" if role == "gone" else role
        wanted = self.post if method == "POST" else self.get if method in ("GET", "HEAD") else None
        if wanted is not None and target in (self.beyond or {}):
            return (self.beyond or {})[target]
        if isinstance(wanted, Mapping):
            return wanted.get(role, wanted.get(""))
        return wanted

    def refusal(self, role: str, method: str) -> Expected:
        """What somebody who may not use the route gets: never 403.

        A method that the route does not offer is refused before anything is looked up, so 405 says nothing of ids.
        """
        role = "visitor" if role == "gone" else role
        other = self.missing or {}
        if (found := other.get(f"{method} {role}", other.get(method))) is not None:
            return found
        offered = self.post if method == "POST" else self.get if method in ("GET", "HEAD") else None
        return 405 if offered is None else 404


def everybody(get: object = 200, **more: object) -> Policy:
    """A page that is the same business of all: nothing personal in it but what belongs to the reader's own cookie."""
    return Policy(allow=ANYBODY, mark="public", get=get, **{"is_personal": False, **more})  # type: ignore[arg-type]


def own_page(get: object = 200, **more: object) -> Policy:
    """Open to all, and shows only what belongs to the reader."""
    return everybody(get, is_personal=True, **more)


def account(get: object = 200, **more: object) -> Policy:
    return Policy(allow=ACCOUNT, mark="signed in", get=get, **more)  # type: ignore[arg-type]


def staff(allow: Allow, get: object = 200, **more: object) -> Policy:
    return Policy(allow=allow, mark="staff", get=get, **more)  # type: ignore[arg-type]


def press(allow: Allow, to: object, **more: object) -> Policy:
    """A button on a page of people who run groups: POST only."""
    return Policy(allow=allow, mark="staff", post=to, **more)  # type: ignore[arg-type]


def lists() -> Policy:
    """A page for whoever runs the site, to look at: none of the cast has signed in as that."""
    return Policy(allow={}, mark="operators", get=200)
