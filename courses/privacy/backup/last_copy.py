"""When this machine last backed up the database: stored beside the list of erasures, which outlives the database."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return settings.ERASED_FILE.with_name("last-copy.txt")


def note_copy(now: datetime) -> None:
    """Store the time of the last copy on this machine. Raises OSError."""
    _file().write_text(f"{now.astimezone(UTC).isoformat()}\n", encoding="ascii")


def last_copy() -> datetime | None:
    """When the last copy was made on this machine; None if there was none, or the file cannot be read."""
    try:
        return datetime.fromisoformat(_file().read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
