"""A third language needs what docs/recipes.md names and no line of code: a whole site with one, in its own process."""

import os
import sys
from pathlib import Path

from tests.languages.third.making import write_moon
from tests.repository.alone import ROOT
from tests.repository.programs import run


def test_site_with_a_third_language_serves_it(tmp_path: Path) -> None:
    """Languages are fixed when the site starts, so it is started anew."""
    own = {
        "THIRD_LANGUAGE_FOLDER": str(write_moon(tmp_path)),
        "DJANGO_SETTINGS_MODULE": "tests.languages.third.settings",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/languages/third/pages.py"]

    done = run(command, cwd=ROOT, environment={**os.environ, **own})

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
