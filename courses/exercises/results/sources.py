"""Facts as the numbered sources of a result."""

from courses.catalog.model.lessons import CitedFact
from courses.catalog.published.library import catalog


def cited(ids: tuple[str, ...]) -> tuple[CitedFact, ...]:
    """Facts as sources, numbered from 1; blocked and missing ones are left out."""
    facts = catalog().facts
    shown = [one for one in ids if one in facts and not facts[one].publish_block]
    return tuple(CitedFact(number, one, facts[one]) for number, one in enumerate(shown, 1))
