"""Refuses commands on a site's database when the settings of that site were not read; called by manage.py."""

from collections.abc import Sequence
from contextlib import suppress

import django
from django.core.management import CommandError
from django.db import DatabaseError, InterfaceError

WITHOUT_DATA = frozenset(  # `restore` and `doctor` ask themselves, and say more; `test` has a database of its own
    "author_reference check check_content collectstatic compilemessages content_report demo diffsettings doctor"
    " findstatic help make_env makemessages makemigrations restore test version".split()
)
KEY_IS_LOST = "--erasure-key-is-lost"


def require_own_settings(argv: Sequence[str]) -> None:
    """Raises CommandError when the database belongs to a site whose settings were not read."""
    command = argv[1] if len(argv) > 1 else "help"
    if command.startswith("-") or command in WITHOUT_DATA or {"--help", "-h", KEY_IS_LOST}.intersection(argv):
        return
    django.setup()
    from courses.privacy.erasure.tombstones import OtherKeyError, require_own_key  # models: after the set-up

    try:
        with suppress(DatabaseError, InterfaceError):  # without tables, or away: the command itself says so
            require_own_key()
    except OtherKeyError as refused:
        raise CommandError(str(refused)) from None
