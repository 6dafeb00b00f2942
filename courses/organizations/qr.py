"""QR codes as one path, drawn inline, black on white; short addresses in capitals need the smallest codes."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import segno
from django.http import HttpRequest

QUIET = 4  # modules of white on every side


@dataclass(frozen=True, slots=True)
class Scannable:
    """A short address: what a camera reads as a picture of `size` modules, and what a person types."""

    size: int
    path: str
    to_type: str


def scannable(request: HttpRequest, kind: str, code: str) -> Scannable:
    """The picture of /<kind>/<code>, and the address to type for whoever has no camera.

    Scheme and rest are separate parts: capitals take 5.5 bits a letter instead of 8, and some cameras take "HTTPS:"
    for text.
    """
    parts: Any = (f"{request.scheme}:", f"//{request.get_host()}/{kind}/{code}".upper())
    made = segno.make(parts, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in made.matrix]
    return Scannable(len(rows) + 2 * QUIET, _path(rows), f"{request.get_host()}/{kind}")


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
