"""Names the package for Django, and lets the round of advertisements know what was met before."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "courses.learning"
    label = "learning"

    def ready(self) -> None:
        from courses.exercises.practice.spot_ad.met import is_told_by
        from courses.learning.practice.ads.pages import met_in_kept_rounds

        is_told_by(met_in_kept_rounds)
