"""Names the package for Django, and registers this package's hooks with the packages below it."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "courses.organizations"
    label = "organizations"

    def ready(self) -> None:
        from courses.accounts.pages.declared import declare
        from courses.learning.claims.merging import MergeRule, merges_too
        from courses.learning.claims.waiting import asks_on
        from courses.learning.planning.steps.stopping import ends_too
        from courses.organizations.access import routes
        from courses.organizations.assigning.wanted_mail import GROUP_REMINDERS
        from courses.organizations.models import GroupMail

        declare(
            form_pages=routes.FORM_PAGES,
            goes_through=routes.GOES_THROUGH,
            signs_in_without_password=routes.SIGNS_IN_WITHOUT_PASSWORD,
        )
        asks_on(*routes.ABOUT_ONES_LEARNING)
        merges_too(MergeRule(GroupMail, ()))
        ends_too(GROUP_REMINDERS)
