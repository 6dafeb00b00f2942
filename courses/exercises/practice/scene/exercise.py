"""Play it through: the exercise as the rest of the site sees it."""

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.practice.scene.form import SceneForm
from courses.exercises.practice.scene.page import page

EXERCISE = Exercise(
    kind=ExerciseKind.SCENE,
    title=_("What would you answer?"),
    lead=_("A chat, a call, a message: choose what you do, and see what comes of it."),
    search=_("scene role play chat call face scan fake customer service pay first what to answer"),
    icon="chat",
    more_sheets=("help", "ads"),
    form_class=SceneForm,
    page=page,
    own_query=frozenset({"about", "at"}),
)
