"""What gives a key away to somebody who knows nothing: its length, words it shares with the stem, its place.

Counted by course over all questions with one right option, and printed: no single item is wrong because its key happens
to be the longest, but a course in which that helps is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content, warning
from courses.catalog.lint.parsing.passages import without_markup
from courses.catalog.model.asking import Asked
from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.source import ContentSource, CourseSource

LONGEST_AT_MOST = 1 / 3  # of the items, in each language
SAME_PLACE_AT_MOST = 0.4  # of the items of four options
FOUR = 4  # options: of two or three one place must hold more than that
FEWEST_ITEMS = 9  # below this a share says nothing

_PLACES = "abcde"


@dataclass(frozen=True, slots=True)
class Cues:
    """One course: how many items with one right option, and in how many the key is given away, by language."""

    course: str
    items: int
    longest: Mapping[str, int]
    echoed: Mapping[str, int]
    places: Mapping[str, int]  # of items of four options and more: by place of the key in the file, from a

    def __str__(self) -> str:
        share = " · ".join(
            f"{language}: key longest {self.longest[language]}, only the key echoes the stem {self.echoed[language]}"
            for language in LANGUAGES
        )
        places = " ".join(f"{place} {self.places[place]}" for place in sorted(self.places))
        return f"cues {self.course}: {self.items} items with one right option · {share} · place of the key {places}"


def cues_of(source: ContentSource) -> tuple[Cues, ...]:
    """The count of each course that has such items."""
    counted = (_count(course) for course in source.courses)
    return tuple(one for one in counted if one.items)


def problems(content: Content) -> Iterator[Problem]:
    """Q218: a course whose keys can be found without knowing anything."""
    for course, cues in ((course, _count(course)) for course in content.source.courses):
        if cues.items < FEWEST_ITEMS:
            continue
        place = course.plan.places.of("check")
        for language in LANGUAGES:
            if cues.longest[language] > cues.items * LONGEST_AT_MOST:
                reason = (
                    f"the key is the longest option in {cues.longest[language]} of {cues.items} items "
                    f"({language}). Shorten keys, or say more in wrong options, until it is a third at most."
                )
                yield warning(place, "Q218", reason)
        of_four = sum(cues.places.values())
        often, count = max(cues.places.items(), key=lambda one: one[1], default=("", 0))
        if of_four >= FEWEST_ITEMS and count > of_four * SAME_PLACE_AT_MOST:
            reason = f'the key stands at "{often}" in {count} of {of_four} items of four options. Move some of them.'
            yield warning(place, "Q218", reason)


def _count(course: CourseSource) -> Cues:
    items = [one for lesson in course.lessons for one in lesson.plan.model.questions.values() if _has_one_key(one)]
    return Cues(
        course.slug,
        len(items),
        {language: sum(_is_longest(item, language) for item in items) for language in LANGUAGES},
        {language: sum(_is_echoed(item, language) for item in items) for language in LANGUAGES},
        Counter(_PLACES[list(item.choices).index(item.right_keys[0])] for item in items if len(item.choices) >= FOUR),
    )


def _has_one_key(question: Asked) -> bool:
    """Whether one option is right and the others are words too; options in a fixed order are amounts."""
    is_one_of_several = question.is_one_thing and len(question.right_keys) == 1 and len(question.choices) > 1
    return question.is_marked and is_one_of_several and question.order != "fixed"


def _is_longest(item: Asked, language: str) -> bool:
    lengths = {key: len(without_markup(option.in_language(language))) for key, option in item.choices.items()}
    right = lengths.pop(item.right_keys[0])
    return right > max(lengths.values())


def _is_echoed(item: Asked, language: str) -> bool:
    """Whether the key shares a word with the stem and no other option does."""
    asked = _words(item.ask.in_language(language), language)
    sharing = [key for key, option in item.choices.items() if asked & _words(option.in_language(language), language)]
    return sharing == [item.right_keys[0]]


def _words(text: str, language: str) -> set[str]:
    return RULES[language].telling_words(without_markup(text).lower())
