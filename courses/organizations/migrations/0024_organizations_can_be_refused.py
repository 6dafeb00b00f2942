from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0023_workshops_can_be_moved")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="organization",
            name="refusal",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
