"""Names the package for Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "courses.privacy"
    label = "privacy"
