"""Makes the archive of a release: the files under version control, the same bytes whoever makes it."""

import gzip
import subprocess
import tarfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from literacy import __version__

NAME = f"clear-money-{__version__}"
UPDATE = "### How to update"
LOCKS = ("requirements.txt", "requirements-servers.txt")
OLDEST_LOCK = timedelta(days=90)  # docs/security.md: libraries are brought up to date at least so often


class NotReadyForReleaseError(Exception):
    """No archive was made; the message says why."""


def check_ready(root: Path, *, now: datetime) -> None:
    """Raises NotReadyForReleaseError unless all is committed, the top of CHANGELOG.md is about this version, and the
    libraries were brought up to date lately."""
    if _git(root, "status", "--porcelain"):
        raise NotReadyForReleaseError("Some files are not committed.")
    section = top_section((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    title = section.partition("\n")[0]
    if __version__ not in title.split():
        raise NotReadyForReleaseError(f"The top of CHANGELOG.md is {title!r}, and this is version {__version__}.")
    if UPDATE not in section:
        raise NotReadyForReleaseError(f"The top of CHANGELOG.md does not say {UPDATE.removeprefix('### ')!r}.")
    for lock in LOCKS:
        if now - _committed(root, lock) > OLDEST_LOCK:
            raise NotReadyForReleaseError(f"{lock} is older than {OLDEST_LOCK.days} days: compile it again.")


def top_section(changelog: str) -> str:
    """The newest section, without the sign before its title."""
    return changelog.split("\n## ")[1]


def build(root: Path, folder: Path) -> tuple[Path, str]:
    """Write the archive into `folder`; returns it and its SHA-256."""
    made, at = folder / f"{NAME}.tar.gz", int(_git(root, "log", "-1", "--format=%ct"))
    with (
        made.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=at) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name in sorted(one for one in _git(root, "ls-files", "-z").split("\0") if one):
            content = (root / name).read_bytes()
            about = tarfile.TarInfo(f"{NAME}/{name}")
            about.size, about.mtime = len(content), at
            about.mode = 0o755 if (root / name).stat().st_mode & 0o100 else 0o644
            archive.addfile(about, BytesIO(content))
    return made, sha256(made.read_bytes()).hexdigest()


def _committed(root: Path, name: str) -> datetime:
    """When a file was last changed."""
    return datetime.fromtimestamp(int(_git(root, "log", "-1", "--format=%ct", "--", name) or 0), UTC)


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError):
        raise NotReadyForReleaseError("git knows nothing of this folder, so nothing says what belongs to it.") from None
    return done.stdout.strip()
