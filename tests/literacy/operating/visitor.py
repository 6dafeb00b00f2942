"""Somebody with a browser: opens pages through the proxy, checks its certificate, keeps cookies, sends forms."""

import http.client
import re
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.repository.programs import PATIENCE

PASSWORD = "a-lamp-of-green-copper"


@dataclass
class Visitor:
    host: str
    port: int
    authority: Path | None = None  # who signed the site's certificate; without one the site speaks plain http
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection = http.client.HTTPConnection(self.host)
        connection.sock = self._secured(line)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            scheme = "https" if self.authority else "http"
            headers |= {"Origin": f"{scheme}://{self.host}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body or None, headers)
        reply = connection.getresponse()
        for cookie in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = reply.read().decode()
        connection.close()
        return reply.status, reply.headers, text

    def _secured(self, line: socket.socket) -> socket.socket:
        if self.authority is None:
            return line
        context = ssl.create_default_context(cafile=self.authority)
        return context.wrap_socket(line, server_hostname=self.host)

    def read(self, path: str) -> str:
        status, _, page = self.ask("GET", path)
        assert status == 200, (path, status, page[:500])
        return page

    def send(self, path: str, fields: dict[str, object]) -> tuple[int, str]:
        """Status of the reply, and its page or where it leads."""
        token = next(value for name, value in self.cookies.items() if name.endswith("csrftoken"))
        body = urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True)
        status, headers, page = self.ask("POST", path, body)
        return status, headers["Location"] or page

    def sign_up(self, name: str) -> None:
        self.read("/en/account/signup/")
        status, page = self.send("/en/account/signup/", {"username": name, "password1": PASSWORD})
        assert (status, page) == (302, "/en/account/"), page[:2000]

    def try_to_sign_in(self, name: str) -> tuple[int, str]:
        """With a fresh browser."""
        self.cookies.clear()
        self.read("/en/account/login/")
        return self.send("/en/account/login/", {"login": name, "password": PASSWORD})

    def sign_in(self, name: str) -> None:
        status, page = self.try_to_sign_in(name)
        assert status == 302, page[:2000]
        assert name in self.read("/en/account/")

    def answer(self, lesson: str, question: str, fields: dict[str, list[str]]) -> None:
        key = re.search(r'name="key" value="([^"]+)"', self.read(f"{lesson}all/"))[1]
        status, page = self.send(f"{lesson}questions/{question}/", {"key": key, **fields})
        assert status == 303, page[:2000]

    def erase_account(self) -> None:
        self.read("/en/me/data/delete/")
        status, page = self.send("/en/me/data/delete/", {"sure": "on"})
        assert status == 200, page[:2000]
