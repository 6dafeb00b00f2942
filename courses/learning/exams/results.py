"""The result of a sent check: by question, by lesson, and the gain since the diagnostic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog, CitedFact, Course, Lesson
from courses.catalog.model.questions import Question
from courses.catalog.model.values.texts import Text
from courses.learning.exams.drawing import DrawnItem
from courses.learning.exams.passing import best_of, best_pass, needed
from courses.learning.exams.sitting import drawn_items, is_offered
from courses.learning.lessons.choices import ChoiceLine, wrong_lines
from courses.learning.lessons.question_view import given_words, right_words
from courses.learning.models import CheckAnswer, CheckAttempt, Regrade

__all__ = ("CheckResult", "best_pass", "lessons_that_fit", "result_of")

Slot = tuple[str, str, int]  # lesson, slot, and which of the items of that slot


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One question of a sent check. `question` is None when it has left the course since; its result stays."""

    number: int
    lesson: Lesson | None
    question: Question | None
    result: str
    is_reworded: bool = False
    answered_with: tuple[str, ...] = ()
    right_answer: tuple[str, ...] = ()
    feedback: Text | None = None
    reasons: tuple[ChoiceLine, ...] = ()  # where several things are chosen or put: what was wrong, each with its own
    sources: tuple[CitedFact, ...] = ()
    regrade: Regrade | None = None  # the last one

    @property
    def is_right(self) -> bool:
        return self.result == CheckAnswer.RIGHT

    @property
    def is_unknown(self) -> bool:
        return self.result == CheckAnswer.UNKNOWN


@dataclass(frozen=True, slots=True)
class LessonResult:
    """One lesson's share of the result: `lesson` is None when it is retired."""

    slug: str
    lesson: Lesson | None
    right: int
    wrong: int
    unknown: int

    @property
    def count(self) -> int:
        return self.right + self.wrong + self.unknown

    @property
    def level(self) -> str:
        """In words: "all", "some" or "none" of its questions were right."""
        if self.right == self.count:
            return "all"
        return "some" if self.right else "none"


@dataclass(frozen=True, slots=True)
class Missed:
    """An outcome that was not reached, and the question of the lesson that practises it."""

    lesson: Lesson
    outcome: Text | None
    practise: str


@dataclass(frozen=True, slots=True)
class GainLine:
    """One slot of the blueprint, before and after."""

    lesson: Lesson | None
    outcome: Text | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gain:
    """Gain from diagnostic to final check, slot by slot: only slots that both of them asked and counted."""

    lines: tuple[GainLine, ...]

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def before(self) -> int:
        return sum(line.before == CheckAnswer.RIGHT for line in self.lines)

    @property
    def after(self) -> int:
        return sum(line.after == CheckAnswer.RIGHT for line in self.lines)

    @property
    def left(self) -> int:
        """How many questions were not right before: the most that could be gained."""
        return self.count - self.before

    @property
    def share(self) -> Fraction | None:
        """(post - pre) / (n - pre), Hake's normalised gain; None when everything was right before."""
        return Fraction(self.after - self.before, self.left) if self.left else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)

    @property
    def percent_text(self) -> str:
        return "" if self.percent is None else f"{self.percent}%"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A sent attempt with everything that its page and its print show."""

    attempt: CheckAttempt
    course: Course
    lines: tuple[ResultLine, ...]
    lessons: tuple[LessonResult, ...]
    missed: tuple[Missed, ...]
    attempts: tuple[CheckAttempt, ...]  # all sent final checks of the course, the newest first
    best: CheckAttempt | None
    gain: Gain | None = None
    begin_with: Lesson | None = None  # of a diagnostic: a good place to start

    @property
    def fits(self) -> tuple[Lesson, ...]:
        """Lessons whose questions were not all right."""
        return tuple(one.lesson for one in self.lessons if one.lesson is not None and one.level != "all")

    @property
    def needed(self) -> int:
        return needed(self.course, self.attempt.asked or 0)

    @property
    def wrong(self) -> int:
        return sum(line.result == CheckAnswer.WRONG for line in self.lines)

    @property
    def unknown(self) -> int:
        return sum(line.is_unknown for line in self.lines)

    @property
    def regrades(self) -> tuple[Regrade, ...]:
        """What was marked again after sending, because an answer key was wrong."""
        found = (one for answer in self.attempt.answers.all() for one in answer.regrades.all())
        return tuple(sorted(found, key=lambda one: one.pk))

    @property
    def right_by_keys(self) -> int:
        """How many answers are right by all corrected keys; the better of both numbers counts."""
        return self.regrades[0].right_was + sum(one.right_became - one.right_was for one in self.regrades)

    @property
    def is_best(self) -> bool:
        return self.best == self.attempt


def result_of(learner: User, attempt: CheckAttempt, catalog: Catalog, language: str) -> CheckResult:
    """The result of a sent attempt of a published course; three queries."""
    course = catalog.courses[attempt.course]
    rows = learner.check_attempts.filter(course=course.slug).exclude(sent_at=None).order_by("-pk")
    sent = list(rows.prefetch_related("answers__regrades"))
    this = next(one for one in sent if one.pk == attempt.pk)
    answered = _answered(this)
    lines = tuple(
        _line(number, drawn, answer, course, catalog, language)
        for number, (drawn, answer) in enumerate(answered.values(), 1)
    )
    finals = tuple(one for one in sent if one.kind == CheckAttempt.FINAL)
    lessons = tuple(_by_lesson(course, answered.values()))
    is_diagnostic = this.kind == CheckAttempt.DIAGNOSTIC
    before = [one for one in sent if one.kind == CheckAttempt.DIAGNOSTIC and one.pk < this.pk]
    return CheckResult(
        attempt=this,
        course=course,
        lines=lines,
        lessons=lessons,
        missed=() if is_diagnostic else tuple(_missed(course, answered.values())),
        attempts=finals,
        best=best_of(finals),
        gain=_gain(course, before[0], this) if before and not is_diagnostic else None,
        begin_with=_begin_with(course, lessons) if is_diagnostic else None,
    )


def lessons_that_fit(attempt: CheckAttempt, course: Course) -> tuple[Lesson, ...]:
    """The lessons whose questions were not all right, in the order of the course; one query, or none if prefetched."""
    found = _by_lesson(course, _answered(attempt).values())
    return tuple(one.lesson for one in found if one.lesson is not None and one.level != "all")


def _answered(attempt: CheckAttempt) -> dict[Slot, tuple[DrawnItem, CheckAnswer]]:
    """What counted, in the order asked."""
    answers = {(answer.lesson, answer.question): answer for answer in attempt.answers.all()}
    found: dict[Slot, tuple[DrawnItem, CheckAnswer]] = {}
    for drawn in drawn_items(attempt):
        answer = answers.get(drawn.item)
        if answer:
            twins = sum(slot[:2] == (drawn.lesson, drawn.slot) for slot in found)
            found[drawn.lesson, drawn.slot, twins] = (drawn, answer)
    return found


def _line(
    number: int, drawn: DrawnItem, answer: CheckAnswer, course: Course, catalog: Catalog, language: str
) -> ResultLine:  # fmt: skip
    lesson = course.by_slug.get(drawn.lesson)
    question = lesson.pool.get(drawn.question) if lesson else None
    if lesson is None or question is None:
        return ResultLine(number, lesson, None, answer.result)
    facts = enumerate((fact for fact in question.cites if fact in catalog.facts), 1)
    return ResultLine(
        number,
        lesson,
        question,
        answer.result,
        is_reworded=not question.means(answer.version),
        regrade=max(answer.regrades.all(), key=lambda one: one.pk, default=None),
        answered_with=_words(question, answer, language),
        right_answer=right_words(question, language),
        feedback=_feedback(question, answer),
        reasons=_reasons(question, answer, language),
        sources=tuple(CitedFact(place, fact, catalog.facts[fact]) for place, fact in facts),
    )


def _words(question: Question, answer: CheckAnswer, language: str) -> tuple[str, ...]:
    """The answer in words, where the question still offers it."""
    return given_words(question, answer.given, language) if is_offered(question, answer.given) else ()


def _feedback(question: Question, answer: CheckAnswer) -> Text | None:
    """The own feedback of what was given, where the question still offers it; a right answer has none."""
    if answer.result != CheckAnswer.WRONG or not is_offered(question, answer.given):
        return None
    return question.mark(answer.given).feedback


def _reasons(question: Question, answer: CheckAnswer, language: str) -> tuple[ChoiceLine, ...]:
    """What of a wrong answer was wrong, while the question means the same, and so still offers what was chosen."""
    is_told = answer.result == CheckAnswer.WRONG and question.means(answer.version)
    if question.body.is_one_thing or not is_told:
        return ()
    return tuple(line for line in wrong_lines(question, answer.given, language) if line.why)


def _by_lesson(course: Course, answered: Iterable[tuple[DrawnItem, CheckAnswer]]) -> Iterable[LessonResult]:
    """In the order of the course, retired lessons last."""
    results: dict[str, list[str]] = {lesson.slug: [] for lesson in course.lessons}
    for drawn, answer in answered:
        results.setdefault(drawn.lesson, []).append(answer.result)
    for slug, marks in results.items():
        counts = [marks.count(result) for result in (CheckAnswer.RIGHT, CheckAnswer.WRONG, CheckAnswer.UNKNOWN)]
        if marks:
            yield LessonResult(slug, course.by_slug.get(slug), *counts)


def _missed(course: Course, answered: Iterable[tuple[DrawnItem, CheckAnswer]]) -> Iterable[Missed]:
    missed = {(drawn.lesson, drawn.slot) for drawn, answer in answered if answer.result != CheckAnswer.RIGHT}
    for lesson in course.lessons:
        for slot in sorted(slot for slug, slot in missed if slug == lesson.slug):
            same = (question.id for question in lesson.marked_questions if question.body.outcome == slot)
            yield Missed(lesson, lesson.outcomes.get(slot), next(same, ""))


def _gain(course: Course, before: CheckAttempt, after: CheckAttempt) -> Gain | None:
    first, second = _answered(before), _answered(after)
    pairs: Mapping[Slot, tuple[str, str]] = {
        slot: (first[slot][1].result, second[slot][1].result) for slot in sorted(first) if slot in second
    }
    order = {lesson.slug: place for place, lesson in enumerate(course.lessons)}
    lines = []
    for (slug, slot, _), (earlier, later) in sorted(pairs.items(), key=lambda pair: order.get(pair[0][0], len(order))):
        lesson = course.by_slug.get(slug)
        lines.append(GainLine(lesson, lesson.outcomes.get(slot) if lesson else None, earlier, later))
    return Gain(tuple(lines)) if lines else None


def _begin_with(course: Course, lessons: Iterable[LessonResult]) -> Lesson | None:
    """The first lesson not yet known; None where there is none."""
    known = {one.slug for one in lessons if one.level == "all"}
    asked = {one.slug for one in lessons}
    return next((lesson for lesson in course.lessons if lesson.slug in asked - known), None)
