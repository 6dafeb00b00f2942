"""The model NoGroupMail moves to the package of organisations; its table stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "0011_language_and_assistance")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="NoGroupMail")]),
    ]
