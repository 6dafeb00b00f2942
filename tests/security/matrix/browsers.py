"""A browser that asks the whole site, middleware included, and never remembers what it was told."""

from http.cookies import SimpleCookie
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler

HEADERS = {"host": "localhost", "accept-language": "en"}  # passkeys are offered on this machine


class Browser(RequestFactory):
    """Faults become pages, as they do outside of tests; the cookies stay those it was given."""

    handler = ClientHandler(enforce_csrf_checks=False)

    def __init__(self, cookies: str) -> None:
        super().__init__(headers=HEADERS)
        self.cookies = SimpleCookie(cookies)

    def request(self, **request: Any) -> HttpResponse:
        return self.handler(self._base_environ(**request))
