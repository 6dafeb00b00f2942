"""A rule that has ended is never shown as one in force, wherever it is printed."""

from dataclasses import dataclass

import pytest
import time_machine
from django.utils.translation import override

from literacy.templatetags.site import lapse

LAST_DAY, DAY_AFTER = "2026-12-31T23:00:00+08:00", "2027-01-01T01:00:00+08:00"
STEP = "learn/before-you-borrow/need-this-loan/all/"


@dataclass
class Ending:
    ends: str | None


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (None, ""),
        ("2026-12-31", " · ends 2026-12-31"),
        ("2026-12", " · ends 2026-12"),
        ("2026-12-30", " · ended 2026-12-30, no longer in force unless it was extended"),
        ("2025", " · ended 2025, no longer in force unless it was extended"),
    ],
)
@time_machine.travel(LAST_DAY, tick=False)
def test_end_is_said_until_it_comes_and_after(ends: str | None, said: str) -> None:
    with override("en"):
        assert lapse(Ending(ends)) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "ends 2026-12-31", "ended 2026-12-31, no longer in force unless it was extended"),
        ("zh-hans", "2026-12-31 到期", "已于 2026-12-31 到期，未延长的话不再有效"),
    ],
)
def test_lesson_says_of_the_subsidy_that_it_has_ended_from_the_day_after(client, language, before, after) -> None:
    with time_machine.travel(LAST_DAY, tick=False):
        page = client.get(f"/{language}/{STEP}").content.decode()
    assert before in page
    assert after not in page

    with time_machine.travel(DAY_AFTER, tick=False):
        page = client.get(f"/{language}/{STEP}").content.decode()
    assert after in page
