"""Checks are tested with a check of ten items, one a slot, so that authors may draw more or other ones any day."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings as site

TEN_ITEMS = """\
check:
  pass: 8
  draw:
    who-lends: [o1]
    paper-and-hand: [o1, o2]
    one-yardstick: [o1, o2]
    term-and-timetable: [o1]
    cost-statement: [o1, o2]
    if-late: [o1]
    which-line: [o1]
"""


@pytest.fixture(scope="session")
def content_with_ten_items(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's content, the check of "Reading a loan" cut to ten items."""
    folder = tmp_path_factory.mktemp("ten-items") / "content"
    shutil.copytree(site.CONTENT_DIR, folder)
    plan = folder / "courses" / "reading-a-loan" / "course.yaml"
    plan.write_text(re.sub(r"(?ms)^check:.*\Z", TEN_ITEMS, plan.read_text()))
    return folder


@pytest.fixture(autouse=True)
def check_of_ten_items(content_with_ten_items: Path, settings) -> None:
    settings.CONTENT_DIR = content_with_ten_items
