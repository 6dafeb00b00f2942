"""Django's SQLite whose files are made for their owner only: they hold what people learn, and who they are."""

import os
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """SQLite gives the log and its index the permissions of the database file, so that one is made first."""
        name = str(conn_params["database"])
        if not name.startswith("file:") and ":memory:" not in name:
            with suppress(OSError):  # it is there, or cannot be made: SQLite says why
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return super().get_new_connection(conn_params)
