"""The courses without an error, for programs that must run while somebody mends the others; never for the site."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from courses.catalog.model.lessons import Catalog
from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.published.building import build_catalog
from courses.catalog.reading.content import read_content

NOTHING = Catalog(
    courses={}, facts={}, glossary={}, helplines={}, situations={}, letters={}, specimens={}, flags={}, roles={},
    names={},
)  # fmt: skip


def sound_part(root: Path, problems: Iterable[Problem]) -> tuple[Catalog, tuple[str, ...]]:
    """A catalog of the courses in `root` that none of `problems` is an error of, and the slugs of those left out."""
    problems = tuple(problems)
    broken = {_course_of(problem) for problem in problems if problem.level is Level.ERROR}
    source, _ = read_content(root)
    sound = tuple(course for course in source.courses if course.slug not in broken)
    try:
        catalog, failed = build_catalog(replace(source, courses=sound))
    except Exception:  # unchecked content can fail in any way: what is common to all courses is broken then
        return NOTHING, ("content",)
    if catalog is None:
        return sound_part(root, (*problems, *failed)) if all(map(_course_of, failed)) else (NOTHING, ("content",))
    return catalog, tuple(sorted(broken - {""}))


def _course_of(problem: Problem) -> str:
    """The slug of the course in whose folder the problem is; nothing for what belongs to none."""
    _content, _, inside = problem.place.path.partition("/")
    kind, _, rest = inside.partition("/")
    return rest.partition("/")[0] if kind == "courses" else ""
