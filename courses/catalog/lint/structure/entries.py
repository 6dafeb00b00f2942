"""Family M, entries: an exercise in a lesson is about a scene, a prompt or a letter that is there."""

from collections.abc import Iterator, Mapping

from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.structure.arguments import ABOUT, ABOUT_ALWAYS
from courses.catalog.markup.own_lines import OwnLine
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.source import ContentSource


def problems(content: Content) -> Iterator[Problem]:
    """M106 where a lesson names an entry that is not there."""
    for lesson in content.lessons:
        for language in LANGUAGES:
            for line, place in lesson.own_lines(language, "exercise"):
                yield from _unknown(line, place, content.source)


def _unknown(line: OwnLine, place: Place, source: ContentSource) -> Iterator[Problem]:
    group = ABOUT.get(line.reference)
    about = dict(line.arguments).get("about", "")
    if group is None or not (about or line.reference in ABOUT_ALWAYS):
        return
    known: Mapping[str, object] = getattr(source, group)
    if about not in known and f"{group}/{about}" not in source.unread:
        names = ", ".join(known) or "none"
        reason = f'there is no {group.removesuffix("s")} "{about}". Write about= and one of: {names}.'
        yield Problem(place, "M106", reason)
