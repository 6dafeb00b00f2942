"""How wide words stand in a drawing, so that texts neither meet nor leave the picture whatever their language."""

import re

_WIDE = 0x2E80  # from here on characters are as wide as they are high
_NARROW, _BROAD = frozenset("iljtfrI.,:;'’|!()[] "), frozenset("mwMW%—…")
_WORDS = re.compile(r"[^\s\u2e80-\uffff]+\s?|[\u2e80-\uffff]\s?|\s")
_NEVER_FIRST = frozenset("，。、；：？！）》”’%")
_NEVER_LAST = frozenset("（《“‘")


def width(words: str, size: float = 15, *, bold: bool = False) -> float:
    """Estimate the width of `words` in units, generously, because fonts differ from phone to phone."""
    return sum(map(_units, words)) * size * (1.06 if bold else 1)


def _units(sign: str) -> float:
    return 1 if ord(sign) >= _WIDE else _OF_LATIN[sign]


def _of_latin(sign: str) -> float:
    if sign in _NARROW:
        return 0.34
    if sign in _BROAD:
        return 0.92
    if sign.isupper():
        return 0.7
    return 0.6 if sign.isdigit() else 0.56


_OF_LATIN = {sign: _of_latin(sign) for sign in map(chr, range(_WIDE))}  # a picture measures thousands of signs


def wrapped(words: str, most: float, size: float = 15, *, bold: bool = False) -> list[str]:
    """`words` in as few lines of at most `most` units as hold them, all about as long.

    Chinese breaks anywhere but before and after its marks.
    """
    whole = words.strip()
    if width(whole, size, bold=bold) <= most:  # most do: no need to look where they may break
        return [whole]
    parts = [
        (part, width(part.rstrip(), size, bold=bold), width(part, size, bold=bold)) for part in _unbreakable(whole)
    ]
    lines = _filled(parts, most)
    narrow = most
    while len(lines) > 1 and narrow > most / 2:  # no last line of a single character
        narrow -= size / 2
        tried = _filled(parts, narrow)
        if len(tried) > len(lines) or any(width(line, size, bold=bold) > most for line in tried):
            break
        lines = tried
    return lines


def _filled(parts: list[tuple[str, float, float]], most: float) -> list[str]:
    """Put parts, each with its width without and with the space behind it, into lines filled as far as possible."""
    lines, held = [""], 0.0
    for part, bare, whole in parts:
        if lines[-1] and held + bare > most:
            lines.append("")
        if not lines[-1]:
            part, held = part.lstrip(), 0.0
        lines[-1] += part
        held += whole if part else 0
    return [line.rstrip() for line in lines]


def _unbreakable(words: str) -> list[str]:
    parts: list[str] = []
    for part in _WORDS.findall(words):
        follows = parts and (part[0] in _NEVER_FIRST or parts[-1][-1] in _NEVER_LAST)
        unit = parts and parts[-1].strip()[-1:].isdigit() and part.strip() in ("元", "期", "天", "年", "月", "%")
        if follows or unit:
            parts[-1] += part
        else:
            parts.append(part)
    return parts
