"""Who went from a group is found without reading everybody in it; a calendar's address can be ended and taken back."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("organizations", "0024_organizations_can_be_refused")]

    operations = [
        migrations.AddIndex(
            "stay",
            models.Index(fields=["group", "member"], condition=Q(until__isnull=False), name="ended_stays"),
        ),
        migrations.AddField("calendarlink", "ended_at", models.DateTimeField(null=True)),
    ]
