"""What is wrong with a question by its figures, and from which number on that is said. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import atanh
from statistics import fmean

from courses.catalog.model.questions import Question
from courses.organizations.reports.watching.figures import Key, WatchedFigures
from courses.organizations.reports.watching.tries import Place

ENOUGH = 50  # people: a share is then known to within 14 points, a correlation to within 0.28 (95%)
ENOUGH_FOR_OPTIONS = 100  # people: an option that one in twenty would choose is then chosen by none in 0.6% of cases
ENOUGH_STRONG = 10  # of the strong: the upper third of thirty people
DEAD = 0.05  # T. M. Haladyna, S. M. Downing, Educational and Psychological Measurement 53 (1993), 999-1010
EASY = 0.9  # where more are right than this, too few are wrong to say which option is dead
GAP = 0.15  # above the 0.10 from which N. J. Dorans and E. Kulick look at an item (Journal of Educational Measurement
# 23 (1986), 355-368): their groups are matched by knowledge, ours only by what is usual in the course
SURE, QUITE_SURE = 1.96, 1.645  # standard errors, two-sided and one-sided, at 95%


class Fault(StrEnum):
    WRONG_KEY = "wrong-key"  # whoever knows more gets it wrong
    DEAD_OPTION = "dead-option"  # hardly anybody chooses it
    LANGUAGES = "languages"  # harder in one language than in the other, beyond what is usual


@dataclass(frozen=True, slots=True)
class QuestionFlag:
    """`option` is what it is about, in canonical text; "" for the whole question."""

    fault: Fault
    option: str = ""


def flags_of(
    place: Place, language: str, question: Question, found: Mapping[Key, WatchedFigures]
) -> Iterator[QuestionFlag]:
    figures = found[place, language]
    if figures.people < ENOUGH:
        return
    if (suspect := wrong_key(figures)) is not None:
        yield QuestionFlag(Fault.WRONG_KEY, suspect)
    yield from (QuestionFlag(Fault.DEAD_OPTION, option) for option in dead_options(question, figures))
    if differs_by_language(place, language, found):
        yield QuestionFlag(Fault.LANGUAGES)


def wrong_key(figures: WatchedFigures) -> str | None:
    """The answer that may be the right one; None where the key seems to be right.

    Either the correlation is below zero beyond chance (Fisher's z), or of the strong more choose a wrong answer than
    the right one, beyond chance (sign test).
    """
    suspect, times = min(figures.strong_given.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    strong = figures.strong_right + figures.strong_given.total()
    decided = figures.strong_right + times
    if strong >= ENOUGH_STRONG and (times - figures.strong_right) / decided**0.5 > QUITE_SURE:
        return suspect
    together = figures.discrimination
    if together is not None and atanh(max(together, -0.999)) + QUITE_SURE / (figures.people - 3) ** 0.5 < 0:
        return figures.wrong[0]
    return None


def dead_options(question: Question, figures: WatchedFigures) -> tuple[str, ...]:
    """Wrong options that fewer than one in twenty chose, where enough people were wrong."""
    if not question.body.has_options or figures.people < ENOUGH_FOR_OPTIONS or figures.difficulty > EASY:
        return ()
    wrong = (option for option in question.body.choices if option not in question.body.right_keys)
    return tuple(option for option in wrong if figures.chosen[option] / figures.people < DEAD)


def differs_by_language(place: Place, language: str, found: Mapping[Key, WatchedFigures]) -> bool:
    """Whether it is harder in this language than in another one by more than is usual, beyond chance.

    Answers from before the language was kept say nothing.
    """
    mine = found[place, language]
    others = {other for at, other in found if at == place and other and found[at, other].people >= ENOUGH}
    for other in others - {language} if language else ():
        theirs = found[place, other]
        gap = theirs.difficulty - mine.difficulty - _usual_gap(place, language, other, found)
        error = sum(one.difficulty * (1 - one.difficulty) / one.people for one in (mine, theirs)) ** 0.5
        if gap >= GAP and gap > SURE * error:
            return True
    return False


def _usual_gap(without: Place, language: str, other: str, found: Mapping[Key, WatchedFigures]) -> float:
    """By how much all other questions are easier in the other language; zero where there is no other."""
    gaps = [
        found[place, other].difficulty - figures.difficulty
        for (place, spoken), figures in found.items()
        if spoken == language and place != without and figures.people >= ENOUGH
        and (place, other) in found and found[place, other].people >= ENOUGH
    ]  # fmt: skip
    return fmean(gaps) if gaps else 0.0
