"""Says what an event of the record was about in the reader's words: titles of courses and lessons, names of roles."""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.staffing.wording import ROLE_WORDS

PLACE = re.compile(r"(?P<course>[a-z0-9-]+)(?:(?:/|: )(?P<lessons>[a-z0-9-]+(?:, [a-z0-9-]+)*))?(?: (?P<number>\d+))?")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?(?:, (\w+))?")
FILE_WORDS = {
    "attendance": gettext_lazy("attendance"),
    "report": gettext_lazy("report"),
    "people": gettext_lazy("anonymised lines"),
    "codebook": gettext_lazy("what the columns mean"),
}


def concerning(about: str) -> str:
    """A number or the name of a group stays; of a course or lesson that is gone its slug is left."""
    if words_of := ROLE_WORDS.get(about) or FILE_WORDS.get(about):
        return str(words_of)
    if days := DAYS.fullmatch(about):
        of_days = " – ".join(_day(day) for day in days.groups()[:2] if day)
        return f"{of_days} · {FILE_WORDS.get(days[3], days[3])}" if days[3] else of_days
    found, language = PLACE.fullmatch(about), current_language()
    course = catalog().courses.get(found["course"]) if found else None
    if found is None or course is None:
        return about
    words = str(course.title.in_language(language))
    if found["lessons"]:
        known = course.by_slug
        parts = found["lessons"].split(", ")
        titles = [known[part].page(language).title if part in known else _day(part) for part in parts]
        words += _(": ") + " · ".join(titles)
    if found["number"]:
        words += " · " + _("Question %(number)s") % {"number": found["number"]}
    return words


def _day(text: str) -> str:
    """A day as the reader writes it; anything else as it stands."""
    try:
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    except ValueError:
        return text
