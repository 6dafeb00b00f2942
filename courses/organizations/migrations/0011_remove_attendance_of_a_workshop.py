from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("organizations", "0010_attendance_of_a_term"),
    ]

    operations = [
        migrations.DeleteModel(name="SessionAttendance"),
    ]
