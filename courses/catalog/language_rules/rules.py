"""The tables and patterns that a language may bring along; one that it leaves out finds nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from courses.catalog.model.facts import Weight

HAN = "\u3400-\u4dbf\u4e00-\u9fff"  # as a range of a regular expression
NOTHING = re.compile(r"(?!)")
_END = re.compile(r"[.!?。！？]+[\"'”’」』）)\]]*(?=\s|$)|\n")


class SourcedClaim(StrEnum):
    """What a sentence may sound like, and must have a source for."""

    LAW = "law"
    DUTY = "duty"
    REGULATOR = "regulator"
    COURT = "court"
    STANDARD = "standard"


class Limits(NamedTuple):
    """How long texts may be, in `unit`; a title in the signs that `title_counted` finds."""

    unit: str
    sentence: int
    sentence_at_most: int
    section: int
    title: int
    by_role: Mapping[str, int]


def always_a_word(text: str, start: int, end: int) -> bool:
    """For languages that put no spaces between words."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRules:
    """One language. Words and patterns that are searched in `text.lower()` are in small letters."""

    # ---- lengths and sentences
    limits: Limits | None = None
    counted: re.Pattern[str] = re.compile(r"\S*\w\S*")  # what a length counts
    counts_characters: bool = False  # rather than words between spaces
    title_counted: re.Pattern[str] = re.compile(r".", re.DOTALL)
    sentence_end: re.Pattern[str] = _END
    goes_on: Callable[[str, re.Match[str]], bool] = lambda text, end: False  # though `end` looks like an end
    long_option: int = 20  # characters; among shorter options length gives nothing away

    # ---- words for the reader
    variants: Mapping[str, str] = field(default_factory=dict)  # the term, and words not to use for it
    is_word: Callable[[str, int, int], bool] = always_a_word  # whether text[start:end], small letters, is a whole word
    term_start: str = ""  # around a term, as a regular expression
    term_end: str = ""
    stressed: frozenset[str] = frozenset()  # words that raise the voice when in capitals
    formal_you: str = ""  # for letters only
    plain_you: str = ""
    empty_link_words: frozenset[str] = frozenset()
    pointers: re.Pattern[str] = NOTHING  # wordings that point by colour or place alone
    pointer_words: tuple[str, ...] = ()  # one of them stands in every such wording

    # ---- questions
    all_or_none: re.Pattern[str] = NOTHING  # "all of the above"
    telling_words: Callable[[str], set[str]] = lambda text: set()  # by which an option may echo the stem

    # ---- search: what says nothing of what somebody looks for
    unsearched_words: frozenset[str] = frozenset()
    unsearched_characters: frozenset[str] = frozenset()
    subject_words: frozenset[str] = frozenset()  # of the whole site: they tell of no trouble

    # ---- sources
    claims: Mapping[SourcedClaim, re.Pattern[str]] = field(default_factory=dict)
    says_instead: Mapping[Weight, str] = field(default_factory=dict)  # words that a source of this weight allows
    reported: re.Pattern[str] = NOTHING
    tells_the_time: re.Pattern[str] = NOTHING  # from or until when something holds
    void: re.Pattern[str] = NOTHING  # a contract called void
    goes_back: re.Pattern[str] = NOTHING  # and what goes back
    calls: str = ""  # words before a number that is called, as a regular expression
    counted_things: str = ""  # what after a number says that it is none to call

    # ---- numbers, for comparing with another language
    number_words: tuple[re.Pattern[str], ...] = ()  # the small numbers in words, from zero
    months: Callable[[str], set[Decimal]] = lambda text: set()  # named ones, as their numbers
