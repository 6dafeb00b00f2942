"""Whether a lesson's sentence can be had as a picture."""

from django import template

from courses.catalog.model.lessons import Lesson
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.learning.sharing.cards.drawing import letters_missing
from courses.learning.sharing.cards.words import card_of

register = template.Library()


@register.simple_tag
def has_card(lesson: Lesson) -> bool:
    course = catalog().courses.get(lesson.course)
    return course is not None and not letters_missing(card_of(course, lesson, current_language()))
