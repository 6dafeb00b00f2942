"""Names the package for Django; it has no models, because what is typed into an exercise is never kept."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    name = "courses.exercises"
    label = "exercises"
