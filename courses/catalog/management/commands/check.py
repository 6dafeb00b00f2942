"""`manage.py check`: Django's checks and those of the content. Other commands run without content, sound or not."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register
from django.core.management.commands.check import Command as CheckCommand

from courses.catalog.authoring.system_check import content_messages


class Command(CheckCommand):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        register(check_site_content, "content")
        super().handle(*app_labels, **options)


def check_site_content(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Every problem of the content: `manage.py check --tag content`."""
    return content_messages()
