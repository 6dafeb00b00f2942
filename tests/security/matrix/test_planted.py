"""The harness notices what is wrong: each fault is planted in a view, and none of the sound views is suspected."""

import pytest

from tests.security.matrix import planted
from tests.security.matrix.harness import Cell, Harness
from tests.security.routes import walk
from tests.security.rules import LEADS, Policy, own_page, staff

pytestmark = pytest.mark.django_db
READ = staff(LEADS)
SENT = staff(LEADS, post=200)


@pytest.fixture(autouse=True)
def planted_site(settings) -> None:
    settings.ROOT_URLCONF = planted.__name__


def found(
    harness: Harness, name: str, policy: Policy, *, role: str, method: str = "GET", target: str = "A"
) -> list[str]:
    """What the harness says about one cell; before HEAD it asks GET, as it always does."""
    route = next(one for one in walk() if one.name == name)
    said = [] if method != "HEAD" else list(harness.judge(Cell(route, role, "GET", target), policy))
    return said + list(harness.judge(Cell(route, role, method, target), policy))


@pytest.mark.parametrize("role", ["viewer", "colleague", "foreigner", "learner", "staff"])
def test_view_that_checks_nothing_is_noticed(harness: Harness, role: str) -> None:
    said = [
        f"{role}: GET unchecked of A: 200 instead of 404",
        f"{role}: GET unchecked of A: differs from what does not exist",
    ]

    assert found(harness, "unchecked", READ, role=role) == said


def test_view_that_checks_nothing_is_right_for_those_who_may(harness: Harness) -> None:
    assert found(harness, "unchecked", READ, role="facilitator") == []


def test_list_with_people_of_other_groups_is_noticed(harness: Harness) -> None:
    assert found(harness, "leaking", READ, role="facilitator") == [
        "facilitator: GET leaking of A: shows canary-nick-neighbor",
        "facilitator: GET leaking of A: shows canary-nick-outsider",
    ]


def test_refusal_that_says_forbidden_is_noticed(harness: Harness) -> None:
    assert "colleague: GET forbidding of A: 403 instead of 404" in found(harness, "forbidding", READ, role="colleague")


def test_write_though_refused_is_noticed(harness: Harness) -> None:
    assert found(harness, "hasty", SENT, role="colleague", method="POST") == [
        "colleague: POST hasty of A: writes ['organizations_group'] though refused"
    ]


def test_write_though_refused_is_undone(harness: Harness) -> None:
    found(harness, "hasty", SENT, role="colleague", method="POST")

    group = harness.cast.rooms["A"].group
    name = group.name
    group.refresh_from_db()
    assert group.name == name


def test_refusal_that_tells_what_exists_is_noticed(harness: Harness) -> None:
    assert found(harness, "telling", READ, role="colleague") == [
        "colleague: GET telling of A: differs from what does not exist"
    ]


def test_look_that_writes_is_noticed(harness: Harness) -> None:
    assert found(harness, "writing", READ, role="owner") == ["owner: GET writing of A: writes ['organizations_group']"]


def test_head_that_differs_from_get_is_noticed(harness: Harness) -> None:
    assert found(harness, "headless", READ, role="owner", method="HEAD") == [
        "owner: HEAD headless of A: Content-Type is text/plain though GET says text/html; charset=utf-8"
    ]


def test_method_that_is_not_offered_is_noticed(harness: Harness) -> None:
    assert found(harness, "unchecked", READ, role="owner", method="DELETE") == [
        "owner: DELETE unchecked of A: 200 instead of 405"
    ]


@pytest.mark.parametrize("role", ["visitor", "learner"])
def test_page_that_proxies_may_keep_is_noticed(harness: Harness, role: str) -> None:
    assert found(harness, "kept", own_page(), role=role, target="") == [
        f"{role}: GET kept: Cache-Control is public, max-age=600"
    ]


def test_page_that_scripts_of_others_may_use_is_noticed(harness: Harness) -> None:
    assert found(harness, "lax", own_page(), role="learner", target="") == [
        "learner: GET lax: X-Frame-Options is ALLOWALL",
        "learner: GET lax: Content-Security-Policy is default-src 'none'; script-src 'self' 'unsafe-inline'",
        "learner: GET lax: Content-Security-Policy lets something foreign in",
        'learner: GET lax: cookie sessionid is sessionid="told to scripts"; Path=/',
    ]


def test_visitor_who_is_let_in_is_noticed(harness: Harness) -> None:
    said = found(harness, "kept", staff(LEADS), role="visitor", target="")

    assert "visitor: GET kept: 200 instead of sign-in" in said


def test_way_in_that_is_closed_is_noticed(harness: Harness) -> None:
    route = next(one for one in walk() if one.name == "organizations:people")
    everybody = Policy(allow={"colleague": frozenset({"A"})}, mark="staff", get=200)

    assert list(harness.judge(Cell(route, "colleague", "GET", "A"), everybody)) == [
        "colleague: GET organizations:people of A: 404 instead of 200"
    ]
