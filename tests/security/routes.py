"""Every route of the site, found by walking the URL conf itself: a list typed by hand misses the one added last."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLResolver, get_resolver, reverse
from django.utils.translation import override

from courses.accounts.access import rule_of_route

ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>")


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def arguments(self) -> dict[str, str]:
        """Names of what the address holds, with their kind."""
        found = ARGUMENT.finditer(self.pattern)
        return {one["name"] or one["group"]: one["kind"] or "str" for one in found}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.arguments.items() if kind == "int")

    @property
    def mark(self) -> str:
        """The first words of the view's access mark: "public", "signed in" or "staff"; "" when there is none."""
        return (rule_of_route(self.name, self.view) or "").partition(":")[0].partition(",")[0]

    def address(self, **values: object) -> str:
        """The English address with those of `values` that it takes."""
        with override("en"):
            return reverse(self.name, kwargs={name: values[name] for name in self.arguments})


def walk(resolver: URLResolver | None = None, prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    """Every leaf: includes, language prefixes and the pages of allauth too."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, pattern, (*spaces, entry.namespace) if entry.namespace else spaces)
        else:
            yield Route(":".join((*spaces, entry.name or "")), pattern, entry.callback)


@cache
def routes() -> dict[str, Route]:
    found = list(walk())
    by_name = {route.name: route for route in found}
    assert len(by_name) == len(found), "two routes share a name"
    return by_name
