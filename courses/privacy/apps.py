"""Names the package for Django, and registers the pages of its forms."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "courses.privacy"
    label = "privacy"

    def ready(self) -> None:
        from courses.accounts.pages.declared import declare

        declare(form_pages={"privacy:export": ("privacy:mine",)})
