"""Names the package for Django; it has no models, because what is typed into an exercise is never kept."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "courses.exercises"
    label = "exercises"

    def ready(self) -> None:
        from courses.accounts.pages.declared import declare

        declare(goes_through=("exercises:exercise",))  # keeps nothing, and nothing typed there may be carried
