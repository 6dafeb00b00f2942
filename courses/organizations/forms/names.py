"""Names that people type: kept as typed but safe, compared so that look-alikes are the same, sorted by pinyin."""

import re
import unicodedata
from collections.abc import Iterator

from courses.languages.invisible import BLANK, VARIANTS
from courses.organizations.forms.pinyin.places import places_in

JOINER = "\u200d"
KEPT_FORMATS = frozenset({JOINER, "\ufe0f"})
LONGEST_CODE_POINTS = 160
_DOTS = re.compile("[•∙⋅‧・･●.．](?=[\u3400-\u9fff])")  # as keyboards have them between the parts of 阿依古丽·买买提
SORTED_BY = 24  # letters of a name that decide its place in a list


class NameRefusedError(Exception):
    """`reason` is "empty", "long" or "unprintable"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def normal_name(typed: str, *, longest: int = 40) -> str:
    """The name in NFC with single spaces; raises NameRefusedError.

    Control and format characters (also those that turn the direction of writing) are refused, except a joiner between
    two parts of one emoji; so are lone surrogates, unassigned code points and letters that show nothing. Which variant
    of a character a font should draw makes no other name.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).translate(VARIANTS).split())
    if not name:
        raise NameRefusedError("empty")
    if any(_is_unprintable(name, place) for place in range(len(name))) or not _has_letter(name):
        raise NameRefusedError("unprintable")
    if len(name) > LONGEST_CODE_POINTS or sum(1 for _each in _graphemes(name)) > longest:
        raise NameRefusedError("long")
    return name


def folded(name: str) -> str:
    """How names are compared: full-width, capitals, spaces, invisible parts and which dot make no difference."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _DOTS.sub("·", "".join(sign for sign in plain if not (sign.isspace() or _is_invisible(sign))))


def sort_key(name: str) -> str:
    """Digits and letters first, then Chinese by pinyin, its rare characters last, then all else: eight signs for each.

    Plain hexadecimal digits, so that every database has the same order.
    """
    seen = folded(name)
    return "".join(map(_place_of, seen[:SORTED_BY], places_in(seen)))


def _place_of(sign: str, place: int | None) -> str:
    if place is not None:
        return f"1{place:07x}"
    if unicodedata.name(sign, "").startswith("CJK"):
        return f"2{ord(sign):07x}"
    return f"{'0' if sign.isascii() or sign.isalnum() else '3'}{ord(sign):07x}"


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


def _has_letter(name: str) -> bool:
    """Marks alone are no name."""
    return any(unicodedata.category(sign)[0] not in "MCZ" for sign in name)


def _is_unprintable(name: str, place: int) -> bool:
    sign = name[place]
    category = unicodedata.category(sign)
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
