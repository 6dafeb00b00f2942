"""Builds the catalog that the site serves from content that was read and checked: published lessons, rendered."""

from courses.catalog.markup.rendering import TooHeavy, render_page
from courses.catalog.model.asking import Asked
from courses.catalog.model.lessons import Catalog, Course, Lesson, Page
from courses.catalog.model.questions import Question
from courses.catalog.model.schema import Status
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.published.duration import minutes_of
from courses.catalog.published.versions import earlier_of, version_of
from courses.catalog.reading.source import ContentSource, CourseSource, LessonSource


def build_catalog(source: ContentSource) -> tuple[Catalog | None, list[Problem]]:
    """Build the catalog; None if texts cannot be rendered, with a problem for each. `source` must be free of errors."""
    problems: list[Problem] = []
    published = [course for course in source.courses if course.plan.model.status is Status.PUBLISHED]
    courses = {course.slug: _course(course, source, problems) for course in published}
    if problems:
        return None, problems
    catalog = Catalog(
        courses=courses,
        facts={key: fact for key, fact in source.facts.items() if not fact.publish_block},
        glossary=source.glossary,
        helplines=source.helplines,
        situations=source.situations,
        letters=source.letters,
        specimens=source.specimens,
        flags=source.flags,
        roles=source.roles,
        names=source.names,
        scenes=source.scenes,
        prompts=source.prompts,
        references=source.references,
        late_sort=source.late_sort.model if source.late_sort else None,
    )
    return catalog, []


def _course(course: CourseSource, source: ContentSource, problems: list[Problem]) -> Course:
    plan = course.plan.model
    lessons = (_lesson(lesson, source, problems) for lesson in course.lessons if is_published(lesson))
    return Course(
        slug=course.slug,
        code=plan.code,
        title=plan.title,
        summary=plan.summary,
        status=plan.status,
        version=plan.version,
        lessons=tuple(lesson for lesson in lessons if lesson is not None),
        passing=plan.check.passing,
        draw=plan.check.draw,
        items=plan.check.items,
    )


def is_published(lesson: LessonSource) -> bool:
    return lesson.plan.model.lesson.status is Status.PUBLISHED


def _lesson(lesson: LessonSource, source: ContentSource, problems: list[Problem]) -> Lesson | None:
    file = lesson.plan.model
    plan = file.lesson
    pages = _pages(lesson, source, problems)
    if lesson.guide is None:
        problems.append(Problem(Place(f"{lesson.folder}/guide.yaml"), "M113", "the session plan is missing. Write it."))
        return None
    first = next(iter(lesson.pages.values()))  # own lines stand in one order in every language, as the checks hold
    placed = [line.reference for line in first.own_lines if line.kind == "question"]
    return Lesson(
        course=lesson.course,
        slug=lesson.slug,
        code=plan.code,
        status=plan.status,
        minutes=minutes_of(lesson.pages.values()),
        reviewed=plan.reviewed,
        quick_exit=plan.quick_exit,
        outcomes=plan.outcomes,
        action=plan.action,
        pages=pages,
        questions={key: _question(key, file.questions[key], lesson) for key in placed},
        pool={key: _question(key, body, lesson) for key, body in file.questions.items() if body.use == "check"},
        retired=frozenset(file.retired),
        guide=lesson.guide.model,
        search=plan.search,
    )


def _pages(lesson: LessonSource, source: ContentSource, problems: list[Problem]) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for language, page in lesson.pages.items():
        try:
            pages[language] = render_page(page, lesson, source)
        except TooHeavy as problem:
            problems.append(Problem(page.at(problem.line), "M104", f"{problem}."))
    return pages


def _question(key: str, body: Asked, lesson: LessonSource) -> Question:
    cites = lesson.plan.model.lesson.cites if body.cites is None else body.cites
    return Question(key, lesson.course, lesson.slug, body, cites, version_of(body), earlier_of(body))
