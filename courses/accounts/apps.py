"""Names the package for Django, keeps the table of counted attempts in place, and the security log informed."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "courses.accounts"
    label = "accounts"

    def ready(self) -> None:
        from courses.accounts.rate_limits.counting import make_table
        from courses.accounts.security_log.from_allauth import listen

        listen()
        post_migrate.connect(make_table, sender=self)
