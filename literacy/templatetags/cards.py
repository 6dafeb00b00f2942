"""Whether a lesson's sentence can be had as a picture."""

from django import template
from django.utils.translation import get_language

from courses.catalog.library import catalog
from courses.catalog.model.lessons import Lesson
from courses.learning.cards.drawing import letters_missing
from courses.learning.cards.words import card_of

register = template.Library()


@register.simple_tag
def has_card(lesson: Lesson) -> bool:
    course = catalog().courses.get(lesson.course)
    return course is not None and not letters_missing(card_of(course, lesson, get_language() or "zh-hans"))
