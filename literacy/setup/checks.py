"""What is dangerous in a set-up although each setting is allowed: `manage.py check`, and said at every start."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.translation import to_locale

from courses.languages.known import BY_CODE, SOURCE


def check_setup(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    return [*_untranslated(), *_warnings()]


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
    if settings.ENV_FILE and settings.ENV_FILE.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Warning(
            f"{settings.ENV_FILE} holds the keys of the site, and everybody on this machine may read or change it.",
            hint=f"chmod 600 {settings.ENV_FILE}",
            id="literacy.W003",
        )
