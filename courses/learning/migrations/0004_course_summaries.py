"""Adds one summary row for each learner and course."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0003_no_group_mail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("course", models.CharField(max_length=40)),
                ("begun", models.TextField()),
                ("finished", models.TextField()),
                ("begun_count", models.PositiveSmallIntegerField()),
                ("finished_count", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("stuck_at", models.DateTimeField(null=True)),
                (
                    "learner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="course_progress",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("learner", "course"), name="one_progress_per_course"),
                ],
            },
        ),
    ]
