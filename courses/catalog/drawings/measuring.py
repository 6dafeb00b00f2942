"""How wide words stand in a drawing, so that texts neither meet nor leave the picture whatever their language."""

import re

_WIDE = 0x2E80  # from here on characters are as wide as they are high
_NARROW, _BROAD = frozenset("iljtfrI.,:;'’|!()[] "), frozenset("mwMW%—…")
_WORDS = re.compile(r"[^\s\u2e80-\uffff]+\s?|[\u2e80-\uffff]\s?|\s")
_NEVER_FIRST = frozenset("，。、；：？！）》”’%")
_NEVER_LAST = frozenset("（《“‘")


def width(words: str, size: float = 15, *, bold: bool = False) -> float:
    """Estimate the width of `words` in units, generously, because fonts differ from phone to phone."""
    units = sum(_units(sign) for sign in words)
    return units * size * (1.06 if bold else 1)


def _units(sign: str) -> float:
    if ord(sign) >= _WIDE:
        return 1
    if sign in _NARROW:
        return 0.34
    if sign in _BROAD:
        return 0.92
    if sign.isupper():
        return 0.7
    return 0.6 if sign.isdigit() else 0.56


def wrapped(words: str, most: float, size: float = 15, *, bold: bool = False) -> list[str]:
    """`words` in as few lines of at most `most` units as hold them, all about as long.

    Chinese breaks anywhere but before and after its marks.
    """
    whole = words.strip()
    if width(whole, size, bold=bold) <= most:  # most do: no need to look where they may break
        return [whole]
    lines = _filled(words, most, size, bold=bold)
    narrow = most
    while len(lines) > 1 and narrow > most / 2:  # no last line of a single character
        narrow -= size / 2
        tried = _filled(words, narrow, size, bold=bold)
        if len(tried) > len(lines) or any(width(line, size, bold=bold) > most for line in tried):
            break
        lines = tried
    return lines


def _filled(words: str, most: float, size: float, *, bold: bool) -> list[str]:
    """Break `words` into lines, each filled as far as possible."""
    lines: list[str] = [""]
    for part in _unbreakable(words):
        if lines[-1] and width((lines[-1] + part).rstrip(), size, bold=bold) > most:
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
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
