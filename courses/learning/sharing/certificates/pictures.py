"""The short address of a record, as a QR code holds it and as people type it."""

from dataclasses import dataclass

from django.http import HttpRequest

from courses.learning.sharing.qr import scanned


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
        """As the QR code holds it: version 3 holds the whole address for hosts of up to 19 letters."""
        return scanned(self.scheme, f"{self.host}{self.path}")


def short_address(request: HttpRequest, code: str) -> ShortAddress:
    return ShortAddress(request.scheme or "http", request.get_host(), code)
