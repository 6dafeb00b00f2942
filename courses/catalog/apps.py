"""Names the package for Django, and restarts the development server when a text changes."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.utils.autoreload import BaseReloader, autoreload_started


class CatalogConfig(AppConfig):
    name = "courses.catalog"
    label = "catalog"

    def ready(self) -> None:
        autoreload_started.connect(watch_content)


def watch_content(sender: BaseReloader, **kwargs: Any) -> None:
    """Have the development server restart when a file of the content changes."""
    for pattern in ("**/*.md", "**/*.yaml"):
        sender.watch_dir(settings.CONTENT_DIR, pattern)
