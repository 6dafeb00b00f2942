"""The bank of advertisements from which rounds are dealt."""

from collections.abc import Collection, Mapping

from courses.catalog.model.schema import Specimen
from courses.catalog.published.library import catalog


def bank(only: Collection[str] = ()) -> Mapping[str, Specimen]:
    """By id; with `only`, of the flagged ones those that show one of these signs, and all clean ones."""
    whole = catalog().ad_bank
    if not only:
        return whole
    return {key: one for key, one in whole.items() if not is_flagged(one) or not one.flags.isdisjoint(only)}


def signs_of(specimen: Specimen) -> dict[str, str]:
    """Its warning signs: key of the part -> id of the flag."""
    return {key: part.flag for key, part in specimen.parts.items() if part.flag}


def is_flagged(specimen: Specimen) -> bool:
    return specimen.verdict == "flagged"
