"""From which group somebody was moved, and when: for the way back, and for the learner to read."""

from django.db import migrations, models
from django.db.models.deletion import SET_NULL


class Migration(migrations.Migration):
    dependencies = [("organizations", "0019_people_on_the_list_by_name")]

    operations = [
        migrations.AddField("member", "moved_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "member",
            "moved_from",
            models.ForeignKey("organizations.group", null=True, on_delete=SET_NULL, related_name="+"),
        ),
    ]
