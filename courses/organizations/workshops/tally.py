"""Counts of one question: phones, hands and papers in one table, for wall, phones, report and file alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from courses.catalog.markup.rendering import inline
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import SHUFFLES, Guess, MarkParts, Match, Multiple, Number, Order, Question, Single
from courses.catalog.wording import part_text
from courses.learning.blocks import right_words
from courses.organizations.models import HandCount, SessionAnswer, SessionQuestion, SessionRun

RIGHT, OTHER, WRONG = "right", "other", "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be chosen. `is_right` is None where nothing is right or wrong, as in a guess."""

    key: str
    html: str
    is_right: bool | None
    right: str = ""  # of a line that belongs to a target: that target
    phones: int = 0
    hands: int = 0
    paper: int = 0

    @property
    def total(self) -> int:
        return self.phones + self.hands + self.paper


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """A question of a run with its counts. `question` is None when the lesson no longer has it."""

    row: SessionQuestion
    question: Question | None
    ask: str
    lines: tuple[Line, ...]
    choices: tuple[str, ...] = ()  # what the question offers, in the room's order
    phones: int = 0  # how many phones answered
    phones_right: int = 0
    right: tuple[str, ...] = ()
    explain: str = ""

    @property
    def position(self) -> int:
        return self.row.position

    @property
    def was_asked(self) -> bool:
        return self.row.opened_at is not None or self.total > 0

    @property
    def is_open(self) -> bool:
        return self.row.opened_at is not None and self.row.closed_at is None

    @property
    def shows_answer(self) -> bool:
        return self.row.shows_answer

    @property
    def is_guess(self) -> bool:
        return self.question is not None and self.question.kind == "guess"

    @property
    def takes_several(self) -> bool:
        """Whether one person counts in several lines, so that they do not add up to people."""
        return self.question is not None and self.question.kind in ("multiple", "mark", "match")

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def most(self) -> int:
        """What the longest bar stands for."""
        return max((line.total for line in self.lines), default=0) or 1


def tallies(
    run: SessionRun, rows: Iterable[SessionQuestion], lesson: Lesson | None, language: str
) -> tuple[QuestionTally, ...]:
    """The tallies of these questions of a run: two queries, however many they are."""
    chosen = list(rows)
    numbers = [row.pk for row in chosen]
    given: dict[int, list[tuple[str, bool, int]]] = {}
    grouped = SessionAnswer.objects.filter(question__in=numbers).values_list("question", "given", "is_right")
    for number, text, is_right, count in grouped.annotate(count=Count("pk")).order_by():
        given.setdefault(number, []).append((text, is_right, count))
    typed: dict[int, dict[tuple[str, str], int]] = {}
    for number, way, option, count in HandCount.objects.filter(question__in=numbers).values_list(
        "question", "way", "option", "count"
    ):
        typed.setdefault(number, {})[way, option] = count
    seed = run.pk % SHUFFLES
    return tuple(
        _tally(row, lesson, given.get(row.pk, []), typed.get(row.pk, {}), seed, language) for row in chosen
    )  # fmt: skip


def _tally(
    row: SessionQuestion, lesson: Lesson | None, given: list[tuple[str, bool, int]],
    typed: Mapping[tuple[str, str], int], seed: int, language: str,
) -> QuestionTally:  # fmt: skip
    question = lesson.questions.get(row.question) if lesson else None
    if question is None:
        return QuestionTally(row, None, row.question, ())
    phones: dict[str, int] = {}
    for text, _is_right, count in given:
        for key in lines_chosen(question, text):
            phones[key] = phones.get(key, 0) + count
    body = question.body
    return QuestionTally(
        row=row,
        question=question,
        ask=inline(body.ask.in_language(language), language),
        lines=tuple(_counted(line, phones, typed) for line in _lines(question, seed, language)),
        choices=tuple(part_text(body.choices[key], language) for key in question.shuffled(seed)),
        phones=sum(count for _text, _is_right, count in given),
        phones_right=sum(count for _text, is_right, count in given if is_right),
        right=right_words(question, language),
        explain=_explained(question, language),
    )


def _counted(line: Line, phones: Mapping[str, int], typed: Mapping[tuple[str, str], int]) -> Line:
    return Line(
        line.key,
        line.html,
        line.is_right,
        line.right,
        phones.get(line.key, 0),
        typed.get((HandCount.HANDS, line.key), 0),
        typed.get((HandCount.PAPER, line.key), 0),
    )


def _explained(question: Question, language: str) -> str:
    said = question.body.reveal if isinstance(question.body, Guess) else question.body.explain
    return inline(said.in_language(language), language) if said else ""


def line_keys(question: Question) -> tuple[str, ...]:
    """Keys of the lines, in the order of the file: under these hands and papers are counted."""
    body = question.body
    if isinstance(body, Number):
        return (RIGHT, *(f"{WRONG}-{place}" for place in range(len(body.common_wrong))), OTHER)
    return (RIGHT, OTHER) if isinstance(body, Order) else tuple(body.choices)


def lines_chosen(question: Question, given: str) -> frozenset[str]:
    """The lines in which one person who answered `given` counts; none for what the question no longer offers."""
    body = question.body
    try:
        if isinstance(body, Number):
            return frozenset({_number_line(body, given)})
        if isinstance(body, Order):
            return frozenset({RIGHT if body.mark(given).is_right else OTHER})
    except ValueError:
        return frozenset({OTHER})
    if isinstance(body, Match):
        pairs = (pair.partition("=")[::2] for pair in given.split(","))
        return frozenset(row for row, target in pairs if row in body.rows and body.rows[row].to == target)
    return frozenset(given.split(",")) & set(body.choices)


def _number_line(body: Number, given: str) -> str:
    if body.mark(given).is_right:
        return RIGHT
    places = (f"{WRONG}-{place}" for place, wrong in enumerate(body.common_wrong) if wrong.at == Decimal(given))
    return next(places, OTHER)


def _lines(question: Question, seed: int, language: str) -> list[Line]:
    body: Any = question.body
    if isinstance(body, Number):
        return _number_lines(question, body, language)
    if isinstance(body, Order):
        return [Line(RIGHT, _("All in the right order"), True), Line(OTHER, _("Another order"), False)]
    if isinstance(body, Match):
        return [
            Line(key, part_text(body.rows[key], language), None, body.targets[body.rows[key].to].in_language(language))
            for key in question.shuffled(seed)
        ]
    right = body.right_keys if isinstance(body, Single | Multiple | MarkParts) else None
    return [
        Line(key, part_text(body.choices[key], language), None if right is None else key in right)
        for key in question.shuffled(seed)
    ]


def _number_lines(question: Question, body: Number, language: str) -> list[Line]:
    """Values from small to large, so that nothing tells the right one before the answer is shown."""
    unit = body.unit.in_language(language)
    said = {f"{WRONG}-{place}": wrong.at for place, wrong in enumerate(body.common_wrong)} | {RIGHT: body.answer}
    ordered = sorted(said.items(), key=lambda one: one[1])
    lines = [
        Line(key, inline(f"{value}{unit}" if unit.startswith("%") else f"{value} {unit}", language), key == RIGHT)
        for key, value in ordered
    ]
    return [*lines, Line(OTHER, _("Another number"), False)]
