"""A record's QR code as one path, so that the page can draw it inline, black on white."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import segno
from django.http import HttpRequest

QUIET = 4  # modules of white on every side


@dataclass(frozen=True, slots=True)
class QrPicture:
    """`size` counts the modules of one side, quiet zone included; `path` fills the dark ones."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class ShortAddress:
    """The address of the public check, without a language: /v/<code>."""

    scheme: str
    host: str
    code: str

    @property
    def path(self) -> str:
        return f"/v/{self.code}"

    @property
    def to_type(self) -> str:
        """What a person types who has no camera; the code is asked for there."""
        return f"{self.host}/v"

    @property
    def scanned(self) -> tuple[str, str]:
        """Scheme and rest, as the QR code holds them: capitals take 5.5 bits a letter instead of 8.

        A code of version 3 then holds the whole address. The scheme stays small: some cameras take "HTTPS:" for text.
        """
        return f"{self.scheme}:", f"//{self.host}/v/{self.code}".upper()


def short_address(request: HttpRequest, code: str) -> ShortAddress:
    return ShortAddress(request.scheme or "http", request.get_host(), code)


def qr_picture(address: ShortAddress) -> QrPicture:
    """Error level M, the smallest version that holds the address: 3 for hosts of up to 19 letters."""
    parts: Any = address.scanned  # segno takes several parts, each in its own mode; its types know of one only
    made = segno.make(parts, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in made.matrix]
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                strokes.append(f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z")
            x += width
    return QrPicture(len(rows) + 2 * QUIET, "".join(strokes))
