"""QR codes of short addresses as one path, so that pages can draw them inline, black on white."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import segno

QUIET = 4  # modules of white on every side


@dataclass(frozen=True, slots=True)
class QrPicture:
    """`size` counts the modules of one side, quiet zone included; `path` fills the dark ones."""

    size: int
    path: str


def scanned(scheme: str, rest: str) -> tuple[str, str]:
    """Scheme and rest of an address as a code holds them: capitals take 5.5 bits a letter instead of 8.

    The scheme stays small: some cameras take "HTTPS:" for text.
    """
    return f"{scheme}:", f"//{rest}".upper()


def qr_picture(parts: tuple[str, ...]) -> QrPicture:
    """Error level M, the smallest version that holds the parts, each in its own mode."""
    content: Any = parts  # segno takes several parts; its types know of one only
    made = segno.make(content, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in made.matrix]
    return QrPicture(len(rows) + 2 * QUIET, _path(rows))


def _path(rows: list[bytes]) -> str:
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                strokes.append(f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z")
            x += width
    return "".join(strokes)
