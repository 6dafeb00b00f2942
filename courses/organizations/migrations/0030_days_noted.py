"""Whether a day of a group was noted stands for itself: a first "nobody came" that was undone is not noted."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST_CHANGE = 2  # version of a meeting that was changed once


def note(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    noted = apps.get_model("organizations", "Meeting").objects.filter(changed_at__isnull=False)
    noted.update(is_noted=True)
    noted.filter(version__gt=FIRST_CHANGE).update(was_noted_before=True)


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0029_earlier_calendar_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="is_noted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="meeting",
            name="was_noted_before",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(note, migrations.RunPython.noop, elidable=True),
    ]
