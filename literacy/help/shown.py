"""What pages of help lead to, with its icon: an exercise that helps now, or a page of first steps."""

from dataclasses import dataclass

from django.urls import reverse

from courses.catalog.model.schema import ExerciseStart
from courses.catalog.published.library import catalog
from courses.exercises.registry import EXERCISES
from courses.languages.known import current_language

ICONS = {
    "sent-money": "phone", "in-danger": "door", "cannot-pay": "cal", "calls-to-others": "chat", "court-paper": "doc",
    "record-wrong": "shield", "no-basics": "bowl", "cannot-cope": "heart",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToDo:
    """A page that helps now: its title, and its address."""

    title: str
    url: str
    icon: str


def to_do(begun: ExerciseStart) -> ToDo:
    exercise = EXERCISES[begun.kind]
    url = reverse("exercises:exercise", args=(begun.kind,))
    if begun.start and exercise.start_title is not None:
        return ToDo(exercise.start_title(begun.start), f"{url}?start={begun.start}", exercise.icon_template)
    return ToDo(str(exercise.title), url, exercise.icon_template)


def icon_of(situation: str) -> str:
    """The part that draws what a situation is about."""
    return f"parts/icons/{ICONS.get(situation, 'flag')}.html"


def help_page(situation: str) -> ToDo:
    title = catalog().situations[situation].title.in_language(current_language())
    return ToDo(title, reverse("help-situation", args=(situation,)), icon_of(situation))
