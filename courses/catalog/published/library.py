"""Holds the content in memory: read, checked, rendered and built once in a process, and then only looked up."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from courses.catalog.model.values.problems import Level, Problem

if TYPE_CHECKING:  # what reads, checks and builds takes longer to import than a command to start: only when it is used
    from courses.catalog.model.lessons import Catalog
    from courses.catalog.search_index.index import MoreEntries, SearchIndex


class ContentProblems(Exception):
    """The content has errors; the message lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("The content has errors:\n" + "\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class PublishedContent:
    """What a content folder holds: every problem, sorted by file and line, and the catalog when none is an error."""

    problems: tuple[Problem, ...]
    catalog: Catalog | None


def load_content(root: Path, today: date) -> PublishedContent:
    """Read, check and build the folder `root` as of `today`; bad content is reported, never raised."""
    from courses.catalog.lint import problems_of
    from courses.catalog.published.building import build_catalog
    from courses.catalog.reading.content import read_content

    with _no_garbage_collection():
        source, reading = read_content(root)
        problems = {*reading, *problems_of(source, today=today)}
        catalog = None
        if not any(problem.level is Level.ERROR for problem in problems):
            catalog, rendering = build_catalog(source)
            problems |= set(rendering)
    return PublishedContent(tuple(sorted(problems)), catalog)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Nearly all that loading makes is kept; looking for garbage among it costs a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# ---- the content of this process


_loaded: dict[Path, PublishedContent] = {}
_indexes: dict[Path, SearchIndex] = {}
_loading = threading.RLock()


def catalog() -> Catalog:
    """The catalog of this site, loaded at the first call. Raises ContentProblems when the content has errors."""
    content = _content()
    if content.catalog is None:
        raise ContentProblems(content.problems)
    return content.catalog


def search_index(more: MoreEntries) -> SearchIndex:
    """The search over `catalog()` and `more`, built at the first call. Raises ContentProblems like it."""
    from courses.catalog.search_index.index import SearchIndex

    root: Path = settings.CONTENT_DIR
    if root not in _indexes:
        with _loading:
            if root not in _indexes:
                _indexes[root] = SearchIndex(catalog(), more)
                gc.freeze()
    return _indexes[root]


def go_on_with_sound_courses() -> tuple[str, ...]:
    """For a program that only names lessons, as mails do: go on although some courses have errors.

    Returns which were left out of this process's catalog; "content" alone when nothing of it can be used.
    """
    root: Path = settings.CONTENT_DIR
    if _content().catalog is not None:
        return ()
    from courses.catalog.published.sound_part import sound_part

    part, left_out = sound_part(root, _content().problems)
    _loaded[root] = PublishedContent(_content().problems, part)
    return left_out


def content_problems() -> tuple[Problem, ...]:
    """Every problem of this site's content, warnings included."""
    return _content().problems


def _content() -> PublishedContent:
    root: Path = settings.CONTENT_DIR
    found = _loaded.get(root)
    if found is None:
        with _loading:
            found = _loaded.get(root)
            if found is None:
                found = _loaded[root] = load_content(root, timezone.localdate())
                gc.freeze()  # it stays: each look for garbage among it would hold up some request
    return found
