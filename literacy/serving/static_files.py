"""Style sheets and scripts without what only pages or authors need: on a slow line each byte of it is paid for."""

import re
from typing import Any

from django.core.files.base import ContentFile, File
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

OPENED_BY_ITSELF = ("image/svg+xml", "text/html", "application/xml")  # what a browser would run if somebody opened it


class LeanStaticMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """Stands before those that add headers to pages. Only pictures that may hold a script keep the content policy."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> WhiteNoiseFileResponse:
        response = WhiteNoiseMiddleware.serve(static_file, request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if "immutable" in response.get("Cache-Control", ""):  # its address changes with it: nobody asks since when
            del response.headers["Last-Modified"]
        if not response.get("Content-Type", "").startswith(OPENED_BY_ITSELF):
            response._csp_exempt = True
        return response


FOR_AUTHORS = re.compile(rb"/\*.*?\*/|(?<=\n)\s+", re.DOTALL)  # comments, indents and empty lines


def lean(sheet: bytes) -> bytes:
    """One of our style sheets as it is sent. No text in them holds a comment or begins a line."""
    return FOR_AUTHORS.sub(b"", sheet)


class LeanStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """What is collected for the public: style sheets go in without what is there for authors."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        if name.endswith(".css"):
            content = ContentFile(lean(b"".join(content.chunks())))
        return str(super()._save(name, content))
