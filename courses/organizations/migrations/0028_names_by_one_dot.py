"""Names with another dot between their parts are the same name: how they are compared, anew."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.apps.registry import Apps

from courses.organizations.forms.names import folded

BATCH = 500


def compare_anew(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Two people of a group whose names are now the same keep how they were compared."""
    rows = apps.get_model("organizations", "Member").objects.using(editor.connection.alias)
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk").only("nickname", "folded", "group")[:BATCH]):
        for member in part:
            now = folded(member.nickname)
            if now != member.folded and not rows.filter(group=member.group_id, folded=now).exists():
                rows.filter(pk=member.pk).update(folded=now)
        last = part[-1].pk


class Migration(migrations.Migration):
    dependencies = [("organizations", "0027_plain_names")]
    operations = [migrations.RunPython(compare_anew, migrations.RunPython.noop, elidable=True)]
