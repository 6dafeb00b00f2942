"""Seals secrets of the second step, which were stored as they are; hashes of codes follow when they are next used."""

from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from courses.accounts.sign_in.second_step.kept_secrets import changed, open_sealed, seal


def _change(apps: StateApps, change: Callable[[str], str]) -> None:
    for kept in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn").iterator():
        kept.data = changed(kept.data, change)
        kept.save(update_fields=["data"])


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _change(apps, seal)


def open_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _change(apps, open_sealed)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_security_log"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, open_all)]
