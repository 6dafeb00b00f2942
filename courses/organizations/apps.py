"""Names the package for Django."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "courses.organizations"
    label = "organizations"
