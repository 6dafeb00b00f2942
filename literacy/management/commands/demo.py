"""`manage.py demo`: the whole site with demo data on this machine, in one command."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from courses.catalog.published.library import catalog
from courses.languages.known import BY_CODE
from courses.organizations.models import Group
from literacy.demo.group import DEMO_FACILITATOR, seed_group
from literacy.demo.learner import DEMO_PASSWORD, DEMO_USERNAME, seed

PORTS_TRIED = 20


class Command(BaseCommand):
    help = "Serve the whole site with demo data at http://localhost:8000/ (or the next free port)."
    requires_system_checks = ()  # the catalogue is loaded below, and says what is wrong with it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="first port to try (default: 8000)")
        parser.add_argument("--no-serve", action="store_true", help="set everything up, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["port"] <= 65_535 - PORTS_TRIED:
            raise CommandError(f"--port must be a number from 1 to {65_535 - PORTS_TRIED}.")
        call_command("migrate", verbosity=0, interactive=False)
        lessons = sum(len(course.lessons) for course in catalog().courses.values())
        seed(now=timezone.now())
        group = seed_group(now=timezone.now())
        if options["no_serve"]:
            self.stdout.write(f"Ready: {lessons} lessons in {len(BY_CODE)} languages, and demo data.")
            return
        port = _free_port(options["port"])
        if port != options["port"]:
            self.stdout.write(f"Port {options['port']} is taken; using {port}.")
        self.stdout.write(self._welcome(port, lessons, group))
        self.stdout.flush()
        Server(
            "literacy.wsgi:application",
            address="127.0.0.1",
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=1,
            log_access=False,
            log_level=LogLevels.warning,
        ).serve()

    def _welcome(self, port: int, lessons: int, group: Group) -> str:
        site = f"http://localhost:{port}"
        return "\n".join(
            (
                "",
                *(f"  {f'{site}/{one.code}/':<{len(site) + 12}} {one.short_name}" for one in BY_CODE.values()),
                "",
                f"  {lessons} lessons are ready. Try first:",
                f"  1. Take a lesson and answer wrongly:  {site}/en/courses/",
                f"  2. Your own numbers, kept nowhere:    {site}/en/exercises/can-i-afford/",
                f"  3. Sign in as a learner half-way:     {DEMO_USERNAME}, password {DEMO_PASSWORD}",
                f"  4. Sign in as who leads a group:      {DEMO_FACILITATOR}, the same password",
                f"  5. Join that group in a new window:   {site}/j/{group.code}",
                "",
                "  Stop with Ctrl+C. The demo's data is in .local/demo.sqlite3; delete that file to begin anew.",
                "",
            )
        )


def _free_port(first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    last = first + PORTS_TRIED - 1
    raise CommandError(f"Ports {first} to {last} are all taken. Choose another: python3 manage.py demo --port 9000")
