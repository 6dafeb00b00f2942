"""When people stood on which group's list; of moves before, only the last one is known."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.db.models.deletion import CASCADE

BATCH = 500


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    members = apps.get_model("organizations", "Member").objects.using(editor.connection.alias)
    stays = apps.get_model("organizations", "Stay")
    last, columns = 0, ("pk", "organization", "group", "listed_at", "left_at", "removed_at", "moved_from", "moved_at")
    while part := list(members.filter(pk__gt=last).order_by("pk").values_list(*columns)[:BATCH]):
        rows = []
        for member, organization, group, since, left_at, removed_at, moved_from, moved_at in part:
            place = {"organization_id": organization, "member_id": member}
            if moved_from and moved_at >= since:
                rows.append(stays(**place, group_id=moved_from, since=since, until=moved_at))
                since = moved_at
            rows.append(stays(**place, group_id=group, since=since, until=left_at or removed_at))
        stays.objects.using(editor.connection.alias).bulk_create(rows)
        last = part[-1][0]


class Migration(migrations.Migration):
    dependencies = [("organizations", "0020_people_can_move")]

    operations = [
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("group", models.ForeignKey(on_delete=CASCADE, related_name="+", to="organizations.group")),
                ("member", models.ForeignKey(on_delete=CASCADE, related_name="stays", to="organizations.member")),
                (
                    "organization",
                    models.ForeignKey(on_delete=CASCADE, related_name="+", to="organizations.organization"),
                ),
            ],
        ),
        migrations.AddConstraint(
            "stay", models.UniqueConstraint(fields=["member"], condition=Q(until=None), name="one_list_at_a_time")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
