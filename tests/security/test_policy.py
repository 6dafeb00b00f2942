"""The hand-written table and the site agree: every route has a line and a mark, and both say the same."""

from courses.accounts.access import public
from tests.security.policy import POLICY, disagreements
from tests.security.routes import Route, routes


def test_every_route_has_a_line_and_a_mark_that_agree() -> None:
    assert disagreements(routes(), POLICY) == []


def test_route_without_line_mark_or_name_is_noticed() -> None:
    def unmarked(request):
        return None

    open_to_all = public("a test")(lambda request: None)
    planted = {
        "planted": Route("planted", "planted/", unmarked),
        "": Route("", "nameless/", open_to_all),
        "organizations:people": Route("organizations:people", "people/", open_to_all),
    }

    found = disagreements(planted, {"organizations:people": POLICY["organizations:people"], "vanished": POLICY["home"]})

    assert found == [
        "planted: a route without a line",
        "nameless/: a route without a line",
        "vanished: a line without a route",
        "planted: the view has no access mark",
        "organizations:people: marked public, but the table says staff",
    ]


def test_walk_finds_what_is_included_and_translated() -> None:
    found = routes()

    assert {"health", "learning:lesson", "organizations:people", "account_login", "mfa_index"} <= set(found)
    assert found["organizations:person"].ids == ("pk", "member")
    assert found["organizations:person"].address(pk=1, member=2) == "/en/groups/1/results/people/2/"
