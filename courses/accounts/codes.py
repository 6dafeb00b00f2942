"""Normalises codes that people type or paste. All codes are normalised here, so that spelling variants make no
difference."""

import re
import unicodedata
from urllib.parse import unquote

PAPER = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # of every code that we print: without 0 O 1 I L
MAIL = "BCDFGHJKLMNPQRSTVWXZ"  # of codes by mail, which allauth makes
DIGITS = "0123456789"  # of authenticator apps and of the codes for a second step
LONGEST = 300  # of what may be pasted: a whole address

_ALIKE = ("0O", "1IL", "2Z", "5S", "8B")
_LATIN = str.maketrans("АВЕЅКМНРСТУХЈԚԜΑΒΕΖΗΚΜΝΡΤΥΧ", "ABESKMHPCTYXJQWABEZHKMNPTYX")  # Cyrillic and Greek look-alikes
_LINK = re.compile(r"/(j|join|s|c|v)/([^/?#\s]+)", re.IGNORECASE)
_ASKED = re.compile(r"[?&]code=([^&#\s]+)", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_AROUND_WORDS = re.compile("[\u3400-\u9fff,.;:!?()。【】“”《》]+")
_KINDS = {"join": "j"}
_END = re.compile(r"(?:[?#]\S*)?[/\s.,;:!?)\]>'\"。，；：！？）】》”’]*$")


def folded_code(typed: str, alphabet: str = PAPER) -> str:
    """Reduce a code to letters and digits. A character outside the alphabet becomes its look-alike, where that is
    plain: 0 as O or O as 0, 1 as L, never one of two that are both in it."""
    plain = unicodedata.normalize("NFKC", typed[: 4 * LONGEST]).upper().translate(_LATIN)
    return "".join(_read(sign, alphabet) for sign in plain if sign.isascii() and sign.isalnum())


def _read(sign: str, alphabet: str) -> str:
    if sign in alphabet:
        return sign
    group = next((one for one in _ALIKE if sign in one), "")
    found = [one for one in group if one in alphabet]
    return found[0] if len(found) == 1 else sign


def pasted_code(typed: str, alphabet: str = PAPER) -> str:
    """The code in what was typed or pasted: a code, an address that ends in one, words before it and a colon, or a
    sentence in Chinese that holds one."""
    return _in_link(typed, alphabet)[1] or folded_code(_last_part(_shown(typed)), alphabet)


def page_of_link(typed: str, *, but: str) -> str:
    """Where a pasted address of ours leads that belongs into another box: "j" join, "s" workshop, "c" card, "v" record;
    empty for a code, and for an address of the kind `but`. The answer is the short form, which knows the language."""
    kind, code = _in_link(typed, PAPER)
    return f"/{kind}/{code}" if code and kind != but else ""


def _shown(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed[: 4 * LONGEST])
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Cs"))


def _in_link(typed: str, alphabet: str) -> tuple[str, str]:
    """Kind and code of the last address of ours in a text."""
    shown = _shown(typed)
    found = [(match[1].lower(), match[2]) for match in _LINK.finditer(shown)]
    if not found and "/join/" in shown.lower():
        found = [("j", match[1]) for match in _ASKED.finditer(shown)]
    kind, code = found[-1] if found else ("", "")
    kind = _KINDS.get(kind, kind)
    return kind, unquote(code).lower() if kind == "c" else folded_code(unquote(code), alphabet)


def _last_part(shown: str) -> str:
    """What stands after the last slash, or after the last colon; of a Chinese sentence the longest word in Latin
    letters, which leaves out times and numbers of days."""
    if "/" in shown:
        shown = _END.sub("", shown).rpartition("/")[2]
    if _HAN.search(shown):
        return max(_AROUND_WORDS.split(shown), key=lambda words: len(folded_code(words)))
    return shown.rpartition(":")[2]
