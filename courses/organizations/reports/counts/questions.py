"""Which questions of a task are hard: totals over five people or more, never what one person answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from statistics import fmean
from typing import NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Value, When
from django.db.models.functions import Cast

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.catalog.model.values.texts import Text
from courses.learning.lessons.question_view import given_words
from courses.learning.models import Answer, CourseProgress
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.models.members import MemberQuerySet
from courses.organizations.reports.people.ranking import Measure, people_of
from courses.organizations.reports.suppression import LEAST

HARD = Fraction(1, 2)  # right at the first try: at most so many
MOST_COUNTED = 150  # people; of larger groups every second, third … person is counted
VERY_LARGE, COUNTED_OF_THOSE = 5_000, 100  # people; reading who they are takes most of what the page may take
FAIR = 0.2  # below it, a question hardly tells those who know from those who do not
Place = tuple[str, str]  # lesson, question


class FirstTry(NamedTuple):
    """One person's first answer to one question; `person` is a number that has no meaning outside this module."""

    person: int
    place: Place
    given: str
    is_right: bool
    is_assisted: bool = False


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """Totals of one question over five people or more.

    `facility` is the share right at the first try. `discrimination` is the correlation of being right here with the
    share right in the other questions; None where it cannot be told.
    """

    people: int
    right: int
    discrimination: float | None
    wrong: str  # the wrong answer chosen most often, in canonical text; "" when nobody was wrong
    wrong_count: int
    has_help: bool = False  # somebody read it out and pressed for one of them

    @property
    def facility(self) -> Fraction:
        return Fraction(self.right, self.people)

    @property
    def percent(self) -> int:
        return round(100 * self.facility)

    @property
    def is_hard(self) -> bool:
        return self.facility <= HARD

    @property
    def tells_apart(self) -> str:
        """The discrimination in a word: "well", "little", "wrongly" or "" if unknown.

        "wrongly": members who know more are wrong more often.
        """
        if self.discrimination is None:
            return ""
        if self.discrimination < 0:
            return "wrongly"
        return "well" if self.discrimination >= FAIR else "little"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """`figures` is None while fewer than five people have answered."""

    lesson: Lesson
    question: Question
    figures: QuestionCounts | None

    @property
    def wrong_feedback(self) -> Text | None:
        """What the lesson says to the wrong answer chosen most often."""
        if self.figures is None or not self.figures.wrong:
            return None
        return self.question.mark(self.figures.wrong).feedback

    def wrong_words(self, language: str) -> tuple[str, ...]:
        if self.figures is None or not self.figures.wrong:
            return ()
        return given_words(self.question, self.figures.wrong, language)


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of a task in the order of the course. `counted` of `people` were looked at."""

    task: Task
    lines: tuple[QuestionLine, ...]
    people: int
    counted: int

    @property
    def hard(self) -> tuple[QuestionLine, ...]:
        """The hardest first."""
        found = [line for line in self.lines if line.figures and line.figures.is_hard]
        return tuple(sorted(found, key=lambda line: line.figures.facility if line.figures else HARD))

    @property
    def is_sampled(self) -> bool:
        return self.counted < self.people

    def at(self, lesson: str, question: str) -> QuestionLine | None:
        return next((one for one in self.lines if (one.lesson.slug, one.question.id) == (lesson, question)), None)


def questions_of(task: Task, group: Group, *, measure: Measure | None = None) -> Questions:
    """A task's questions with their totals; two queries, three without `measure`. Of large groups about 150 people are
    read, of very large ones 100; the same with and without it."""
    people = measure.joined if measure else people_of(task, group).count()
    step = -(-people // (COUNTED_OF_THOSE if people >= VERY_LARGE else MOST_COUNTED)) or 1
    tries = list(_first_tries(task, _sample(task, group, step, measure), group)) if people >= LEAST else []
    figures = figures_of(tries)
    lines = tuple(
        QuestionLine(lesson, question, figures.get((lesson.slug, question.id)))
        for lesson in task.lessons
        for question in lesson.marked_questions
    )
    return Questions(task, lines, people, -(-people // step))


def _sample(task: Task, group: Group, step: int, measure: Measure | None) -> MemberQuerySet:
    """Every `step`-th person."""
    members = people_of(task, group)
    if measure:
        return members.filter(pk__in=[member for member in measure.members if not member % step])
    return members.alias(turn=F("pk") % Value(step)).filter(turn=0)


def _first_tries(task: Task, people: MemberQuerySet, group: Group) -> Iterable[FirstTry]:
    """First answers of these people to the questions as they are meant now, if they fell in the window."""
    begins, known = _beginnings(task, people), _known(task)
    answers = Answer.objects.filter(
        learner__in=list(begins), course=task.course.slug, lesson__in=task.slugs, occasion=Answer.LESSON,
        version__in={version for question in known.values() for version in question.versions},
    )  # fmt: skip
    if group.archived_at:
        answers = answers.filter(at__lte=group.archived_at)
    at = Case(When(learner__in=[person for person, begin in begins.items() if begin], then=F("at")))
    seen: set[tuple[int, str, str]] = set()
    for person, lesson, name, given, result, has_help, moment in answers.order_by("pk").values_list(
        "learner_id", "lesson", "question", "given", "result", Cast("is_assisted", IntegerField()), at
    ):
        if (person, lesson, name) in seen:
            continue  # the database takes twice as long to leave these out
        seen.add((person, lesson, name))
        place, begin = (lesson, name), begins[person]
        if place in known and result != Answer.SHOWN and (begin is None or moment >= begin):
            yield FirstTry(person, place, given, result == Answer.RIGHT, bool(has_help))


def _beginnings(task: Task, people: MemberQuerySet) -> Mapping[int, datetime | None]:
    """Of each learner, since when their answers are seen; None where nothing came before, or all is shared.

    They are read first: joined to their answers, a database that knows no sizes may begin at the wrong end.
    """
    course = CourseProgress.objects.filter(learner=OuterRef("learner"), course=task.course.slug)
    all_later = Exists(course.filter(opened_at__gte=OuterRef("joined_at")))
    begin = Case(When(~all_later, shares_earlier=False, then=F("joined_at")))
    return dict(people.values_list("learner", begin))


def _known(task: Task) -> Mapping[Place, Question]:
    return {(lesson.slug, one.id): one for lesson in task.lessons for one in lesson.marked_questions}


def figures_of(tries: Iterable[FirstTry]) -> Mapping[Place, QuestionCounts]:
    """Totals by question, only where five people or more have answered. Pure."""
    by_place: dict[Place, list[FirstTry]] = defaultdict(list)
    answered: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for one in tries:
        by_place[one.place].append(one)
        answered[one.person] += 1
        right[one.person] += one.is_right
    return {place: _figures(found, answered, right) for place, found in by_place.items() if len(found) >= LEAST}


def _figures(tries: list[FirstTry], answered: Mapping[int, int], right: Mapping[int, int]) -> QuestionCounts:
    wrong = Counter(one.given for one in tries if not one.is_right)
    given, count = min(wrong.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    pairs = [
        (float(one.is_right), (right[one.person] - one.is_right) / (answered[one.person] - 1))
        for one in tries
        if answered[one.person] > 1
    ]
    return QuestionCounts(
        len(tries), sum(one.is_right for one in tries), correlation(pairs), given, count,
        any(one.is_assisted for one in tries),
    )  # fmt: skip


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's; None for fewer than five pairs, or where one side never varies."""
    if len(pairs) < LEAST:
        return None
    first, second = map(fmean, zip(*pairs, strict=True))
    spread = sum((one - first) ** 2 for one, _two in pairs) * sum((two - second) ** 2 for _one, two in pairs)
    if not spread:
        return None
    together: float = sum((one - first) * (two - second) for one, two in pairs) / spread**0.5
    return together
