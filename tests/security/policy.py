"""The table of who may call which route: written by hand, by package, and read in review."""

from collections.abc import Mapping

from tests.security.policy_accounts import ACCOUNTS
from tests.security.policy_learning import LEARNING
from tests.security.policy_organizations import ORGANIZATIONS
from tests.security.policy_site import OPERATORS, SITE
from tests.security.routes import Route
from tests.security.rules import Policy

__all__ = ("OPERATORS", "POLICY", "disagreements")
POLICY: Mapping[str, Policy] = {**SITE, **LEARNING, **ORGANIZATIONS, **ACCOUNTS}


def disagreements(found: Mapping[str, Route], policy: Mapping[str, Policy]) -> list[str]:
    """Routes without a line, lines without a route, views without an access mark, marks that say something else."""
    return [
        *(f"{name or route.pattern}: a route without a line" for name, route in found.items() if name not in policy),
        *(f"{name}: a line without a route" for name in policy if name not in found),
        *(f"{name}: the view has no access mark" for name, route in found.items() if not route.mark),
        *(
            f"{name}: marked {route.mark}, but the table says {policy[name].mark}"
            for name, route in found.items()
            if name in policy and route.mark and route.mark != policy[name].mark
        ),
    ]
