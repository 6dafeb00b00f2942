"""Every name's place in its list anew: by pinyin also where GB 2312 has no pinyin order."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from courses.organizations.forms.names import sort_key

BATCH = 500


def place_anew(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("organizations", "Member").objects.using(editor.connection.alias)
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk").only("nickname", "sort_key")[:BATCH]):
        for member in part:
            member.sort_key = sort_key(member.nickname)
        rows.bulk_update(part, ["sort_key"])
        last = part[-1].pk


class Migration(migrations.Migration):
    dependencies = [("organizations", "0017_approval_and_asked_mail")]
    operations = [migrations.RunPython(place_anew, migrations.RunPython.noop, elidable=True)]
