"""Installs Django's admin without its table: nothing is changed in these pages, so there are no changes to log."""

from django.apps import apps
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app
from django.core.checks import Tags, register


class ListsConfig(SimpleAdminConfig):
    default_site = "literacy.pages.operators.site.OperatorSite"

    def import_models(self) -> None:
        """Leave the log of changes out, which would keep names of people a second time, with no way to erase them."""
        self.models = apps.all_models[self.label]

    def ready(self) -> None:
        """Check our lists, not what only pages need that are not offered here (a sign-in of its own, a password)."""
        register(check_admin_app, Tags.admin)
