"""Family S, the bank of advertisements: no round may be won by the share of bad ones, by length or by one sign."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product

from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.schema import Specimen
from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES, Text

_NAME = re.compile(r"\{([^{}]*)\}")
LEAST_CLEAN = 0.4
LEAST_USES = 2
LEAST_PARTS = 3
FLAGGED_PARTS = (2, 4)
TELLING = 0.15  # a cue this far from even chance would be right in more than 65 of 100 pairs


@dataclass(frozen=True, slots=True)
class Cue:
    """How often the bad specimen has the larger value, over all pairs of a bad and a good one (0.5: no cue)."""

    name: str
    chance: float

    @property
    def is_telling(self) -> bool:
        return abs(self.chance - 0.5) > TELLING


def cues(bank: Iterable[Specimen], names: Mapping[str, Text]) -> Iterator[Cue]:
    """What could give a verdict away without reading: the length in each language, and the number of parts."""
    bank = tuple(bank)
    for language in LANGUAGES:
        yield _cue(f"length in {language}", bank, partial(_length, names=names, language=language))
    yield _cue("number of parts", bank, lambda one: len(one.parts))


def _cue(name: str, bank: tuple[Specimen, ...], size: Callable[[Specimen], int]) -> Cue:
    bad = [size(one) for one in bank if one.verdict == "flagged"]
    good = [size(one) for one in bank if one.verdict == "clean"]
    pairs = [(one > other) + (one == other) / 2 for one, other in product(bad, good)]
    return Cue(name, sum(pairs) / len(pairs) if pairs else 0.5)


def _length(specimen: Specimen, names: Mapping[str, Text], language: str) -> int:
    """Characters as a reader sees them, made-up names put in."""
    return sum(len(_filled(part.in_language(language), names, language)) for part in specimen.parts.values())


def _filled(text: str, names: Mapping[str, Text], language: str) -> str:
    return _NAME.sub(lambda match: names[match[1]].in_language(language) if match[1] in names else match[0], text)


def problems(content: Content) -> Iterator[Problem]:
    """S513 and S516."""
    bank = {key: one for key, one in content.source.specimens.items() if one.bank}
    if not bank:
        return
    place = entry_place(content.source, "specimens", next(iter(bank)), "bank")
    clean = sum(specimen.verdict == "clean" for specimen in bank.values())
    if clean < LEAST_CLEAN * len(bank):
        reason = f"only {clean} of the {len(bank)} specimens of the bank are clean; at least 40% must be. Write more."
        yield Problem(place, "S513", reason)
    yield from _uses(bank, content)
    yield from _parts(bank, content)
    for cue in cues(bank.values(), content.source.names):
        if cue.is_telling:
            reason = (
                f"by {cue.name} alone, the bad one is told from the good one in {cue.chance:.0%} of all pairs; "
                f"{0.5 - TELLING:.0%} to {0.5 + TELLING:.0%} gives nothing away. Lengthen or shorten some."
            )
            yield Problem(place, "S516", reason)


def _uses(bank: Mapping[str, Specimen], content: Content) -> Iterator[Problem]:
    """A sign met in one piece only would be learned as that piece."""
    uses = Counter(flag for specimen in bank.values() for flag in specimen.flags)
    for flag in content.source.flags:
        if uses[flag] < LEAST_USES:
            reason = f'the flag "{flag}" stands in {uses[flag]} specimens of the bank. Use it in {LEAST_USES} or more.'
            yield Problem(entry_place(content.source, "flags", flag), "S513", reason)


def _parts(bank: Mapping[str, Specimen], content: Content) -> Iterator[Problem]:
    """Each has something to leave alone, and each bad one something to find."""
    least, most = FLAGGED_PARTS
    for key, specimen in bank.items():
        place = entry_place(content.source, "specimens", key, "parts")
        total, flagged = len(specimen.parts), sum(part.flag is not None for part in specimen.parts.values())
        if flagged and not least <= flagged <= most:
            yield Problem(place, "S513", f'"{key}" has {flagged} flagged parts. Have {least} to {most} of them.')
        if total < LEAST_PARTS or flagged == total:
            reason = (
                f'"{key}" has {total} parts, {flagged} of them flagged. Have at least {LEAST_PARTS}, one unflagged.'
            )
            yield Problem(place, "S513", reason)
