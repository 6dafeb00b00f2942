"""Names the package for Django, and keeps the table of counted attempts in place."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "courses.accounts"
    label = "accounts"

    def ready(self) -> None:
        from courses.accounts.rate_limits.counting import make_table

        post_migrate.connect(make_table, sender=self)
