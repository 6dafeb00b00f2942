"""Family M: whether files, plans, blueprints and guides fit together."""

from collections.abc import Iterator
from datetime import timedelta

from courses.catalog.lint.parsing.content import Content, LessonText, dated, warning
from courses.catalog.model.asking import Asked
from courses.catalog.model.schema import Guide, Status, WorksheetItem
from courses.catalog.model.values.problems import Problem
from courses.catalog.reading.source import CourseSource, YamlFile
from courses.languages.known import SOURCE

REVIEW_AFTER = timedelta(days=365)
LEAST_ITEMS = 5


def problems(content: Content) -> Iterator[Problem]:
    """M101, M102 (outcomes and slots), M103 and M108 to M113."""
    for lesson in content.lessons:
        yield from _review(lesson, content)
        yield from _competences(lesson, content)
        yield from _outcomes(lesson)
        yield from _guide(lesson)
    for course in content.source.courses:
        yield from _blueprint(course)
        if course.plan.model.status is Status.PUBLISHED and not _published(course) and not course.unread:
            reason = "the course is published, but none of its lessons is. Publish a lesson, or set status: draft."
            yield Problem(course.plan.places.of("status"), "M111", reason)


def _review(lesson: LessonText, content: Content) -> Iterator[Problem]:
    reviewed = lesson.plan.reviewed
    if reviewed + REVIEW_AFTER < content.today:
        reason = f"the lesson was last reviewed on {reviewed}. Read it again, then write today's date."
        yield dated(lesson.places.of("lesson", "reviewed"), "M103", reason)


def _competences(lesson: LessonText, content: Content) -> Iterator[Problem]:
    known = content.source.competences
    for index, code in enumerate(lesson.plan.competences):
        if known and code not in known and f"competences/{code}" not in content.source.unread:
            reason = f'"{code}" is not in content/competences.yaml. Use a code from there, like {next(iter(known))}.'
            yield Problem(lesson.places.of("lesson", "competences", index), "M109", reason)


def _outcomes(lesson: LessonText) -> Iterator[Problem]:
    met = {question.outcome for question in lesson.file.questions.values() if question.use == "lesson"}
    has_exercise = any(True for _ in lesson.own_lines(SOURCE, "exercise"))
    for outcome in lesson.plan.outcomes:
        if outcome not in met and not has_exercise:
            reason = f'no question of the lesson asks for outcome "{outcome}". Write one, or drop the outcome.'
            yield warning(lesson.places.of("lesson", "outcomes", outcome), "M110", reason)
    for key, question in lesson.file.questions.items():
        yield from _outcome_of(lesson, key, question)


def _outcome_of(lesson: LessonText, key: str, question: Asked) -> Iterator[Problem]:
    name = "slot" if question.use == "check" else "outcome"
    value = question.slot if question.use == "check" else question.outcome
    place = lesson.places.of("questions", key, name)
    known = ", ".join(lesson.plan.outcomes)
    if value is None and question.is_marked:
        yield Problem(place, "M101", f'"{name}" is missing in "{key}". Add one of: {known}.')
    elif value is not None and value not in lesson.plan.outcomes:
        yield Problem(place, "M102", f'{name} "{value}" of "{key}" is no outcome of the lesson. Use {known}.')


def _published(course: CourseSource) -> list[str]:
    return [lesson.slug for lesson in course.lessons if lesson.plan.model.lesson.status is Status.PUBLISHED]


def _blueprint(course: CourseSource) -> Iterator[Problem]:
    plan, places = course.plan.model, course.plan.places
    lessons = {lesson.slug: lesson.plan.model.lesson for lesson in course.lessons}
    published = _published(course)
    items = 0
    for slug, slots in plan.check.draw.items():
        if slug not in plan.lessons:
            reason = f'draw names the lesson "{slug}", which the course does not have. Use one of its lessons.'
            yield Problem(places.of("check", "draw", slug), "M108", reason)
            continue
        items += len(slots) if slug in published else 0
        for index, slot in enumerate(slots):
            if slug in lessons and slot not in lessons[slug].outcomes:
                known = ", ".join(lessons[slug].outcomes)
                reason = f'draw names slot "{slot}", which "{slug}" does not have. Use one of its outcomes: {known}.'
                yield Problem(places.of("check", "draw", slug, index), "M108", reason)
    planned = sum(len(slots) for slots in plan.check.draw.values())
    if plan.check.items is not None and plan.check.items > planned:
        reason = f"a check asks {plan.check.items} items, but draw names {planned} slots. Draw more, or lower items."
        yield Problem(places.of("check", "items"), "M108", reason)
    items = min(items, plan.check.items or items)
    if plan.status is Status.PUBLISHED and published and items < LEAST_ITEMS and not course.unread:
        reason = (
            f"the published lessons give the check {items} items; at least {LEAST_ITEMS} are needed. Draw more slots."
        )
        yield Problem(places.of("check", "draw"), "M108", reason)


def _guide(lesson: LessonText) -> Iterator[Problem]:
    file = lesson.source.guide
    if file is None:
        reason = "the lesson has no guide.yaml. Write it: minutes, need, plan, talk and worksheet."
        yield Problem(lesson.places.of("lesson"), "M113", reason)
        return
    minutes = sum(step.minutes for step in file.model.plan)
    if minutes != file.model.minutes:
        reason = f"the steps of the plan take {minutes} minutes, not {file.model.minutes}. Make the two equal."
        yield Problem(file.places.of("minutes"), "M113", reason)
    yield from _worksheet(lesson, file)
    yield from _handouts(lesson, file)


def _worksheet(lesson: LessonText, file: YamlFile[Guide]) -> Iterator[Problem]:
    for index, item in enumerate(file.model.worksheet):
        if item.question is not None and item.question not in lesson.file.questions:
            reason = f'the lesson has no question "{item.question}". Use an id from questions.yaml.'
            yield Problem(file.places.of("worksheet", index, "question"), "M113", reason)
        if _things(item) != 1:
            reason = "each line of the worksheet is one of: question, exercise, or lines with ask. Keep one."
            yield Problem(file.places.of("worksheet", index), "M113", reason)


def _handouts(lesson: LessonText, file: YamlFile[Guide]) -> Iterator[Problem]:
    for key, handout in file.model.handouts.items():
        if sum((bool(handout.cards), handout.question is not None, handout.step is not None)) != 1:
            reason = f'the handout "{key}" is one of: cards, question, or step. Keep one.'
            yield Problem(file.places.of("handouts", key), "M113", reason)
        question = lesson.file.questions.get(handout.question or "")
        if handout.question and question is None:
            reason = f'the lesson has no question "{handout.question}". Use an id from questions.yaml.'
            yield Problem(file.places.of("handouts", key, "question"), "M113", reason)
        elif question is not None and not (question.targets_shown if handout.side == "targets" else question.choices):
            reason = f'the question "{handout.question}" has no {handout.side} to print. Use another one.'
            yield Problem(file.places.of("handouts", key, "question"), "M113", reason)


def _things(item: WorksheetItem) -> int:
    return sum(thing is not None for thing in (item.question, item.exercise, item.lines))
