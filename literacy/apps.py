"""Names the package for Django, and has it look at the set-up."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class LiteracyConfig(AppConfig):
    name = "literacy"
    label = "literacy"

    def ready(self) -> None:
        from literacy.setup.checks import check_setup

        register(check_setup, Tags.security)
