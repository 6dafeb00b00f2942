"""Short addresses on paper and on the wall: to be scanned, or typed by whoever has no camera."""

from dataclasses import dataclass

from django.http import HttpRequest

from courses.learning.sharing.qr import qr_picture, scanned


@dataclass(frozen=True, slots=True)
class Scannable:
    """A short address: its QR code of `size` modules a side, and the text to type."""

    size: int
    path: str
    to_type: str


def scannable(request: HttpRequest, kind: str, code: str) -> Scannable:
    """The QR code of /<kind>/<code>, and the address to type."""
    host = request.get_host()
    picture = qr_picture(scanned(request.scheme or "http", f"{host}/{kind}/{code}"))
    return Scannable(picture.size, picture.path, f"{host}/{kind}")
