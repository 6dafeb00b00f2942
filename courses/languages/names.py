"""A person's name, or that of a group, as people write it: any script, no invisible signs, not endless."""

import unicodedata
from collections.abc import Iterator

from courses.languages.invisible import BLANK, VARIANTS, mixes_alphabets

JOINER = "\u200d"
KEPT_FORMATS = frozenset({JOINER, "\ufe0f"})
MONGOLIAN_FORMS = frozenset("\u180b\u180c\u180d\u180e\u180f")  # choose how the letter before them is written
LONGEST_NAME = 80  # letters: María del Carmen García López de la Torre y Fernández de Córdoba has 64
LONGEST_CODE_POINTS = 160


class NameRefusedError(Exception):
    """`reason` is "empty", "long", "unprintable" or "mixed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def normal_name(typed: str, *, longest: int = LONGEST_NAME) -> str:
    """The name in NFC with single spaces; raises NameRefusedError.

    Control and format characters (also those that turn the direction of writing) are refused, except a joiner between
    two parts of one emoji and the forms of Mongolian letters; so are lone surrogates, unassigned code points and
    letters that show nothing; and a word whose letters are of two alphabets that look alike. Which variant of a
    character a font should draw makes no other name.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).translate(VARIANTS).split())
    if not name:
        raise NameRefusedError("empty")
    if any(_is_unprintable(name, place) for place in range(len(name))) or not _has_letter(name):
        raise NameRefusedError("unprintable")
    if len(name) > LONGEST_CODE_POINTS or sum(1 for _each in _graphemes(name)) > longest:
        raise NameRefusedError("long")
    if mixes_alphabets(name):
        raise NameRefusedError("mixed")
    return name


def _has_letter(name: str) -> bool:
    """Marks alone are no name."""
    return any(unicodedata.category(sign)[0] not in "MCZ" for sign in name)


def _is_unprintable(name: str, place: int) -> bool:
    sign = name[place]
    category = unicodedata.category(sign)
    if sign in MONGOLIAN_FORMS:
        return not "\u1820" <= name[max(place - 1, 0)] <= "\u18aa"
    if category == "Cf" or sign in KEPT_FORMATS:
        return not _is_inside_emoji(name, place)
    return category in ("Cc", "Cs", "Cn", "Co") or sign in BLANK


def _is_inside_emoji(name: str, place: int) -> bool:
    """A joiner stands between two symbols; a variation selector after one."""
    sign, before = name[place], name[:place].rstrip("\ufe0f")[-1:]
    if sign not in KEPT_FORMATS or unicodedata.category(before or "a") not in ("So", "Sk", "Sm", "Po", "Nd"):
        return False
    return sign != JOINER or unicodedata.category(name[place + 1 : place + 2] or "a") in ("So", "Sk", "Sm")


def _graphemes(name: str) -> Iterator[str]:
    """What a reader takes for one sign each: marks, skin colours and joined emoji belong to the sign before."""
    held = ""
    for sign in name:
        if held and not _begins_anew(held, sign):
            held += sign
            continue
        if held:
            yield held
        held = sign
    if held:
        yield held


def _begins_anew(held: str, sign: str) -> bool:
    if held.endswith(JOINER) or sign == JOINER or unicodedata.category(sign) in ("Mn", "Me", "Mc"):
        return False
    if "\U0001f3fb" <= sign <= "\U0001f3ff":
        return False
    return not (len(held) == 1 and _is_flag_half(held) and _is_flag_half(sign))


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
