from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0012_group_mail_belongs_to_groups")]

    operations = [
        migrations.AddField(
            model_name="exerciseoutcome",
            name="is_assisted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="learningpath",
            name="is_assisted",
            field=models.BooleanField(default=False),
        ),
    ]
