"""Opens a list as somebody and says what stands in it: private texts, and the numbers that its links lead to."""

import re
from urllib.parse import urljoin, urlsplit

from tests.security.cast.canaries import LEADERS
from tests.security.matrix.harness import Answer, Harness
from tests.security.matrix.sending import form
from tests.security.routes import routes

Seen = frozenset[tuple[str, str]]
LINK = re.compile(r' (?:href|action)="([^"]*)"')
OPENED_BY = [(role, letter) for letter, leaders in LEADERS.items() for role in sorted(leaders)]


def opened(harness: Harness, route: str, role: str, target: str = "", *, query: str = "", **more: object) -> Answer:
    return _asked(harness, "GET", route, role, harness.address(routes()[route], target, **more) + query)


def sent(harness: Harness, route: str, role: str, target: str = "") -> Answer:
    return _asked(harness, "POST", route, role, harness.address(routes()[route], target))


def _asked(harness: Harness, method: str, route: str, role: str, address: str) -> Answer:
    filled = form(harness.cast, route, role) if method == "POST" else None
    answer = harness.ask(role, method, address, filled, may_write=True)
    assert answer.status == 200, f"{role}: {method} {route} gives {answer.outcome}"
    return answer


def of(kind: str, *whose: str) -> Seen:
    return frozenset((kind, one) for one in whose)


def seen(answer: Answer, role: str) -> Seen:
    """All private texts but the reader's own user name, which stands in the head of every page."""
    return answer.seen - of("name", role)


def numbers(harness: Harness, answer: Answer, here: str, leads_to: str, argument: str, target: str) -> set[int]:
    """The numbers that stand for `argument` in this page's links and forms to the route `leads_to`."""
    mark = 918_273
    wanted = re.escape(harness.address(routes()[leads_to], target, **{argument: mark})).replace(str(mark), r"(\d+)")
    own = harness.address(routes()[here], target)  # stands as @ in the text
    links = LINK.findall(answer.text.replace("@", own))
    found = [re.fullmatch(wanted, urlsplit(urljoin(own, link)).path) for link in links]
    return {int(one[1]) for one in found if one}
