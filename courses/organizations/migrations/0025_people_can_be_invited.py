import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0024_organizations_can_be_refused")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="followed_by",
                to="organizations.member",
            ),
        ),
    ]
