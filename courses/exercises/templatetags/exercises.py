"""Template tags of exercise pages: hidden figures, and a box with all that belongs to it."""

from django import template

from courses.exercises.boxes import box, chips
from courses.exercises.widgets import hidden_boxes

register = template.Library()
register.simple_tag(hidden_boxes)
register.simple_tag(box)
register.simple_tag(chips)
