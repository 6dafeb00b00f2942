"""Finds a running workshop by its code, and puts together what its wall, its phones and its report show."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from courses.catalog.model.lessons import Lesson, Piece
from courses.catalog.model.questions import ROOM
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import UNTOUCHED
from courses.learning.lessons.question_view import QuestionBlock, TypedAnswer, given_words, question_block
from courses.organizations.models import SessionAnswer, SessionRun
from courses.organizations.models.sessions import RUN_CODE_LETTERS
from courses.organizations.short_links.codes import normal_code
from courses.organizations.workshops.actions import KEPT, LASTS, is_running
from courses.organizations.workshops.excerpts import excerpt_of
from courses.organizations.workshops.results.tally import QuestionTally, tallies


@dataclass(frozen=True, slots=True)
class Wall:
    """What is on the wall: the code alone, or one question with or without its counts."""

    run: SessionRun
    lesson: Lesson | None
    title: str
    count: int  # questions of the run
    is_running: bool
    shown: QuestionTally | None
    excerpt: tuple[Piece, ...] = ()  # what stands beside the question

    @property
    def shows_counts(self) -> bool:
        return self.shown is not None and (not self.shown.is_open or self.run.is_live)

    @property
    def shows_answer(self) -> bool:
        return self.shown is not None and self.shown.shows_answer

    @property
    def is_last(self) -> bool:
        return self.run.position >= self.count

    @property
    def code(self) -> str:
        return printed_code(self.run.code)

    @property
    def mark(self) -> str:
        """A text that changes whenever the wall looks different, so that an unchanged page need not be sent again."""
        answered = self.shown.phones if self.shown else 0
        lines = self.shown.lines if self.shown and self.shows_counts else ()
        return _mark(self.run.version, self.is_running, answered, lines)


@dataclass(frozen=True, slots=True)
class PhonePage:
    """What one phone shows: the form, or the counts; nobody who still chooses is led by the others."""

    wall: Wall
    block: QuestionBlock | None
    mine: tuple[str, ...] = ()

    @property
    def shows_counts(self) -> bool:
        return self.wall.shows_counts and self.block is None

    @property
    def mark(self) -> str:
        lines = self.wall.shown.lines if self.wall.shown and self.shows_counts else ()
        return _mark(self.wall.run.version, self.wall.is_running, self.mine, lines)


def _mark(*shown: object) -> str:
    return sha256(repr(shown).encode()).hexdigest()[:16]


def printed_code(code: str) -> str:
    """The code in groups, as shown on the wall: 7K4-M2P."""
    half = RUN_CODE_LETTERS // 2
    return f"{code[:half]}-{code[half:]}"


def running_with(code: str, now: datetime) -> SessionRun | None:
    """The running workshop with this code, as typed by a person."""
    plain = normal_code(code)
    if len(plain) != RUN_CODE_LETTERS:
        return None
    lasting = Q(opened_at__gt=now - LASTS) | Q(reopened_at__gt=now - LASTS)
    return SessionRun.objects.running().filter(lasting, code=plain).first()


def has_run(code: str, now: datetime) -> bool:
    """Whether a workshop with this code has ended: asking for it is no guessing."""
    return SessionRun.objects.filter(code=normal_code(code), opened_at__gt=now - KEPT).exists()


def lesson_of(run: SessionRun) -> Lesson | None:
    """The lesson, or None when it is not published any more."""
    course = catalog().courses.get(run.course)
    return course.by_slug.get(run.lesson) if course else None


def title_of(run: SessionRun, language: str) -> str:
    lesson = lesson_of(run)
    return lesson.page(language).title if lesson else run.lesson


def read_wall(run: SessionRun, *, language: str, now: datetime) -> Wall:
    """What the wall of a workshop shows now; three queries, four with a question on the wall."""
    lesson = lesson_of(run)
    rows = run.questions.order_by("position")
    found = tallies(run, rows.filter(position=run.position), lesson, language) if run.position else ()
    return Wall(
        run=run,
        lesson=lesson,
        title=title_of(run, language),
        count=rows.count(),
        is_running=is_running(run, now),
        shown=found[0] if found else None,
        excerpt=excerpt_of(lesson, found[0].question.id, language) if lesson and found and found[0].question else (),
    )


def read_all(run: SessionRun, *, language: str) -> tuple[QuestionTally, ...]:
    return tallies(run, run.questions.order_by("position"), lesson_of(run), language)


def read_phone(
    wall: Wall, phone: str, *, language: str, typed: TypedAnswer | None = None, changes: bool = False
) -> PhonePage:  # fmt: skip
    """`changes` shows the form again to a phone that has answered."""
    shown = wall.shown
    if shown is None or shown.question is None:
        return PhonePage(wall, None)
    mine = SessionAnswer.objects.filter(question=shown.row, phone=phone).first()
    words = given_words(shown.question, mine.given, language) if mine else ()
    takes_answer = shown.is_open and wall.is_running and (mine is None or changes or typed is not None)
    if not takes_answer:
        return PhonePage(wall, None, words)
    fields = shown.question.fields(mine.given if mine else "")
    block = question_block(
        shown.question,
        UNTOUCHED,
        language=language,
        seed=ROOM,
        typed=typed or TypedAnswer(fields),
        focus="errors" if typed else "",
    )
    return PhonePage(wall, block, words)
