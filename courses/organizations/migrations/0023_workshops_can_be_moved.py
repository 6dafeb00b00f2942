from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0022_closed_terms")]

    operations = [
        migrations.AddField(
            model_name="plannedworkshop",
            name="day_before",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="plannedworkshop",
            name="hour_before",
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name="plannedworkshop",
            name="moved_at",
            field=models.DateTimeField(null=True),
        ),
    ]
