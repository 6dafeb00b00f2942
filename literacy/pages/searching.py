"""The search over the whole site: its content, and what stands above the catalogue: exercises and pages of its own."""

from collections.abc import Iterator

from courses.catalog.model.values.texts import Language
from courses.catalog.published.library import search_index
from courses.catalog.search_index.entries import SearchEntry
from courses.catalog.search_index.index import Hit
from courses.exercises.registry import EXERCISES
from courses.languages.known import current_language
from literacy.pages.own_pages import in_every_language, in_language, own_pages


def search(query: str) -> tuple[tuple[Hit, ...], str]:
    """What is found in the page's language; where nothing is, what was probably meant and what that finds."""
    if not query:
        return (), ""
    index, language = search_index(_more), current_language()
    hits = index.find(query, language)
    meant = "" if hits else index.nearest(query, language)
    return hits or index.find(meant, language), meant


def _more(language: Language) -> Iterator[SearchEntry]:
    yield from own_pages(language)
    for exercise in EXERCISES.values():
        title, lead = (in_language(text, language) for text in (exercise.title, exercise.lead))
        yield SearchEntry("exercise", "", exercise.kind, "", title, lead, also=in_every_language(exercise.search))
