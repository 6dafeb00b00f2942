"""The figures of a term, kept when it is closed; a term that was removed can be brought back with them."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("organizations", "0021_stays")]

    operations = [
        migrations.AddField("term", "figures", models.JSONField(null=True)),
        migrations.AddField("term", "counted_at", models.DateTimeField(null=True)),
        migrations.AddField("term", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField("term", "removed_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "term",
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(figures__isnull=False, counted_at__isnull=False),
                name="closed_term_has_figures",
            ),
        ),
    ]
