"""Family S, the bank of advertisements: no round may be won by the share of bad ones or by marking everything."""

from collections.abc import Iterator, Mapping

from courses.catalog.checks.content import Content
from courses.catalog.checks.wordings import entry_place
from courses.catalog.model.problems import Problem
from courses.catalog.model.schema import Specimen

LEAST_CLEAN = 0.4
LEAST_PARTS = 3
FLAGGED_PARTS = (2, 4)


def problems(content: Content) -> Iterator[Problem]:
    """S513."""
    bank = {key: one for key, one in content.source.specimens.items() if one.bank}
    if not bank:
        return
    place = entry_place(content.source, "specimens", next(iter(bank)), "bank")
    clean = sum(specimen.verdict == "clean" for specimen in bank.values())
    if clean < LEAST_CLEAN * len(bank):
        reason = f"only {clean} of the {len(bank)} specimens of the bank are clean; at least 40% must be. Write more."
        yield Problem(place, "S513", reason)
    yield from _parts(bank, content)


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
