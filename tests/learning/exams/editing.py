"""Changes a course as an author does between two requests: the site goes on with the changed content."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published import library
from courses.catalog.published.versions import earlier_of, version_of

COURSE = "reading-a-loan"


class Author:
    """Edits the content that the site serves; `settings` puts the old one back after the test."""

    def __init__(self, settings) -> None:
        self.settings = settings

    @property
    def course(self) -> Course:
        return library.catalog().courses[COURSE]

    def publish(self, **changes: object) -> None:
        """The course with other values, such as other lessons."""
        found = library.catalog()
        courses = {**found.courses, COURSE: replace(self.course, **changes)}
        self._serve(replace(found, courses=courses))

    def withdraw(self) -> None:
        found = library.catalog()
        self._serve(replace(found, courses={}))

    def forget_facts(self) -> None:
        self._serve(replace(library.catalog(), facts={}))

    def _serve(self, changed: Catalog) -> None:
        folder = Path(f"edition-{len(library._loaded)}")
        library._loaded[folder] = library.PublishedContent((), changed)
        self.settings.CONTENT_DIR = folder

    def edit(self, lesson: str, change: Callable[[Lesson], Lesson]) -> None:
        self.publish(lessons=tuple(change(one) if one.slug == lesson else one for one in self.course.lessons))

    def remove_lesson(self, slug: str) -> None:
        self.publish(lessons=tuple(one for one in self.course.lessons if one.slug != slug))

    def remove(self, question: Question) -> None:
        self._pool(question, lambda pool: {key: one for key, one in pool.items() if key != question.id})

    def reword(self, question: Question, **more: object) -> Question:
        """Another text, and whatever else `more` says; the same id."""
        ask = question.body.ask.model_copy(update={"en": f"Reworded: {question.body.ask.en}"})
        return self._change(question, ask=ask, **more)

    def refigure(self, question: Question) -> Question:
        """A figure more in the question: another meaning, the same key."""
        ask = question.body.ask.model_copy(update={"en": f"Reworded: {question.body.ask.en} (2031)"})
        return self._change(question, ask=ask)

    def drop_option(self, question: Question, option: str) -> Question:
        options = {key: one for key, one in question.body.options.items() if key != option}
        return self.reword(question, options=options)

    def turn_key(self, question: Question, right: str, **more: object) -> Question:
        """Another option is the right one now."""
        options = {key: one.model_copy(update={"right": key == right}) for key, one in question.body.options.items()}
        return self.reword(question, options=options, **more)

    def _change(self, question: Question, **more: object) -> Question:
        body = question.body.model_copy(update=more)
        changed = replace(question, body=body, version=version_of(body), earlier=earlier_of(body))
        self._pool(question, lambda pool: {**pool, question.id: changed})
        return changed

    def _pool(self, question: Question, change: Callable[[Mapping[str, Question]], dict[str, Question]]) -> None:
        self.edit(question.lesson, lambda lesson: replace(lesson, pool=change(lesson.pool)))
