"""Names that people type, compared so that look-alikes are the same, and sorted by pinyin."""

import re
import unicodedata

from courses.languages.names import MONGOLIAN_FORMS
from courses.organizations.forms.pinyin.places import places_in

_DOTS = re.compile("[•∙⋅‧・･●.．](?=[\u3400-\u9fff])")  # as keyboards have them between the parts of 阿依古丽·买买提
SORTED_BY = 24  # letters of a name that decide its place in a list


def folded(name: str) -> str:
    """Normalise a name for comparison, so that look-alikes are equal.

    Width, case, spaces, invisible characters and kinds of dots make no difference.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _DOTS.sub("·", "".join(sign for sign in plain if not (sign.isspace() or _is_invisible(sign))))


def sort_key(name: str) -> str:
    """Sort key of a name: digits and Latin letters, then Chinese by pinyin, then the rest.

    Rare Chinese characters come last among the Chinese. Eight hexadecimal digits for each character, so that every
    database sorts alike.
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
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f" or sign in MONGOLIAN_FORMS
