"""Style sheets and scripts without the headers that only pages need: on a slow line each of them is paid for."""

from typing import Any

from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware

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
