"""What must be there before a worker serves: a start that refuses in words is better than pages that answer 500."""

import logging
import sys
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, InterfaceError, connection
from django.urls import get_resolver
from django.utils import timezone

from courses.privacy.erasure.tombstones import OtherKeyError, register_list, require_own_key
from literacy.setup.checks import check_setup

COLLECT = "python3 manage.py collectstatic --noinput"
SWITCH_SECONDS = 0.0005  # a thread that holds the write lock gets the interpreter back ten times as soon (else 5 ms)
log = logging.getLogger(__name__)


class NotReadyError(Exception):
    """The site does not start; the message says what to do."""


def prepare() -> None:
    """Raises NotReadyError. What is only dangerous is logged."""
    require_static_files()
    for found in check_setup():
        if found.is_serious():
            raise NotReadyError(f"{found.msg} {found.hint}")
        log.warning("%s %s %s", found.id, found.msg, found.hint)
    require_own_database()
    _ = get_resolver().url_patterns  # else the first requests' threads load them together, and one finds half a module
    _allow_more_connections()
    sys.setswitchinterval(SWITCH_SECONDS)


def require_own_database() -> None:
    """Note this server's list of erasures in the database. Raises NotReadyError if that is another site's."""
    try:
        require_own_key()
        register_list(now=timezone.now())
    except OtherKeyError as problem:
        raise NotReadyError(str(problem)) from None
    except (DatabaseError, InterfaceError) as problem:  # people read all the same; an erasure registers it later
        log.warning("the list of erasures of this server is not registered yet: %s", problem)
    connection.close()


def require_static_files() -> None:
    """A public site serves collected files by names with hashes: a page that names another one cannot be rendered."""
    if settings.STATIC_ROOT is None:
        return
    collected = getattr(staticfiles_storage, "hashed_files", {})
    missing = [name for name in _static_names() if name not in collected]
    if missing:
        raise NotReadyError(f"{len(missing)} static files are not collected, {missing[0]} first. Run: {COLLECT}")


def _static_names() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, "prefix", None)
            yield f"{prefix}/{path}" if prefix else path.replace("\\", "/")


def _allow_more_connections() -> None:
    """Connections that say nothing must not use up the files that this process may open."""
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
