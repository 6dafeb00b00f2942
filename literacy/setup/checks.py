"""What is dangerous in a set-up although each setting is allowed: `manage.py check`, and said at every start."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import to_locale

from courses.languages.known import BY_CODE, SOURCE
from literacy.setup.plain_connections import plain_connections


def check_setup(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    return [*_untranslated(), *_warnings()]


def check_machine(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """What `check --deploy` says besides: whether the database, tables, counting, files, mail and disk are there.

    `doctor` says the same and more; here each has a number of its own, for programs that roll a release out.
    """
    from literacy.setup import examining

    looks = {
        "literacy.W011": examining.migrations, "literacy.W012": examining.attempts,
        "literacy.W013": examining.static_files, "literacy.W014": examining.mail, "literacy.W015": examining.disk,
    }  # fmt: skip
    now, found = timezone.now(), list[CheckMessage]()
    try:
        for number, look in looks.items():
            found += [Warning(f"{one.says}.", hint=one.to_do, id=number) for one in look(now)]
    except DatabaseError as problem:
        found.append(Warning(f"The database cannot be used: {problem}", hint="manage.py doctor", id="literacy.W010"))
    return found


def _untranslated() -> Iterator[CheckMessage]:
    """Without a catalogue, Django shows the texts of another language and says nothing."""
    for language in BY_CODE:
        catalogue = Path(to_locale(language)) / "LC_MESSAGES" / "django.mo"
        if language != SOURCE and not any((Path(folder) / catalogue).is_file() for folder in settings.LOCALE_PATHS):
            yield Error(
                f'The language "{language}" has no interface texts: {catalogue} is missing.',
                hint="Translate literacy/locale/ into it, or take it out of literacy/settings_languages.py.",
                id="literacy.E001",
            )


def _warnings() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS=* answers under every name: anybody can have mails of this site link to theirs.",
            hint="Name the hosts: ALLOWED_HOSTS=learn.example.org",
            id="literacy.W001",
        )
    if settings.HTTPS and not settings.PROXY_COUNT:
        yield Warning(
            "HTTPS=on with PROXY_COUNT=0: behind a proxy that speaks TLS every page redirects for ever.",
            hint="Set PROXY_COUNT to the number of proxies. It is right at 0 only where granian itself speaks TLS.",
            id="literacy.W002",
        )
    for name, to_do in plain_connections():
        yield Warning(
            f"{name} leads to another machine without TLS that checks who answers: others in its network read along.",
            hint=f"{name}: {to_do}",
            id="literacy.W005",
        )
    for file in _not_writable():
        yield Warning(
            f"{file} cannot be written by this user: people can read, and nothing they do is kept.",
            hint="Give the file and its folder to the user the site runs as, on a disk that can be written.",
            id="literacy.W004",
        )
    for name, same in _same_keys():
        yield Warning(
            f"{name} is the same text as {same}: whoever learns one has the other.",
            hint="python3 manage.py rotate_keys ERASURE_KEY" if name == "ERASURE_KEY" else f"Change {name}.",
            id="literacy.W006",
        )
    if settings.ENV_FILE and settings.ENV_FILE.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Warning(
            f"{settings.ENV_FILE} holds the keys of the site, and everybody on this machine may read or change it.",
            hint=f"chmod 600 {settings.ENV_FILE}",
            id="literacy.W003",
        )


def _same_keys() -> Iterator[tuple[str, str]]:
    """Each key that is another one as well; the one for erasures is to stay apart from copies of the database."""
    seen: dict[str, str] = {}
    for name in ("SECRET_KEY", "ERASURE_KEY", "METRICS_TOKEN"):
        if (key := getattr(settings, name)) and (same := seen.setdefault(key, name)) != name:
            yield name, same


def _not_writable() -> Iterator[Path]:
    """Files of this site that are there, or would be, and that it cannot change."""
    files = [Path(str(one["NAME"])) for one in settings.DATABASES.values() if "sqlite" in one["ENGINE"]]
    for file in (*files, settings.ERASED_FILE):
        place = file if file.exists() else file.parent
        if place.exists() and not os.access(place, os.W_OK):
            yield file
