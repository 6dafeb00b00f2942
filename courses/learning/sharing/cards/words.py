"""The text of a card, and where its lines break: by the rules of Chinese and English typesetting."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.search_index.entries import plain
from courses.languages.known import BY_CODE

# What is never parted: a word or a number with its unit, what opens before it and what closes after it.
_UNIT = "(?: [年月日天元万亿%课题期笔])?"
_TOKEN = re.compile(
    rf"[“‘（《【(]*(?:[^\s\u2e80-\u9fff\uff00-\uffef“”（）《》【】。，、；：？…]+{_UNIT}|\S)"
    r"[”’）》】)。，、；：？！…%]*"
    r"[^\S\n]*"
)
_CLAUSE = re.compile(r"[^。，；：？！]*[。，；：？！]*[”’）》】]*")
_HAN = re.compile("[\u4e00-\u9fff]")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # the font's curved marks are as wide as a Chinese character

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class SentenceCard:
    """One lesson's sentence in one language."""

    heading: str
    sentence: str
    origin: str

    def with_straight_marks(self) -> "SentenceCard":
        heading, sentence, origin = (each.translate(_STRAIGHT) for each in (self.heading, self.sentence, self.origin))
        return SentenceCard(heading, sentence, origin)

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(self.heading + self.sentence + self.origin) - {" ", "\u00a0"}


def card_of(course: Course, lesson: Lesson, language: str) -> SentenceCard:
    """The lesson's takeaway, with the site, the course and the place of the lesson in it."""
    with override(language):
        place = _("Lesson %(position)s") % {"position": course.lessons.index(lesson) + 1}
        origin = " · ".join((str(settings.SITE_NAME), plain(course.title.in_language(language)), place))
        card = SentenceCard(_("Keep this sentence"), plain(lesson.page(language).takeaway), origin)
    return card if BY_CODE[language].writes_han else card.with_straight_marks()


def lines(sentence: str, width: float, measure: Measure) -> list[str]:
    """Chinese breaks after its clauses; English is set in as few lines as fit, of about the same length."""
    if _HAN.search(sentence):
        return _broken(_clauses(sentence, width, measure), width, measure)
    words = _tokens(sentence)
    fewest = len(_broken(words, width, measure))
    narrow, wide = width / 2, width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(_broken(words, middle, measure)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _broken(words, wide, measure)


def breaks_clauses(sentence: str, width: float, measure: Measure) -> bool:
    """Whether a clause of a Chinese sentence is too long for a line."""
    return bool(_HAN.search(sentence)) and any(measure(one) > width for one in _CLAUSE.findall(sentence))


def _clauses(sentence: str, width: float, measure: Measure) -> list[str]:
    """Clauses that fit a line stay whole; a longer one may break wherever Chinese may."""
    found = [clause for clause in _CLAUSE.findall(sentence) if clause]
    return [part for one in found for part in ([one] if measure(one.rstrip()) <= width else _tokens(one))]


def _broken(parts: list[str], width: float, measure: Measure) -> list[str]:
    done, line = [], ""
    for part in parts:
        if line and measure((line + part).rstrip()) > width:
            done.append(line.rstrip())
            line = ""
        line += part
    return [*done, line.rstrip()]


def _tokens(sentence: str) -> list[str]:
    return [found[0] for found in _TOKEN.finditer(sentence)]
