"""Where a test puts its copy of the database."""

from pathlib import Path

import pytest


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"
