"""Which scene a lesson places."""

from django import forms

from courses.catalog.model.scenes import Scene
from courses.catalog.published.library import catalog
from courses.exercises.base import ExerciseForm


class SceneForm(ExerciseForm):
    """Holds only which scene a lesson presets; it has no box to type in."""

    about = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    at = forms.CharField(required=False, max_length=81, widget=forms.HiddenInput)

    @property
    def scene(self) -> Scene | None:
        """The scene that a lesson presets; None for none, or for one that is not there."""
        return catalog().scenes.get(self.sent_or_initial("about"))
