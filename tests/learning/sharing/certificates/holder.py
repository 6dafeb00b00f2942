"""A browser of a learner who passed the check, and what they do with records of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt, LearningRecord

COURSE = "reading-a-loan"
PASSED_AT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # already the 21st in Shanghai
CANARY = "Canary Wren"


def passed(learner: User, *, right: int = 9, asked: int = 10, is_passed: bool = True, kind: str = "final"):
    """A sent check of this learner."""
    return CheckAttempt.objects.create(
        learner=learner, key=f"{kind}-{right}-{CheckAttempt.objects.count()}", course=COURSE,
        course_version=catalog().courses[COURSE].version,
        kind=kind, seed=1, drawn=[], started_at=PASSED_AT, sent_at=PASSED_AT, right=right, asked=asked,
        passed=is_passed,
    )  # fmt: skip


def recorded(learner: User, code: str = "A" * 26, **more) -> LearningRecord:
    """A record as it lies in the table."""
    values = {
        "key": f"key-{code}", "course": COURSE, "right": 9, "asked": 10,
        "course_version": catalog().courses[COURSE].version,
        "passed_on": timezone.localdate(PASSED_AT), "issued_at": timezone.now(), **more,
    }  # fmt: skip
    return LearningRecord.objects.create(learner=learner, code=code, **values)


def key_in(html: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', html)[1]


@dataclass
class Holder:
    """One browser on the pages of records."""

    client: Client
    language: str = "en"

    @property
    def root(self) -> str:
        return f"/{self.language}/me/records/"

    @property
    def new_page(self) -> str:
        return f"{self.root}new/{COURSE}/"

    def page(self, record: LearningRecord, part: str = "") -> str:
        return f"{self.root}{record.pk}/{part}"

    def text(self, address: str) -> str:
        return self.client.get(address).content.decode()

    def key(self, address: str | None = None) -> str:
        return key_in(self.text(address or self.new_page))

    def issue(self, *, key: str | None = None, **ticks: str):
        return self.client.post(self.new_page, {"key": key or self.key(), "name": "", **ticks})

    def issued(self, **ticks: str) -> LearningRecord:
        reply = self.issue(**ticks)
        assert reply.status_code == 303
        return LearningRecord.objects.order_by("-pk")[0]

    def press(self, record: LearningRecord, what: str, *, key: str | None = None, **more: str):
        page = self.page(record, "change/" if what == "change" else "")
        return self.client.post(self.page(record, f"{what}/"), {"key": key or self.key(page), **more})


def own_key(client: Client) -> str:
    """A form key of this browser, from a page that everybody may open."""
    return key_in(client.get(f"/en/courses/{COURSE}/check/").content.decode())


def snapshot() -> list[tuple]:
    return list(LearningRecord.objects.order_by("pk").values_list())
