"""Keeps the tests away from the site: loaded before Django, it gives every test process files of its own.

Whatever a process of pytest opens by the names that a site uses is an error at once, so that no test of a machine that
serves learners touches what is theirs. Programs that tests start inherit the settings made here.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE_FILES = ("db.sqlite3", "attempts.sqlite3", "erased.txt", ".env", ".local", "staticfiles")
OPENING = ("open", "sqlite3.connect", "os.mkdir")
OF_A_SITE = (
    "DEBUG HTTPS ALLOWED_HOSTS SECRET_KEY_FALLBACKS ERASURE_KEY_FALLBACKS PROXY_COUNT CSRF_TRUSTED_ORIGINS CACHE_URL"
    " DATABASE_REPLICA_URL"
    " EMAIL_URL MAIL_FROM TIME_ZONE NEW_ORGANIZATIONS LOANS_COUNTRY CONTENT_DIR STATIC_ROOT LOG_FORMAT METRICS_TOKEN"
).split()


class SiteFileOpenedError(BaseException):
    """A test opened a file of the site; nothing may catch it on its way."""


def _own_files() -> None:
    folder = Path(tempfile.mkdtemp(prefix="literacy-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in OF_A_SITE:
        os.environ.pop(name, None)
    os.environ["SECRET_KEY"] = "of-the-tests-and-nobody-else-0123456789-0123456789"
    os.environ["ERASURE_KEY"] = "of-erasures-in-the-tests-0123456789-0123456789"
    os.environ["ENV_FILE"] = str(folder / "env")
    (folder / "env").touch(mode=0o600)
    os.environ["ERASED_FILE"] = str(folder / "erased.txt")
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):  # that one has a database of the tests beside it
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'site.sqlite3'}"


def _refuse_site_files(event: str, arguments: tuple[object, ...]) -> None:
    if event in OPENING and isinstance(arguments[0], str | bytes | Path):
        path = os.fsdecode(arguments[0]).removeprefix("file:").partition("?")[0]
        if path.startswith(_OURS):
            raise SiteFileOpenedError(f"{event}: a test opened {path}, which belongs to the site")


_OURS = tuple(str(ROOT / name) for name in SITE_FILES)
_own_files()
sys.addaudithook(_refuse_site_files)
