"""Asks every route as every role by every method, undoes what it did, and names every surprise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import override

from courses.accounts.pages.declared import FORM_PAGES
from tests.security.cast.canaries import found_in, leaks
from tests.security.cast.cast import NO_ID, Cast, values
from tests.security.matrix.digest import changed, changes, digest
from tests.security.matrix.headers import SAME, faults, too_long_kept
from tests.security.matrix.sending import form
from tests.security.routes import Route
from tests.security.rules import MIXED, ROLES, SIGNED_IN, SIGNED_OUT, Expected, Policy

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"')
SIGN_IN = "account_login"
Shown = tuple[int, str, str]
SOME = ("visitor", "learner", "owner")  # ask pages that are open to all by the less usual methods


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, where it leads, the text, and which tables changed."""

    status: int
    to: str
    text: str
    written: frozenset[str]
    seen: frozenset[tuple[str, str]]
    headers: Mapping[str, str]
    cookies: SimpleCookie

    def fits(self, expected: Expected) -> bool:
        if isinstance(expected, int):
            return self.status == expected
        return self.status in (302, 303) and self.to == expected

    @property
    def outcome(self) -> Expected:
        return self.to if self.to else self.status

    @property
    def shown(self) -> Shown:
        return self.status, self.to, self.text


@dataclass(frozen=True, slots=True)
class Cell:
    route: Route
    role: str
    method: str
    target: str

    def __str__(self) -> str:
        whose = f" of {self.target}" if self.target else ""
        return f"{self.role}: {self.method} {self.route.name}{whose}"


@dataclass
class Harness:
    cast: Cast
    base: Mapping[str, str] = field(default_factory=digest)
    seen: set[tuple[str, str]] = field(default_factory=set)
    _nothing: dict[tuple[str, int], Shown] = field(default_factory=dict)  # what role and status look like
    _asked: set[tuple[str, str]] = field(default_factory=set)  # routes and methods asked for what does not exist
    _last: Answer | None = None  # to GET, which HEAD is compared to

    def ask(
        self, role: str, method: str, address: str, sent: Mapping[str, object] | None = None, *, may_write: bool = False
    ) -> Answer:
        """One request in the role's own browser; whatever it wrote is undone, and noticed unless it may write."""
        cache.clear()
        client = self.cast.browser(role)
        with transaction.atomic():
            before = changes()
            response = (
                getattr(client, method.lower())(address, sent) if sent else getattr(client, method.lower())(address)
            )
            content = b"".join(response.streaming_content) if response.streaming else response.content
            is_same = may_write or changes() == before
            written = frozenset() if is_same else frozenset(changed(self.base, digest()))
            transaction.set_rollback(True)
        location = response.headers.get("Location", "")
        text = content.decode("utf-8", "replace").replace(urlsplit(address).path, "@")
        seen = frozenset(found_in(content))
        return Answer(
            response.status_code, name_of(location), TOKENS.sub("", text), written, seen, response.headers,
            response.cookies,
        )  # fmt: skip

    def surprises(self, route: Route, policy: Policy) -> Iterator[str]:
        for cell in cells_of(route, policy):
            yield from self.judge(cell, policy)

    def judge(self, cell: Cell, policy: Policy) -> Iterator[str]:
        sent = form(self.cast, cell.route.name, cell.role) if cell.method == "POST" else None
        may, address = policy.may(cell.role, cell.target), self.address(cell.route, cell.target)
        answer = self.ask(cell.role, cell.method, address, sent, may_write=may and cell.method == "POST")
        self.seen |= answer.seen
        problems = [f"shows {text}" for text in leaks(cell.role, answer.seen, policy.shows)]
        problems += faults(answer.headers, answer.cookies)
        problems += too_long_kept(cell.role, answer.status, answer.headers, policy)
        problems += self._differs_from_get(cell, answer)
        if may:
            problems += self._allowed(cell, policy, answer)
        else:
            problems += self._refused(cell, policy, answer, sent)
        yield from (f"{cell}: {problem}" for problem in problems)

    def address(self, route: Route, target: str, **more: object) -> str:
        return route.address(**{**values(self.cast, route.name, route.pattern, target), **more})

    def _differs_from_get(self, cell: Cell, answer: Answer) -> Iterator[str]:
        """HEAD is asked right after GET, and says the same; its body is cut off by every server."""
        if cell.method == "GET":
            self._last = answer
        elif cell.method == "HEAD" and self._last:
            if answer.outcome != self._last.outcome:
                yield f"{answer.outcome} though GET gives {self._last.outcome}"
            for name in SAME:
                if answer.headers.get(name) != self._last.headers.get(name):
                    yield f"{name} is {answer.headers.get(name)} though GET says {self._last.headers.get(name)}"

    def _allowed(self, cell: Cell, policy: Policy, answer: Answer) -> Iterator[str]:
        expected = policy.expected(cell.role, cell.method, cell.target)
        wanted = _page_of(cell, 405 if expected is None else expected)
        if not answer.fits(wanted):
            yield f"{answer.outcome} instead of {wanted}"
        if cell.method != "POST" and answer.written - policy.notes:
            yield f"writes {sorted(answer.written)}"

    def _refused(self, cell: Cell, policy: Policy, answer: Answer, sent: Mapping[str, object] | None) -> Iterator[str]:
        if answer.written:
            yield f"writes {sorted(answer.written)} though refused"
        if policy.mark != "public" and cell.role in SIGNED_OUT:
            if not answer.fits(SIGN_IN):
                yield f"{answer.outcome} instead of sign-in"
            return
        wanted = _page_of(cell, policy.refusal(cell.role, cell.method))
        if not answer.fits(wanted):
            yield f"{answer.outcome} instead of {wanted}"
        if not self._is_as_of_nothing(cell, sent, answer):
            yield "differs from what does not exist"

    def _is_as_of_nothing(self, cell: Cell, sent: Mapping[str, object] | None, answer: Answer) -> bool:
        """Whether the answer is the one for numbers that nothing has.

        Every route is asked for such numbers by every method. Who then gets the very page that they get elsewhere for
        them is not asked again.
        """
        place, kind = (cell.route.name, cell.method), (cell.role, answer.status)
        if place in self._asked and self._nothing.get(kind) == answer.shown:
            return True
        address = self.address(cell.route, cell.target, **dict.fromkeys(cell.route.ids, NO_ID))
        missing = self.ask(cell.role, cell.method, address, sent)
        self._asked.add(place)
        if missing.status in (404, 405):
            self._nothing[cell.role, missing.status] = missing.shown
        return answer.shown == missing.shown


def _page_of(cell: Cell, wanted: Expected) -> Expected:
    """A GET of an address that only takes forms leads to the page of its form, whoever asks and whether it is there."""
    is_read = wanted == 405 and cell.method in ("GET", "HEAD")
    return FORM_PAGES[cell.route.name][0] if is_read and cell.route.name in FORM_PAGES else wanted


def cells_of(route: Route, policy: Policy) -> Iterator[Cell]:
    """All cells of one route: every method for the first thing asked for, those that are offered for the others."""
    for place, target in enumerate(targets_of(route, policy)):
        for role in _roles_for(place, target, policy):
            for method in policy.offered if place else METHODS:
                if method in ("GET", "POST") or policy.mark != "public" or role in SOME:
                    yield Cell(route, role, method, target)


def _roles_for(place: int, target: str, policy: Policy) -> Iterable[str]:
    """Everybody for the first thing asked for; later only those whom it could still make a difference."""
    if target in MIXED:
        return policy.allow
    return ROLES if not place or policy.mark == "public" else SIGNED_IN


def targets_of(route: Route, policy: Policy) -> tuple[str, ...]:
    """Whose things are asked for; where an address names two, also those that do not belong together."""
    if "organizations/<int:pk>" in route.pattern:
        return ("A", "C", "FAR") if len(route.ids) > 1 else ("A", "C")
    is_of_group = "groups/<int:pk>" in route.pattern
    names_two = is_of_group and len([name for name in route.ids if name not in ("pk", "position")]) > 0
    return (*policy.targets, *MIXED) if names_two else policy.targets


def name_of(location: str) -> str:
    """The name of the route that an address leads to; the address itself when it leads away."""
    path = urlsplit(location).path
    if not path:
        return location
    try:
        with override(path.split("/")[1]):
            return resolve(path).view_name
    except Resolver404:
        return location
