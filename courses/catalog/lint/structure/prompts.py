"""Family M, prompts: a lesson names only prompts that are there."""

from collections.abc import Iterator

from courses.catalog.lint.parsing.content import Content
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES


def problems(content: Content) -> Iterator[Problem]:
    """M106 where a lesson names a prompt that is not there."""
    known = content.source.prompts
    for lesson in content.lessons:
        for language in LANGUAGES:
            for line, place in lesson.own_lines(language, "exercise"):
                about = dict(line.arguments).get("about", "")
                is_unread = f"prompts/{about}" in content.source.unread
                if line.reference == ExerciseKind.WRITE_DOWN and about not in known and not is_unread:
                    names = ", ".join(known) or "none"
                    yield Problem(place, "M106", f'there is no prompt "{about}". Write about= and one of: {names}.')
