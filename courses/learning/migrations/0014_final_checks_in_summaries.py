"""Notes in each summary of a course its final checks, so that large groups are sorted without reading them."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, Min, OuterRef, Subquery


def fill(apps: Any, _schema_editor: Any) -> None:
    """As courses.learning.course_progress.summaries.summary_of said it when this was written."""
    sent = apps.get_model("learning", "CheckAttempt").objects.filter(
        learner=OuterRef("learner"), course=OuterRef("course"), kind="final", sent_at__isnull=False
    )
    first = sent.order_by().values("learner").annotate(first=Min("sent_at")).values("first")
    summaries = apps.get_model("learning", "CourseProgress").objects.filter(Exists(sent))
    summaries.update(checked_at=Subquery(first), has_passed=Exists(sent.filter(passed=True)))


class Migration(migrations.Migration):
    dependencies = [("learning", "0013_exercises_and_paths_with_help")]

    operations = [
        migrations.AddField("courseprogress", "checked_at", models.DateTimeField(null=True)),
        migrations.AddField("courseprogress", "has_passed", models.BooleanField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
