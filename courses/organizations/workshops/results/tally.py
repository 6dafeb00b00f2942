"""Counts of one question: phones, hands and papers in one table, for wall, phones, report and file alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from courses.catalog.model.asking import ReportLine
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import ROOM, Question
from courses.catalog.wording import Voice
from courses.organizations.models import HandCount, SessionAnswer, SessionQuestion, SessionRun

OTHER = "other"  # the line of answers that have none of their own


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One thing that can be chosen. `is_right` is None where nothing is right or wrong, as in a guess; else `sign` says
    what it turns out to be."""

    key: str
    html: str
    is_right: bool | None
    right: str = ""  # of a line that belongs to a target: that target
    sign: str = ""
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
    lines: tuple[TallyLine, ...]
    choices: tuple[str, ...] = ()  # what the question offers, in the room's order
    targets: tuple[str, ...] = ()  # what that can be put to
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
        return self.question is not None and not self.question.is_marked

    @property
    def takes_several(self) -> bool:
        """Whether one person counts in several lines, so that they do not add up to people."""
        return self.question is not None and self.question.body.takes_several

    @property
    def counts_choices(self) -> bool:
        """Whether the lines are what there is to choose; a number has nothing to choose, an order only two lines."""
        return self.question is not None and self.question.body.line_keys == tuple(self.question.body.choices)

    @property
    def counts_right_lines(self) -> bool:
        """Whether a line's count says how many had it right."""
        return bool(self.targets)

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
    return tuple(_tally(row, lesson, given.get(row.pk, []), typed.get(row.pk, {}), language) for row in chosen)


def _tally(
    row: SessionQuestion, lesson: Lesson | None, given: list[tuple[str, bool, int]],
    typed: Mapping[tuple[str, str], int], language: str,
) -> QuestionTally:  # fmt: skip
    question = lesson.questions.get(row.question) if lesson else None
    if question is None:
        return QuestionTally(row, None, row.question, ())
    phones: dict[str, int] = {}
    for text, _is_right, count in given:
        for key in lines_chosen(question, text):
            phones[key] = phones.get(key, 0) + count
    body, voice, shown = question.body, Voice(language), question.shuffled(ROOM)
    return QuestionTally(
        row=row,
        question=question,
        ask=voice.inline(body.ask),
        lines=tuple(_counted(line, phones, typed) for line in body.report_lines(shown, voice)),
        choices=tuple(voice.part(body.choices[key]) for key in shown),
        targets=tuple(voice.inline(target) for target in body.targets_shown.values()),
        phones=sum(count for _text, _is_right, count in given),
        phones_right=sum(count for _text, is_right, count in given if is_right),
        right=body.right_words(voice),
        explain=voice.inline(body.explanation) if body.explanation else "",
    )


def _counted(line: ReportLine, phones: Mapping[str, int], typed: Mapping[tuple[str, str], int]) -> TallyLine:
    return TallyLine(
        line.key,
        line.html,
        line.is_right,
        line.right,
        line.sign,
        phones.get(line.key, 0),
        typed.get((HandCount.HANDS, line.key), 0),
        typed.get((HandCount.PAPER, line.key), 0),
    )


def line_keys(question: Question) -> tuple[str, ...]:
    """Keys of the lines, in the order of the file: under these hands and papers are counted."""
    return question.body.line_keys


def lines_chosen(question: Question, given: str) -> frozenset[str]:
    """The lines in which one person who answered `given` counts; a line of others, or none, for what the question no
    longer offers."""
    try:
        return question.body.lines_chosen(given)
    except ValueError:
        return frozenset({OTHER})
