"""A field and a constraint are named without a gender."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("organizations", "0026_people_can_be_invited")]

    operations = [
        migrations.RenameField("member", "secret_is_hers", "secret_is_own"),
        migrations.RemoveConstraint("accesslog", "a_look_at_a_person_names_her"),
        migrations.AddConstraint(
            "accesslog",
            models.CheckConstraint(
                condition=Q(what="person", member__isnull=False) | (~Q(what="person") & Q(member=None)),
                name="look_at_a_person_names_them",
            ),
        ),
    ]
