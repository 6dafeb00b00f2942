"""The search over the whole site: its content, and the exercises, which stand above the catalogue."""

from collections.abc import Iterator

from django.utils.translation import override

from courses.catalog.model.values.texts import Language
from courses.catalog.published.library import search_index
from courses.catalog.search_index.entries import SearchEntry
from courses.catalog.search_index.index import Hit
from courses.exercises.registry import EXERCISES
from courses.languages.known import CODES, current_language


def search(query: str) -> tuple[tuple[Hit, ...], str]:
    """What is found in the page's language; where nothing is, what was probably meant and what that finds."""
    if not query:
        return (), ""
    index, language = search_index(_exercises), current_language()
    hits = index.find(query, language)
    meant = "" if hits else index.nearest(query, language)
    return hits or index.find(meant, language), meant


def _exercises(language: Language) -> Iterator[SearchEntry]:
    """Found by the words of every language, as first steps in trouble are."""
    for exercise in EXERCISES.values():
        also = []
        for one in CODES:
            with override(one):
                also.append(str(exercise.search))
        with override(language):
            yield SearchEntry(
                "exercise", "", exercise.kind, "", str(exercise.title), str(exercise.lead), also=" ".join(also)
            )  # fmt: skip
