"""Family S, advertisements: made-up names only, put in where they stand; verdicts that fit the flags; both verdicts."""

import re
from collections import Counter
from collections.abc import Iterator

from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.wordings import Wording, entry_place
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES

LEAST_CLEAN = 0.4
LEAST_USES = 2
PUT_AS_THEY_STAND = frozenset(  # roles in which nobody puts a name in place of {bank-1}
    {"ask", "explain", "feedback", "hint", "target", "outcome", "action", "guide", "help", "gloss"}
)
NOT_IN_BANK = frozenset({"contract", "statement"})  # printed in lessons, never part of a round
_NAME = re.compile(r"\{([^{}]*)\}")
_IN_TEXT = re.compile(r"(?<!\{)\{[a-z][a-z0-9-]*\}(?!\})")  # not {#id}, and not an own line


def problems(content: Content) -> Iterator[Problem]:
    """S512 and S513."""
    for wording in content.wordings:
        yield from _names(wording, content)
    yield from _left_as_they_stand(content)
    yield from _verdicts(content)
    yield from _bank(content)


def _names(wording: Wording, content: Content) -> Iterator[Problem]:
    known = content.source.names
    if not known or wording.role == "letter":  # a letter's places are boxes
        return
    for language in LANGUAGES:
        raw = wording.text.in_language(language)
        if "{" in raw:
            for match in _NAME.finditer(raw):
                if match[1] not in known and f"names/{match[1]}" not in content.source.unread:
                    reason = f'"{match[0]}" is no made-up name of content/ads/names.yaml. Use one, or add it there.'
                    yield Problem(wording.passages[language].place(), "S512", reason)


def _left_as_they_stand(content: Content) -> Iterator[Problem]:
    """Placeholders where nobody puts a name in: readers would meet “{bank-1}”."""
    for wording in content.wordings:
        if wording.role not in PUT_AS_THEY_STAND:
            continue
        for language, passage in wording.passages.items():
            yield from (
                _left(match[0], passage.place(), content)
                for match in _NAME.finditer(wording.text.in_language(language))
            )
    for lesson in content.lessons:
        for page in lesson.source.pages.values():
            for number, line in enumerate(page.body.split("\n"), 1):
                yield from (
                    _left(match[0], page.at(number, match.start() + 1), content) for match in _IN_TEXT.finditer(line)
                )


def _left(placeholder: str, place: Place, content: Content) -> Problem:
    name = content.source.names.get(placeholder.strip("{}"))
    names = ", ".join(f'"{one}"' for one in name.in_all) if name else ""
    instead = f"Write the name itself: {names}." if name else "Write what readers shall see."
    return Problem(
        place, "S512", f'"{placeholder}" is not replaced here; readers would meet it as it stands. {instead}'
    )


def _verdicts(content: Content) -> Iterator[Problem]:
    for key, specimen in content.source.specimens.items():
        flags = sum(part.flag is not None for part in specimen.parts.values())
        place = entry_place(content.source, "specimens", key, "verdict")
        if specimen.verdict == "flagged" and not flags:
            yield Problem(
                place, "S513", f'"{key}" is called flagged, but no part has a flag. Flag one, or write clean.'
            )
        elif specimen.verdict == "clean" and flags:
            reason = f'"{key}" is called clean, but {flags} of its parts have a flag. Remove them, or write flagged.'
            yield Problem(place, "S513", reason)


def _bank(content: Content) -> Iterator[Problem]:
    bank = {key: one for key, one in content.source.specimens.items() if one.channel not in NOT_IN_BANK}
    if not bank:
        return
    clean = sum(specimen.verdict == "clean" for specimen in bank.values())
    if clean < LEAST_CLEAN * len(bank):
        first = next(iter(bank))
        place = Place(content.source.origins.get(f"specimens/{first}", Place("content/ads/specimens")).path)
        reason = f"only {clean} of {len(bank)} advertisements are clean; at least 40% must be. Write more clean ones."
        yield Problem(place, "S513", reason)
    uses = _uses(content)
    for flag in content.source.flags:
        if uses[flag] < LEAST_USES:
            reason = (
                f'the flag "{flag}" is used {uses[flag]} times. Use it in at least {LEAST_USES} specimens or questions.'
            )
            yield Problem(entry_place(content.source, "flags", flag), "S513", reason)


def _uses(content: Content) -> Counter[str]:
    """In how many specimens and questions each flag occurs."""
    uses: Counter[str] = Counter()
    for specimen in content.source.specimens.values():
        uses.update({part.flag for part in specimen.parts.values() if part.flag})
    for lesson in content.lessons:
        for question in lesson.file.questions.values():
            uses.update(question.flags_used)
    return uses
