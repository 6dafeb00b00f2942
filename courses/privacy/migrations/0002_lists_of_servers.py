from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ErasureList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_id", models.CharField(max_length=12, unique=True)),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
