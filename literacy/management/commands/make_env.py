"""`manage.py make_env HOST`: writes the file of settings of a site for others, with keys of its own."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from courses.privacy.erasure.tombstones import fingerprint
from courses.privacy.models import ErasureKey
from literacy.setup.reading.addresses import is_host
from literacy.setup.reading.environment import BASE_DIR, write_new
from literacy.setup.reading.settings_file import file_of_settings

EXAMPLE = BASE_DIR / "deploy" / "env.example"


class Command(BaseCommand):
    help = "Write the settings of a site for others, as .env, from deploy/env.example, with new keys."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("host", help="name under which the site is opened, like learn.example.org")
        parser.add_argument("--file", type=Path, help="where to write (default: ENV_FILE, or .env beside the database)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_host(options["host"]):
            raise CommandError("The host must be a name like learn.example.org, without https:// and without a path.")
        file: Path = options["file"] or file_of_settings()
        values = {"ALLOWED_HOSTS": options["host"]}
        values |= {name: secrets.token_urlsafe(50) for name in ("SECRET_KEY", "ERASURE_KEY")}
        if key_of_database():
            values["ERASURE_KEY"] = settings.ERASURE_KEY
        try:
            is_new = write_new(file, filled(EXAMPLE.read_text(encoding="utf-8"), values))
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}") from None
        if not is_new:
            raise CommandError(f"{file} is there already, and stays as it is.")
        self.stdout.write(f"{file}: made, with keys of its own. Keep a copy of it apart from those of the database.")


def key_of_database() -> bool:
    """Whether erasures of this database are noted with today's key: a site first tried on this machine keeps it."""
    try:
        return ErasureKey.objects.filter(fingerprint=fingerprint(settings.ERASURE_KEY)).exists()
    except DatabaseError:
        return False


def filled(example: str, values: dict[str, str]) -> str:
    """The example with `values` behind their names."""
    lines = example.split("\n")
    names = (line.rstrip("=") if line.endswith("=") else "" for line in lines)
    return "\n".join(line + values.get(name, "") for line, name in zip(lines, names, strict=True))
