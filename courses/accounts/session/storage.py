"""Whether answers can be stored right now, without a query: no failed write, no full or read-only disk."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from courses.accounts.session.outage import Outage

LEAST_FREE = 256 * 1024  # bytes that one answer with its log can need
writing = Outage(seconds=30.0)  # that long a failed write is taken to mean that the next one would fail too


def can_write() -> bool:
    """Whether answers can be stored: False after a recent failed write, or if the disk is full or read-only."""
    return not writing.is_on and _disk_has_room()


def _disk_has_room() -> bool:
    database = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"] or not hasattr(os, "statvfs"):
        return True
    try:
        disk = os.statvfs(_folder(str(database["NAME"])))
    except OSError:
        return False
    return not disk.f_flag & os.ST_RDONLY and disk.f_bavail * disk.f_frsize > LEAST_FREE


@cache
def _folder(file: str) -> Path:
    return Path(file).parent
