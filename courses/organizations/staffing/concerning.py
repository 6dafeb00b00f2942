"""Says what an event of the record was about in the reader's words: titles of courses and lessons, names of roles."""

import re

from django.utils.translation import gettext as _

from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.staffing.wording import ROLE_WORDS

PLACE = re.compile(r"(?P<course>[a-z0-9-]+)(?:(?:/|: )(?P<lessons>[a-z0-9-]+(?:, [a-z0-9-]+)*))?(?: (?P<number>\d+))?")


def concerning(about: str) -> str:
    """A role, a number or the name of a group stays; of a course or lesson that is gone its slug is left."""
    if about in ROLE_WORDS:
        return str(ROLE_WORDS[about])
    found, language = PLACE.fullmatch(about), current_language()
    course = catalog().courses.get(found["course"]) if found else None
    if found is None or course is None:
        return about
    words = str(course.title.in_language(language))
    if found["lessons"]:
        known = course.by_slug
        titles = [known[slug].page(language).title if slug in known else slug for slug in found["lessons"].split(", ")]
        words += _(": ") + " · ".join(titles)
    if found["number"]:
        words += " · " + _("Question %(number)s") % {"number": found["number"]}
    return words
