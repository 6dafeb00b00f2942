"""Makes the summaries of what was learned before there were any; one that an answer made meanwhile stays."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import migrations

BATCH = 2000


def fill(apps: Any, _schema_editor: Any) -> None:
    summaries, waiting = apps.get_model("learning", "CourseProgress"), []
    for summary in _summaries(apps.get_model("learning", "LessonProgress"), summaries):
        waiting.append(summary)
        if len(waiting) == BATCH:
            summaries.objects.bulk_create(waiting, ignore_conflicts=True)
            waiting = []
    summaries.objects.bulk_create(waiting, ignore_conflicts=True)


def _summaries(progress: Any, summaries: Any) -> Iterator[Any]:
    """As courses.learning.course_progress.summaries.summary_of made them when this was written."""
    rows = progress.objects.order_by("learner_id", "course", "pk").iterator()
    for (learner, course), found in groupby(rows, key=attrgetter("learner_id", "course")):
        lessons = list(found)
        opened, touched = min(one.opened_at for one in lessons), max(one.touched_at for one in lessons)
        moments = [
            at for one in lessons for at in (one.opened_at, one.touched_at, one.completed_at, one.stuck_at) if at
        ]
        if (min(moments), max(moments)) != (opened, touched):
            continue
        finished = [one.lesson for one in lessons if one.completed_at]
        yield summaries(
            learner_id=learner, course=course, begun=_between_bars([one.lesson for one in lessons]),
            finished=_between_bars(finished), begun_count=len(lessons), finished_count=len(finished),
            opened_at=opened, touched_at=touched,
            stuck_at=max((one.stuck_at for one in lessons if one.stuck_at), default=None),
        )  # fmt: skip


def _between_bars(lessons: list[str]) -> str:
    return "|" + "".join(f"{lesson}|" for lesson in lessons)


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_course_summaries")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
