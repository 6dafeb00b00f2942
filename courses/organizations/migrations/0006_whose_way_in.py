"""Says of each place whether the account was made for it, and whether its secret code is the learner's own choice."""

from typing import Any

from django.db import migrations, models
from django.db.models import Count, F, Q


def fill(apps: Any, _schema_editor: Any) -> None:
    """Accounts as old as their place were made for it. Of whoever has more than that, the codes in use stay good."""
    members = apps.get_model("organizations", "Member").objects
    here = Q(learner__date_joined=F("listed_at")) | Q(learner__date_joined=F("joined_at"))
    members.filter(pk__in=members.filter(here).values("pk")).update(began_here=True)
    several = members.values("learner").annotate(places=Count("pk")).filter(places__gt=1).values("learner")
    chosen = members.filter(must_change_secret=False).exclude(secret="")
    chosen.filter(Q(began_here=False) | Q(learner__in=several)).update(secret_is_hers=True)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0005_people_joined_by_name")]

    operations = [
        migrations.AddField("member", "began_here", models.BooleanField(default=False)),
        migrations.AddField("member", "secret_is_hers", models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
