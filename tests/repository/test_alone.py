"""The suite stands alone: it opens no file of the site, and starts twice at once where it may not write."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.alone import ROOT, SITE_FILES, SiteFileOpenedError
from tests.repository.programs import AS_SOMEBODY, copy_project, run

pytestmark = pytest.mark.processes
SOME = ("tests/accounts/test_limits.py", "tests/learning/lessons/test_actions.py")


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="alone-"))
    yield folder
    subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    shutil.rmtree(folder)


@pytest.fixture
def checkout(home: Path) -> Path:
    """A copy of the project in which nothing may be written or made."""
    copy = copy_project(home / "checkout")
    subprocess.run(["chmod", "-R", "a-w", copy], check=True)
    return copy


@pytest.fixture
def scratch(home: Path) -> Path:
    """Where temporary files of the tests go."""
    folder = home / "scratch"
    folder.mkdir()
    return folder


def run_held_back(command: list[str], checkout: Path, scratch: Path) -> subprocess.CompletedProcess[str]:
    """Run as somebody whom permissions hold back."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(scratch), "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1",
        **({"DATABASE_URL": os.environ["DATABASE_URL"]} if _is_postgres() else {}),
    }  # fmt: skip
    return run([*AS_SOMEBODY, *command], cwd=checkout, environment=environment)


def _is_postgres() -> bool:
    return os.environ["DATABASE_URL"].startswith("postgres")


@pytest.mark.skipif(_is_postgres(), reason="about files")
def test_two_processes_start_at_once_in_a_checkout_that_cannot_be_written(checkout, scratch) -> None:
    nothing = run_held_back(["touch", "db.sqlite3"], checkout, scratch)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", *SOME]

    done = run_held_back(command, checkout, scratch)

    assert nothing.returncode != 0  # or this shows nothing
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert sorted(path.name for path in checkout.iterdir() if path.name in SITE_FILES) == []


@pytest.mark.parametrize("name", ["db.sqlite3", "attempts.sqlite3-wal", "erased.txt", ".local/secret-key"])
def test_file_of_the_site_cannot_be_opened_by_a_test(name) -> None:
    with pytest.raises(SiteFileOpenedError):
        open(ROOT / name, "rb").close()
