"""Names the package for Django, and registers this package's hooks with the packages below it."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "courses.learning"
    label = "learning"

    def ready(self) -> None:
        from courses.accounts.pages.declared import declare
        from courses.exercises.links.lesson_link import leads_by
        from courses.exercises.practice.spot_ad.met import is_told_by
        from courses.learning.lessons import routes
        from courses.learning.lessons.addresses import step_url
        from courses.learning.practice.ads.pages import met_in_kept_rounds

        declare(
            form_pages=routes.FORM_PAGES,
            goes_through=routes.GOES_THROUGH,
            kept_for_others=routes.KEPT_FOR_OTHERS,
        )
        leads_by(lambda lesson: step_url(lesson, anchor="exercise"))
        is_told_by(met_in_kept_rounds)
