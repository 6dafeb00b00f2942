"""A course whose questions a roomful of people answered."""

from courses.catalog.published.library import catalog
from courses.organizations.reports.watching.tries import Asking, questions_of

COURSE = "reading-a-loan"


def course():
    return catalog().courses[COURSE]


def singles():
    """Questions of the lessons with one right option, in order."""
    return {place: one for place, one in questions_of(course(), Asking.LESSON).items() if one.kind == "single"}


def first_single():
    return next(iter(singles().items()))
