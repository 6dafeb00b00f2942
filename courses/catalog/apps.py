"""Names the package for Django, has it check the content, and restarts the development server when a text changes."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, register
from django.utils.autoreload import BaseReloader, autoreload_started


class CatalogConfig(AppConfig):
    name = "courses.catalog"
    label = "catalog"

    def ready(self) -> None:
        register(check_site_content, "content")
        autoreload_started.connect(watch_content)


def check_site_content(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every problem of the content: `manage.py check --tag content`."""
    from courses.catalog.system_check import content_messages  # here, so that Django starts without reading content

    return content_messages()


def watch_content(sender: BaseReloader, **kwargs: Any) -> None:
    """Have the development server restart when a file of the content changes."""
    for pattern in ("**/*.md", "**/*.yaml"):
        sender.watch_dir(settings.CONTENT_DIR, pattern)
