"""Lists hold everybody, also those who have not come yet: the index that sorts them does too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0018_names_by_pinyin")]

    operations = [
        migrations.RemoveIndex("member", "joined_by_name"),
        migrations.AddIndex(
            "member",
            models.Index(
                fields=["group", "sort_key", "id", "learner", "joined_at", "shares_earlier"],
                condition=models.Q(left_at=None, removed_at=None),
                name="present_by_name",
            ),
        ),
    ]
