"""Signs that show nothing, and letters that look like those of another alphabet: with one, a name looks like somebody
else's."""

import re
import unicodedata

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
VARIANTS = dict.fromkeys(range(0xE0100, 0xE01F0))  # for str.translate: which form of a character a font draws

_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _LOOK_ALIKE = "LATIN", ("CYRILLIC", "GREEK")  # many of whose letters are drawn as Latin ones


def mixes_alphabets(text: str) -> bool:
    """Whether one word has letters of Latin and of an alphabet that looks like it: аnna (its first is Cyrillic) is not
    anna. Words of one alphabet beside those of another are no disguise."""
    return any(_alphabets(word) > {_LATIN} for word in _WORD.findall(text))


def _alphabets(word: str) -> set[str]:
    return {part for letter in word for part in unicodedata.name(letter, "").split()} & {_LATIN, *_LOOK_ALIKE}
